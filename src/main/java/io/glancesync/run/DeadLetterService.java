package io.glancesync.run;

import io.glancesync.config.Configuration;
import io.glancesync.deadletter.BackOff;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.deadletter.Resolution;
import io.glancesync.deadletter.Retry;
import io.glancesync.error.AttemptLog;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.log.LogScope;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.text.Moment;
import io.glancesync.transfer.Transfer;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the transfers that failed for good. A problem with these files is only logged, so that no
 * run loses its result because of it.
 */
public final class DeadLetterService {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.dead-letter");
  private static final String SUBJECT = "dead letters";
  private static final String WHAT_TO_DO = "see dead-letters list, then retry or discard";

  private final DeadLetterStore letters;
  private final ErrorMapper errorMapper;
  private final Supplier<Configuration> configuration;
  private final Progress progress;
  private final Supplier<DeadLetterSettings> settings;
  private final Function<Transfer, Run> runs;
  private final Clock clock;
  private Seen before = new Seen("", List.of());

  /** The letters as a run found them. */
  private record Seen(String run, List<DeadLetter> letters) {}

  /**
   * @param settings read at each use
   * @param runs the run that a transfer is part of; null when it is over
   */
  public DeadLetterService(
      DeadLetterStore letters,
      ErrorMapper errorMapper,
      Supplier<Configuration> configuration,
      Progress progress,
      Supplier<DeadLetterSettings> settings,
      Function<Transfer, Run> runs,
      Clock clock) {
    this.letters = letters;
    this.errorMapper = errorMapper;
    this.configuration = configuration;
    this.progress = progress;
    this.settings = settings;
    this.runs = runs;
    this.clock = clock;
  }

  /** An empty log of failed requests for the transfer. */
  public AttemptLog attempts(Transfer transfer) {
    return new AttemptLog(transfer.run(), errorMapper::hidden);
  }

  /** Creates the letter for a transfer that has just failed for good. */
  public DeadLetter letter(Transfer transfer, Throwable cause, AttemptLog attemptLog) {
    Instant now = clock.instant();
    // an error between two requests is recorded too
    attemptLog.note(cause, now);
    ErrorReport failure = errorMapper.ofStep(transfer.step(), transfer.region(), cause);
    return new DeadLetter(
        now,
        now,
        failure.errorClass(),
        failure.error(),
        failure.remedy(),
        attemptLog.failed(),
        backOff(failure.errorClass(), cause, runs.apply(transfer)),
        transfer);
  }

  /** Counted from the start of the run: one that begins so much later is late enough. */
  private Optional<BackOff> backOff(ErrorClass errorClass, Throwable cause, Run run) {
    return errorClass == ErrorClass.PERMANENT && ErrorMapper.isLasting(cause) && run != null
        ? Optional.of(
            BackOff.after(1, run.started(), settings.get().maxWait(), run.configuration()))
        : Optional.empty();
  }

  /**
   * Which steps of a region failed for good a short time ago, so that they are not tried yet: why,
   * or empty for a step that is tried. Letters that cannot be read keep nothing waiting.
   */
  Function<Step, Optional<Stop>> waiting(Run run, RegionName region) {
    var waiting = new HashMap<String, DeadLetter>();
    logged(
        "the dead letters of %s could not be read".formatted(region),
        () ->
            lettersBefore(run).stream()
                .filter(it -> it.region().equals(region) && !settings.get().maxWait().isZero())
                .forEach(it -> waiting.put(it.id(), it)));
    Instant now = clock.instant();
    return step ->
        Optional.ofNullable(waiting.get(DeadLetter.idOf(region, step)))
            .filter(it -> it.isTooEarlyFor(step, run.configuration(), now))
            .map(DeadLetterService::waits);
  }

  /** Read once a run: a hundred regions must not read a thousand letters each. */
  private synchronized List<DeadLetter> lettersBefore(Run run) {
    if (!before.run().equals(run.id())) {
      before = new Seen(run.id(), letters.seen());
    }
    return before.letters();
  }

  private static Stop waits(DeadLetter letter) {
    return new Stop(
        "it failed for good at %s (dead letter %s)"
            .formatted(Moment.of(letter.lastFailed()), letter.id()),
        "a run tries it again from %s on; dead-letters show %s says why it failed, and dead-letters retry %s tries it now"
            .formatted(letter.nextTry().map(Moment::of).orElseThrow(), letter.id(), letter.id()),
        letter.nextTry().map(Stop.NextTry::new));
  }

  /** Stores a letter. */
  public void keep(DeadLetter letter) {
    logged(
        letter + " could not be kept",
        () -> {
          Optional<DeadLetter> stored = letters.put(letter, settings.get().maxCount());
          stored.ifPresent(progress::created);
          if (stored.isEmpty()) {
            LOG.error(
                "{} was not kept: there are {} in {}, as many as glancesync.dead-letter.max-count allows; {}",
                letter,
                settings.get().maxCount(),
                letters.place(),
                WHAT_TO_DO);
          }
        });
  }

  /** Checks the letters of a region that a run has finished, and closes those that it can. */
  public void judge(Run run, RegionName region) {
    logged(
        "the dead letters of %s could not be read".formatted(region),
        () -> {
          List<Resolution> judgements =
              letters.all().stream()
                  .filter(letter -> letter.region().equals(region))
                  .flatMap(letter -> run.judgement(letter).stream())
                  .toList();
          List<Resolution> closed = judgements.stream().filter(Resolution::isClosed).toList();
          letters.remove(closed.stream().map(Resolution::letter).toList());
          closed.forEach(it -> LogScope.ofImage(it.letter().image(), () -> logClosed(it, run)));
          judgements.forEach(progress::resolved);
        });
  }

  private static void logClosed(Resolution resolution, Run run) {
    switch (resolution.verdict()) {
      case DONE, RESOLVED ->
          LOG.info("{} closed: in step since run {}", resolution.letter(), run.id());
      case LAPSED -> LOG.info("{} closed: {}", resolution.letter(), resolution.why());
      case STAYS, HELD -> throw new IllegalArgumentException(resolution + " is not closed");
    }
  }

  /** Logs that there are letters which nobody has handled. */
  public void remind() {
    logged(
        "the dead letters could not be read",
        () -> {
          List<DeadLetter> old = old(letters.all());
          if (!old.isEmpty()) {
            LOG.warn("{}; {}", tooOld(old), WHAT_TO_DO);
          }
        });
  }

  private List<DeadLetter> old(List<DeadLetter> all) {
    Instant limit = clock.instant().minus(settings.get().warnAfter());
    return all.stream().filter(letter -> letter.firstFailed().isBefore(limit)).toList();
  }

  private String tooOld(List<DeadLetter> old) {
    return "%d dead letter%s older than %d days, the oldest is of %s"
        .formatted(
            old.size(),
            old.size() == 1 ? " is" : "s are",
            settings.get().warnAfter().toDays(),
            Moment.of(old.get(0).firstFailed()));
  }

  /** The letters for which a retry was requested, by the rules of the configuration. */
  public Retry requested() {
    return new Retry(letters.requested(), false);
  }

  /** The request for a run that retries these letters, and nothing else. */
  public RunRequest request(Retry wanted) {
    Map<RegionName, Set<String>> only =
        wanted.letters().stream()
            .collect(
                Collectors.groupingBy(
                    DeadLetter::region,
                    Collectors.mapping(DeadLetter::masterName, Collectors.toSet())));
    List<String> regions = only.keySet().stream().map(RegionName::toString).sorted().toList();
    return new RunRequest(
            regions,
            false,
            configuration.get().maxChildren(),
            Set.of(Confirmation.FAILED_BEFORE),
            new ImageScope.OfRegions(only),
            wanted.narrowed())
        .begunBy(wanted.begunBy())
        .askedBy(wanted.requestId());
  }

  /**
   * Ends the retry after the run, whether it succeeded or not. The letters that are still there
   * request no other retry.
   */
  public void putBack(List<DeadLetter> wanted) {
    logged("dead letters could not be put back", () -> letters.putBack(wanted));
  }

  /** Reports how many letters there are, and since when. */
  public Check check() {
    try {
      return check(letters.seen());
    } catch (UncheckedIOException e) {
      return Check.failed(SUBJECT, e.getMessage());
    }
  }

  private Check check(List<DeadLetter> all) {
    if (all.size() >= settings.get().maxCount()) {
      return Check.failed(
          SUBJECT,
          "%d, as many as glancesync.dead-letter.max-count allows, so that no further one is kept; %s"
              .formatted(all.size(), WHAT_TO_DO));
    }
    List<DeadLetter> old = old(all);
    if (!old.isEmpty()) {
      return Check.warning(SUBJECT, "%s; %s".formatted(tooOld(old), WHAT_TO_DO));
    }
    List<String> problems = letters.problems();
    if (!problems.isEmpty()) {
      return Check.warning(SUBJECT, some(problems));
    }
    Optional<String> setAside = letters.setAside();
    if (setAside.isPresent()) {
      return Check.warning(SUBJECT, setAside.get());
    }
    return Check.ok(
        SUBJECT,
        Optional.of(all)
            .filter(it -> !it.isEmpty())
            .map(
                it ->
                    "%d, the oldest is of %s; %s"
                        .formatted(it.size(), Moment.of(it.get(0).firstFailed()), WHAT_TO_DO))
            .orElse("none"));
  }

  private static String some(List<String> problems) {
    String first = problems.get(0);
    return problems.size() == 1
        ? first
        : "%s (and %d more of such files)".formatted(first, problems.size() - 1);
  }

  private static void logged(String problem, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{}: {}", problem, e.getMessage());
    }
  }
}
