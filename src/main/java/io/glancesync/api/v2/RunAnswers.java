package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.file.PastRuns;
import io.glancesync.file.ReportJson;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs: the one at work, and those that have a report. */
public final class RunAnswers {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final int MOST_READ = 1000;
  private static final List<String> STATES =
      Stream.concat(Stream.of("running"), Stream.of(RunOutcome.values()).map(RunOutcome::text))
          .toList();
  private static final List<String> OUTCOMES =
      Stream.of(TransferOutcome.values()).map(TransferOutcome::text).toList();

  private final Supplier<Overview> overview;
  private final PastRuns past;

  /** A report never changes. */
  private final Map<String, RunOverview> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunOverview> eldest) {
          return size() > MOST_READ;
        }
      };

  public RunAnswers(Supplier<Overview> overview, PastRuns past) {
    this.overview = overview;
    this.past = past;
  }

  /** A line for each run, the newest first. */
  public ApiAnswer list(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("outcome", "schedule", "region", "since", JsonList.LIMIT, JsonList.MARKER);
    Optional<String> state = query.word("outcome", STATES);
    Optional<Instant> since = query.time("since");
    List<RunOverview> runs =
        all().stream()
            .filter(it -> state.isEmpty() || state.get().equals(state(it)))
            .filter(it -> isOf(it, query.first("schedule")))
            .filter(it -> isAbout(it, query.first("region")))
            .filter(it -> since.isEmpty() || it.started().isAfter(since.get()))
            .toList();
    return new JsonList<>("runs", runs, RunOverview::id).answer(request, OverviewJson::run);
  }

  private static String state(RunOverview run) {
    return run.outcome().map(RunOutcome::text).orElse("running");
  }

  private static boolean isOf(RunOverview run, Optional<String> schedule) {
    return schedule.isEmpty() || run.by().flatMap(RunRequest::schedule).equals(schedule);
  }

  private static boolean isAbout(RunOverview run, Optional<String> region) {
    return region.isEmpty()
        || run.regions().stream().anyMatch(it -> it.toString().equals(region.get()));
  }

  private List<RunOverview> all() {
    var all = new LinkedHashMap<String, RunOverview>();
    // asked first, so that a run that ends meanwhile is found among the reports
    overview.get().runs().forEach(it -> all.put(it.id(), it));
    past.ids().stream()
        .filter(it -> !all.containsKey(it))
        .flatMap(it -> ofReport(it).stream())
        .forEach(it -> all.put(it.id(), it));
    var sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparing(RunOverview::id).reversed());
    return sorted;
  }

  private synchronized Optional<RunOverview> ofReport(String run) {
    RunOverview known = read.get(run);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Optional<RunOverview> found = past.report(run).map(RunOverview::of);
      found.ifPresent(it -> read.put(run, it));
      return found;
    } catch (UncheckedIOException e) {
      LOG.warn("{}; the run is left out", e.getMessage());
      return Optional.empty();
    }
  }

  /** One run: how far it is, or its report. */
  public ApiAnswer show(ApiRequest request) {
    request.call().query().only();
    String id = request.call().parameter("run");
    Overview now = overview.get();
    return ApiAnswer.ok(
        present(now, id).map(it -> node(now, it)).orElseGet(() -> node(report(id))).toString());
  }

  private static Optional<RunOverview> present(Overview now, String id) {
    return now.runs().stream().filter(it -> it.isAtWork() && it.id().equals(id)).findFirst();
  }

  private RunReport report(String id) {
    // what comes from outside is no name of a file
    return past.ids().stream()
        .filter(id::equals)
        .findFirst()
        .flatMap(past::report)
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.UNKNOWN_RUN,
                    "There is no run '%s', or its report was removed; GET /v2/runs lists those that there are"
                        .formatted(id)));
  }

  private static ObjectNode node(Overview now, RunOverview run) {
    ObjectNode node = OverviewJson.run(run);
    ArrayNode transfers = node.putArray("under_way");
    now.transfers().stream()
        .filter(it -> it.run().equals(run.id()))
        .forEach(it -> transfers.add(OverviewJson.transfer(it)));
    return node;
  }

  private static ObjectNode node(RunReport report) {
    ObjectNode node = ReportJson.node(report);
    return node.put("state", report.outcome().text());
  }

  /** What a run did, in the order of its report; of one at work, what is under way. */
  public ApiAnswer transfers(ApiRequest request) {
    ApiQuery query = request.call().query();
    query.only("outcome", JsonList.LIMIT, JsonList.MARKER);
    Optional<String> outcome = query.word("outcome", OUTCOMES);
    String id = request.call().parameter("run");
    Overview now = overview.get();
    if (present(now, id).isPresent()) {
      List<TransferOverview> underWay =
          outcome.isPresent()
              ? List.of()
              : now.transfers().stream().filter(it -> it.run().equals(id)).toList();
      return new JsonList<>("transfers", numbered(underWay), it -> "" + it.number())
          .answer(request, it -> OverviewJson.transfer(it.item()));
    }
    List<TransferResult> done =
        report(id).transfers().stream()
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
}
