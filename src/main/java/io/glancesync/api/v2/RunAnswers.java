package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.api.asked.AskedRun;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.file.ReportJson;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The runs: those that wait, the one at work, and those that have a report. */
public final class RunAnswers {
  private static final List<String> OUTCOMES =
      Stream.of(TransferOutcome.values()).map(TransferOutcome::text).toList();

  private final KnownRuns runs;
  private final RunQueue asked;

  public RunAnswers(KnownRuns runs, RunQueue asked) {
    this.runs = runs;
    this.asked = asked;
  }

  /** A line for each run, the newest first. */
  public ApiAnswer list(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("outcome", "schedule", "region", "since", JsonList.LIMIT, JsonList.MARKER);
    return new JsonList<>("runs", runs.chosen(query), RunLine::id).answer(request, RunLine::node);
  }

  /** One run: how far it is, or its report. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    String id = request.call().parameter("run");
    Optional<AskedRun> wanted = asked.find(id);
    return ApiAnswer.ok(wanted.map(this::node).orElseGet(() -> ofRun(id)).toString());
  }

  private ObjectNode ofRun(String id) {
    Overview now = runs.now();
    return KnownRuns.present(now, id)
        .map(it -> node(now, it))
        .orElseGet(() -> node(runs.report(id)));
  }

  /** What was asked for, with what has come of it. */
  ObjectNode node(AskedRun wanted) {
    Optional<RunReport> look = asked.look(wanted.id());
    Optional<String> run = runs.of(wanted).or(() -> look.map(RunReport::run));
    ObjectNode node = OverviewJson.object();
    look.map(this::node).or(() -> run.flatMap(this::found)).ifPresent(node::setAll);
    return AskedJson.add(node, wanted, run, runs.atWork(wanted).isPresent());
  }

  /** Its report may have been removed meanwhile. */
  private Optional<ObjectNode> found(String run) {
    try {
      return Optional.of(ofRun(run));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  private ObjectNode node(Overview now, RunOverview run) {
    ObjectNode node = runs.line(run).node();
    ArrayNode transfers = node.putArray("under_way");
    now.transfers().stream()
        .filter(it -> it.run().equals(run.id()))
        .forEach(it -> transfers.add(OverviewJson.transfer(it)));
    return node;
  }

  private ObjectNode node(RunReport report) {
    ObjectNode node = ReportJson.node(report);
    node.put("id", report.run());
    return node.put("state", runs.line(RunOverview.of(report)).state());
  }

  /** What a run did, in the order of its report; of one at work, what is under way. */
  public ApiAnswer transfers(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("outcome", JsonList.LIMIT, JsonList.MARKER);
    Optional<String> outcome = query.word("outcome", OUTCOMES);
    String id = request.call().parameter("run");
    Optional<AskedRun> wanted = asked.find(id);
    Optional<RunReport> look = asked.look(id);
    String run = wanted.isPresent() ? runs.of(wanted.get()).orElse("") : id;
    if (look.isEmpty() && run.isEmpty()) {
      return done(request, List.of(), outcome);
    }
    Overview now = runs.now();
    if (KnownRuns.present(now, run).isPresent()) {
      List<TransferOverview> underWay =
          outcome.isPresent()
              ? List.of()
              : now.transfers().stream().filter(it -> it.run().equals(run)).toList();
      return new JsonList<>("transfers", numbered(underWay), it -> "" + it.number())
          .answer(request, it -> OverviewJson.transfer(it.item()));
    }
    return done(request, look.orElseGet(() -> runs.report(run)).transfers(), outcome);
  }

  private static ApiAnswer done(
      ApiRequest request, List<TransferResult> all, Optional<String> outcome) {
    List<TransferResult> done =
        all.stream()
            .filter(it -> outcome.isEmpty() || it.outcome().text().equals(outcome.get()))
            .toList();
    return new JsonList<>("transfers", numbered(done), it -> "" + it.number())
        .answer(request, it -> ReportJson.node(it.item()));
  }

  private record Numbered<T>(int number, T item) {}

  private static <T> List<Numbered<T>> numbered(List<T> items) {
    return IntStream.range(0, items.size())
        .mapToObj(it -> new Numbered<>(it + 1, items.get(it)))
        .toList();
  }

  /** Cancels a run: one that waits is not begun, one at work begins nothing new. */
  public ApiAnswer cancel(ApiRequest request) {
    request.call().query().only();
    String id = request.call().parameter("run");
    Optional<AskedRun> wanted = asked.find(id);
    if (wanted.isPresent()) {
      Optional<String> atWork = runs.atWork(wanted.get());
      boolean isRunning = atWork.filter(runs::cancel).isPresent();
      return asked
          .cancel(id, isRunning, user(request))
          .map(this::accepted)
          .orElseThrow(() -> over(id));
    }
    if (!runs.cancel(id)) {
      runs.report(id);
      throw over(id);
    }
    return accepted(ofRun(id), id);
  }

  private static String user(ApiRequest request) {
    return request.caller().orElseThrow().user();
  }

  private static ApiException over(String id) {
    return ApiException.of(
        ProblemType.CONFLICT,
        "The run '%s' has ended already; there is nothing to cancel".formatted(id));
  }

  /** The answer to what takes a while. */
  ApiAnswer accepted(AskedRun wanted) {
    return accepted(node(asked.find(wanted.id()).orElse(wanted)), wanted.id());
  }

  private static ApiAnswer accepted(ObjectNode node, String id) {
    return ApiAnswer.ok(node.toString()).accepted("/v2/runs/" + id);
  }
}
