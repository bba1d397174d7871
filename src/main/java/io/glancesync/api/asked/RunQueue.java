package io.glancesync.api.asked;

import io.glancesync.api.ApiCall;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.api.TextHash;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.error.BusyException;
import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.Run;
import io.glancesync.text.Printable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that callers asked for, one after the other, in the order in which they were asked for.
 * One whose run broke off with the service waits again at the next start.
 */
public final class RunQueue {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final Duration KEY_COUNTS = Duration.ofHours(24);

  /** More than anybody waits for; each is a file. */
  private static final int MOST_WAITING = 1000;

  /** A report may have a line for each image in each region. */
  private static final int MOST_LOOKS = 10;

  private final AskedRunStore runs;
  private final AskedRequests requests;
  private final BooleanSupplier isStopping;
  private final Predicate<String> isCancelled;
  private final Consumer<AskedRun> queued;
  private final Clock clock;

  /** The one that the present run does; null if none does. */
  private AskedRun atWork;

  /** What those found that only looked; the last ones, as long as the service runs. */
  private final Map<String, RunReport> looks =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunReport> eldest) {
          return size() > MOST_LOOKS;
        }
      };

  /** Whether another run was under way at the last try. */
  private boolean isBusy;

  /**
   * @param folder of their files
   * @param kept how many that are over are kept
   * @param isStopping whether the service ends, so that a run leaves work to the next one
   * @param isCancelled whether somebody has cancelled a run, by its id
   * @param queued is told of each that waits anew
   */
  public RunQueue(
      Path folder,
      IntSupplier kept,
      AskedRequests requests,
      BooleanSupplier isStopping,
      Predicate<String> isCancelled,
      Consumer<AskedRun> queued,
      Clock clock) {
    runs = new AskedRunStore(folder, kept);
    this.requests = requests;
    this.isStopping = isStopping;
    this.isCancelled = isCancelled;
    this.queued = queued;
    this.clock = clock;
  }

  /** Reads them at the start of the service. Those that are not over wait. */
  public synchronized void load() {
    runs.load();
  }

  /** All that are kept, in the order in which they were asked for. */
  public synchronized List<AskedRun> all() {
    return runs.all();
  }

  /** One of them. */
  public synchronized Optional<AskedRun> find(String id) {
    return runs.find(id);
  }

  /**
   * Queues a run. The same request with the same key gets the same one.
   *
   * @throws ApiException if the key belongs to another request, or too many wait
   */
  public synchronized AskedRun ask(ApiRequest request, RunWish wish) {
    Optional<String> key = request.call().header(ApiCall.IDEMPOTENCY_KEY);
    String user = request.caller().orElseThrow().user();
    String print = TextHash.of(request.call().path() + "\n" + request.call().body());
    Optional<AskedRun> before = key.flatMap(it -> withKey(it, user));
    if (before.isPresent()) {
      if (!print.equals(before.get().print())) {
        throw ApiException.of(
            ProblemType.KEY_IN_USE,
            "The Idempotency-Key '%s' came less than a day ago with another request; use another one"
                .formatted(key.get()));
      }
      return before.get();
    }
    if (runs.all().stream().filter(it -> !it.state().isOver()).count() >= MOST_WAITING) {
      throw ApiException.of(
          ProblemType.UNAVAILABLE, "%d runs wait already; try again later".formatted(MOST_WAITING));
    }
    var run =
        new AskedRun(
            UUID.randomUUID().toString(),
            wish,
            AskedState.queued,
            user,
            request.id(),
            key.orElse(null),
            print,
            clock.instant().toString(),
            null,
            null,
            null,
            null);
    // first on disk, so that no answer names a run that a crash would lose
    runs.add(run);
    queued.accept(run);
    return run;
  }

  private Optional<AskedRun> withKey(String key, String user) {
    Instant oldest = clock.instant().minus(KEY_COUNTS);
    return runs.all().stream()
        .filter(it -> key.equals(it.key()) && user.equals(it.user()))
        .filter(it -> Instant.parse(it.asked()).isAfter(oldest))
        .findFirst();
  }

  /**
   * The one that is done next; null if none waits, or one is being done. While another run is under
   * way, those that only look go first.
   */
  public synchronized AskedRun next() {
    if (atWork != null) {
      return null;
    }
    endThoseWithoutLetters();
    List<AskedRun> waiting =
        runs.all().stream().filter(it -> it.state() == AskedState.queued).toList();
    atWork =
        waiting.stream()
            .filter(it -> isBusy && it.wish().dryRun())
            .findFirst()
            .or(() -> waiting.stream().findFirst())
            .orElse(null);
    return atWork;
  }

  /** A run about no letter would be one about everything. */
  private void endThoseWithoutLetters() {
    runs.all().stream()
        .filter(it -> it.state() == AskedState.queued && requests.isAboutLetters(it))
        .filter(it -> requests.openLetters(it).isEmpty())
        .toList()
        .forEach(
            it ->
                runs.put(
                    it.ended(AskedState.in_sync, clock.instant(), "its dead letters are closed")));
  }

  /**
   * Cancels one that is not over. One whose run is at work ends with it, but is not taken up again
   * by a restart.
   *
   * @param isRunning whether its run is at work
   * @param by the user who cancels it
   * @return the same; empty if it is over
   */
  public synchronized Optional<AskedRun> cancel(String id, boolean isRunning, String by) {
    Optional<AskedRun> open = find(id).filter(it -> !it.state().isOver());
    Optional<AskedRun> cancelled =
        open.map(
            it ->
                it.ended(
                    AskedState.cancelled,
                    clock.instant(),
                    "it was cancelled by " + Printable.of(by)));
    if (isRunning) {
      cancelled.ifPresent(runs::keep);
      return open;
    }
    cancelled.ifPresent(runs::put);
    runs.forgetOld();
    return cancelled;
  }

  /** What one found that only looked; empty if it has not ended, or long ago. */
  public synchronized Optional<RunReport> look(String id) {
    return Optional.ofNullable(looks.get(id));
  }

  /** Whether a run was cancelled that a caller had asked for. */
  public synchronized boolean isCancelled(String run) {
    return runs.all().stream()
        .anyMatch(it -> it.state() == AskedState.cancelled && run.equals(it.run()));
  }

  /**
   * Ends the one that the present run did. If the service ends, one that failed waits again.
   *
   * @param run null if it could not even begin
   */
  public synchronized void ended(RunReport report, Run run) {
    boolean isFailed = report.outcome() == RunOutcome.FAILED;
    if (atWork == null) {
      return;
    }
    LOG.info("run {} for the API ended, {}", report.run(), report.outcomeText());
    if (!isFailed && isAboutNothing(atWork, report, run)) {
      String words = String.join(", ", atWork.wish().images());
      String problem =
          "No selected image matches %s; GET /v2/status lists those that are selected"
              .formatted(words);
      end(atWork.ended(AskedState.failed, clock.instant(), null, report.started(), problem));
      return;
    }
    boolean isCancelled = isFailed && this.isCancelled.test(report.run());
    if (report.dryRun()) {
      looks.put(atWork.id(), report);
    }
    if (!isFailed || isCancelled || !isStopping.getAsBoolean()) {
      AskedState how =
          isCancelled ? AskedState.cancelled : AskedState.valueOf(report.outcome().text());
      String problem =
          report.regions().stream()
              .flatMap((RegionResult it) -> it.error().stream())
              .findFirst()
              .orElse(null);
      runs.put(
          atWork.ended(
              how,
              clock.instant(),
              report.dryRun() ? null : report.run(),
              report.started(),
              problem));
    }
    end();
  }

  private void end(AskedRun over) {
    runs.put(over);
    end();
  }

  private void end() {
    isBusy = false;
    atWork = null;
    runs.forgetOld();
  }

  /** Whether it names images, and the regions that were compared know none of them. */
  private static boolean isAboutNothing(AskedRun asked, RunReport report, Run run) {
    if (run == null || asked.wish().images().isEmpty()) {
      return false;
    }
    List<Plan> plans =
        report.regions().stream().flatMap(it -> Stream.ofNullable(run.plan(it.region()))).toList();
    return !plans.isEmpty() && plans.stream().allMatch(Plan::hasNoImage);
  }

  /** Ends one whose run could not begin. While another run is under way, it waits. */
  public synchronized void failed(Exception cause) {
    if (atWork == null) {
      return;
    }
    isBusy = cause instanceof BusyException;
    boolean isOver = find(atWork.id()).filter(it -> it.state().isOver()).isPresent();
    if (!isBusy && !isOver && !isStopping.getAsBoolean()) {
      LOG.error("A run for the API could not begin: {}", cause.getMessage());
      runs.put(
          atWork.ended(AskedState.failed, clock.instant(), String.valueOf(cause.getMessage())));
    }
    atWork = null;
    runs.forgetOld();
  }
}
