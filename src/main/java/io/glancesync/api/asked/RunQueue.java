package io.glancesync.api.asked;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.api.ApiCall;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.api.TaskStore;
import io.glancesync.api.TextHash;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.AskedRun.RunWish;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Retry;
import io.glancesync.error.BusyException;
import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.text.Printable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final TaskStore<AskedRun> store;
  private final DeadLetterStore letters;
  private final IntSupplier kept;
  private final IntSupplier parallel;
  private final BooleanSupplier isStopping;
  private final Predicate<String> isCancelled;
  private final Consumer<AskedRun> queued;
  private final Clock clock;
  private final Map<String, AskedRun> runs = new LinkedHashMap<>();

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
   * @param parallel how many regions a run works on at the same time, unless it says so
   * @param isStopping whether the service ends, so that a run leaves work to the next one
   * @param isCancelled whether somebody has cancelled a run, by its id
   * @param queued is told of each that waits anew
   */
  public RunQueue(
      Path folder,
      DeadLetterStore letters,
      IntSupplier kept,
      IntSupplier parallel,
      BooleanSupplier isStopping,
      Predicate<String> isCancelled,
      Consumer<AskedRun> queued,
      Clock clock) {
    store = new TaskStore<>(folder, new TypeReference<AskedRun>() {});
    this.letters = letters;
    this.kept = kept;
    this.parallel = parallel;
    this.isStopping = isStopping;
    this.isCancelled = isCancelled;
    this.queued = queued;
    this.clock = clock;
  }

  /** Reads them at the start of the service. Those that are not over wait. */
  public synchronized void load() {
    runs.clear();
    store.all().forEach(it -> runs.put(it.id(), it));
  }

  /** All that are kept, in the order in which they were asked for. */
  public synchronized List<AskedRun> all() {
    return List.copyOf(runs.values());
  }

  /** One of them. */
  public synchronized Optional<AskedRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
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
    if (runs.values().stream().filter(it -> !it.state().isOver()).count() >= MOST_WAITING) {
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
    store.put(run);
    runs.put(run.id(), run);
    queued.accept(run);
    return run;
  }

  private Optional<AskedRun> withKey(String key, String user) {
    Instant oldest = clock.instant().minus(KEY_COUNTS);
    return runs.values().stream()
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
        runs.values().stream().filter(it -> it.state() == AskedState.queued).toList();
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
    runs.values().stream()
        .filter(it -> it.state() == AskedState.queued && isAboutLetters(it))
        .filter(it -> openLetters(it).isEmpty())
        .toList()
        .forEach(
            it ->
                put(it.ended(AskedState.in_sync, clock.instant(), "its dead letters are closed")));
  }

  private List<DeadLetter> openLetters(AskedRun asked) {
    return letters.seen().stream().filter(it -> asked.wish().letters().contains(it.id())).toList();
  }

  /** Whether a run only retries dead letters. */
  public boolean isAboutLetters(AskedRun asked) {
    return !asked.wish().letters().isEmpty();
  }

  /** The dead letters that a run retries; those that were closed meanwhile are left out. */
  public Retry retry(AskedRun asked) {
    return new Retry(openLetters(asked), false)
        .begunBy(by(asked))
        .askedBy(Optional.of(asked.requestId()));
  }

  /** What a run is to do, for the routes. */
  public RunRequest request(AskedRun asked) {
    RunWish wish = asked.wish();
    Set<Confirmation> confirmed =
        wish.acceptShrunkenMaster() ? Set.of(Confirmation.SHRUNKEN_MASTER) : Set.of();
    return new RunRequest(
            wish.regions(),
            wish.dryRun(),
            wish.parallel() > 0 ? wish.parallel() : parallel.getAsInt(),
            confirmed,
            ImageScope.matching(wish.images(), List.of()),
            false)
        .begunBy(by(asked))
        .askedBy(Optional.of(asked.requestId()));
  }

  private static String by(AskedRun asked) {
    return "API (%s)".formatted(Printable.of(asked.user()));
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
      cancelled.ifPresent(this::keep);
      return open;
    }
    cancelled.ifPresent(this::put);
    forgetOld();
    return cancelled;
  }

  /** What one found that only looked; empty if it has not ended, or long ago. */
  public synchronized Optional<RunReport> look(String id) {
    return Optional.ofNullable(looks.get(id));
  }

  /** Whether a run was cancelled that a caller had asked for. */
  public synchronized boolean isCancelled(String run) {
    return runs.values().stream()
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
      put(
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
    put(over);
    end();
  }

  private void end() {
    isBusy = false;
    atWork = null;
    forgetOld();
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
      put(atWork.ended(AskedState.failed, clock.instant(), String.valueOf(cause.getMessage())));
    }
    atWork = null;
    forgetOld();
  }

  private AskedRun put(AskedRun run) {
    runs.put(run.id(), run);
    keep(run);
    return run;
  }

  private void keep(AskedRun run) {
    try {
      store.put(run);
    } catch (UncheckedIOException e) {
      // a restart has it done again, and nothing worse
      LOG.error("Tried to keep the state of run {}, but {}", run.id(), e.getMessage());
    }
  }

  private void forgetOld() {
    var over = new ArrayList<>(runs.values());
    over.removeIf(it -> !it.state().isOver());
    for (AskedRun run : over.subList(0, Math.max(0, over.size() - kept.getAsInt()))) {
      runs.remove(run.id());
      try {
        store.delete(run);
      } catch (UncheckedIOException e) {
        LOG.warn("Tried to forget run {}, but {}", run.id(), e.getMessage());
      }
    }
  }
}
