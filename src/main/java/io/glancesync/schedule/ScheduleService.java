package io.glancesync.schedule;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import io.glancesync.text.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the record of schedules, so that no run is missed without a message. */
public final class ScheduleService {
  /** How late a trigger may be; after that, the run is reported as missing. */
  public static final Duration GRACE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger("glancesync.schedule");

  private final Supplier<List<Schedule>> wanted;
  private final IntSupplier parallel;
  private final BooleanSupplier isByCron;
  private final ScheduleHistory book;
  private final SchedulePauseFile pauses;
  private final Clock clock;
  private final ScheduleListener listener;

  /** Schedules that are never due; this cannot change later. */
  private final Set<Schedule> idle = new HashSet<>();

  private final Map<String, Instant> takenUp = new HashMap<>();
  private volatile boolean isStopping;
  private final Map<String, Instant> complained = new HashMap<>();

  /**
   * @param wanted the schedules in effect; read at each use
   * @param parallel how many regions a run works on at the same time
   * @param isByCron whether the routes of schedules begin runs by their cron expressions; a user
   *     may edit them
   */
  public ScheduleService(
      Supplier<List<Schedule>> wanted,
      IntSupplier parallel,
      BooleanSupplier isByCron,
      ScheduleHistory book,
      SchedulePauseFile pauses,
      Clock clock,
      ScheduleListener listener) {
    this.wanted = wanted;
    this.parallel = parallel;
    this.isByCron = isByCron;
    this.book = book;
    this.pauses = pauses;
    this.clock = clock;
    this.listener = listener;
  }

  public List<Schedule> all() {
    return wanted.get();
  }

  /** Records that the service was stopped: runs that end early are then no failures. */
  public void stop() {
    isStopping = true;
  }

  /** The schedules that are due some day. Each other schedule is reported once, with a warning. */
  public synchronized List<Schedule> firing() {
    List<Schedule> all = all();
    idle.retainAll(all);
    var firing = new ArrayList<Schedule>();
    for (Schedule schedule : all) {
      boolean isIdle = idle.contains(schedule) || schedule.next(clock.instant()).isEmpty();
      if (isIdle && isByCron.getAsBoolean()) {
        tellIdle(schedule);
      } else {
        firing.add(schedule);
      }
    }
    return firing;
  }

  private void tellIdle(Schedule schedule) {
    if (idle.add(schedule)) {
      LOG.warn("schedule {} is left out: {}", schedule.name(), schedule.idleness());
    }
  }

  /**
   * Begins the work of a service.
   *
   * @return the schedules with runs that were missed while no service ran
   */
  public synchronized List<Schedule> begin() {
    var missed = new ArrayList<Schedule>();
    for (Schedule schedule : all()) {
      String last =
          past(schedule)
              .last()
              .map(
                  it ->
                      "the last run ended at %s, %s".formatted(Moment.of(it.ended()), it.outcome()))
              .orElse("no run so far");
      LOG.info("schedule {}: {}{}", schedule.name(), last, next(schedule));
      if (!times(schedule).isEmpty()) {
        missed.add(schedule);
      }
    }
    return missed;
  }

  /** Records missed runs as skipped. */
  public synchronized void leave(Schedule schedule) {
    skipped(due(schedule.name()), "the service was not running");
  }

  /** Begins a run of this schedule, if it can begin. Logs how many earlier runs never began. */
  public synchronized DueRun due(String name) {
    Schedule schedule = named(name);
    List<Instant> times = times(schedule);
    Instant time = times.isEmpty() ? clock.instant() : times.get(times.size() - 1);
    var due = new DueRun(schedule, time, Math.max(0, times.size() - 1));
    if (due.missed() > 0) {
      LOG.warn(
          "schedule {}: {} before {} never began; this one makes up for it",
          name,
          due.missed() == 1 ? "the run" : due.missed() + " runs",
          Moment.of(time));
    }
    takenUp.put(name, time);
    listener.due(name, time);
    return due;
  }

  private Schedule named(String name) {
    return all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no schedule " + name));
  }

  /** The request for the run. */
  public RunRequest request(DueRun due) {
    return new RunRequest(due.schedule().regions(), false, parallel.getAsInt())
        .begunBySchedule(due.schedule().name());
  }

  /** Records the end of the run, whether it succeeded or not. */
  public synchronized void ended(DueRun due, RunReport report) {
    var run =
        new ScheduleState.LastRun(
            report.run(), report.finished().truncatedTo(SECONDS), report.outcome().text());
    ScheduleState scheduleState = past(due.schedule());
    // runs that were due meanwhile were skipped, and are recorded already
    book.note(due.schedule(), scheduleState.ran(latest(scheduleState.handled(), due.time()), run));
    String text =
        "schedule %s: run %s ended, %s%s"
            .formatted(
                due.schedule().name(), run.run(), report.outcomeText(), next(due.schedule()));
    switch (report.outcome()) {
      case IN_SYNC, CHANGED -> LOG.info(text);
      case FAILED -> {
        if (isStopping) {
          // other failures have log lines of their own
          LOG.warn(text);
        } else {
          LOG.error(text);
        }
      }
    }
  }

  /** Whether a run that is due may begin; the run of a paused schedule is left out. */
  public synchronized boolean isOpen(DueRun due) {
    Optional<String> why = pauses.why(due.schedule().name());
    why.ifPresent(it -> leaveOut(due, it));
    return why.isEmpty();
  }

  private void leaveOut(DueRun due, String why) {
    note(due, why);
    LOG.info(
        "schedule {}: the run due at {} is left out: {}{}",
        due.schedule().name(),
        Moment.of(due.time()),
        why,
        next(due.schedule()));
  }

  private void note(DueRun due, String why) {
    ScheduleState scheduleState = past(due.schedule());
    Instant handled = latest(scheduleState.handled(), due.time());
    book.note(due.schedule(), scheduleState.skipped(handled, due.missed() + 1, why));
  }

  /** Records that the run could not begin, or ended without a report. */
  public synchronized void skipped(DueRun due, String why) {
    note(due, why);
    listener.skipped(due.schedule().name(), due.time(), why);
    LOG.warn(
        "schedule {}: the run due at {} is skipped: {}{}",
        due.schedule().name(),
        Moment.of(due.time()),
        why,
        next(due.schedule()));
  }

  /** Checks for missing runs, and reports each once; called from time to time. */
  public synchronized void watch() {
    for (Schedule schedule : isByCron.getAsBoolean() ? all() : List.<Schedule>of()) {
      schedule
          .next(handled(schedule))
          .filter(it -> it.plus(GRACE).isBefore(clock.instant()))
          .filter(it -> !it.equals(complained.put(schedule.name(), it)))
          .ifPresent(it -> missed(schedule, it));
    }
  }

  private void missed(Schedule schedule, Instant due) {
    listener.missed(schedule.name(), due);
    LOG.error(
        "schedule {}: the run that was due at {} has not begun; see whether this host was asleep or is overloaded",
        schedule.name(),
        due);
  }

  /** What became of a schedule so far; empty when nothing is recorded. */
  public synchronized Optional<ScheduleState> state(Schedule schedule) {
    return book.of(schedule);
  }

  /** When the schedule is due next; empty when that is not known, or never. */
  public Optional<Instant> due(Schedule schedule) {
    return isByCron.getAsBoolean() ? schedule.next(clock.instant()) : Optional.empty();
  }

  private ScheduleState past(Schedule schedule) {
    Optional<ScheduleState> known = book.of(schedule);
    if (known.isEmpty()) {
      book.note(schedule, ScheduleState.none(clock.instant()));
    }
    return known.orElseGet(() -> ScheduleState.none(clock.instant()));
  }

  private String next(Schedule schedule) {
    if (!isByCron.getAsBoolean()) {
      return Schedule.NOT_BY_CRON;
    }
    return schedule
        .next(clock.instant())
        .map(it -> "; the next is due at " + Moment.of(it))
        .orElse("; no other is due ever again");
  }

  private Instant handled(Schedule schedule) {
    Instant handled = past(schedule).handled();
    return latest(handled, takenUp.getOrDefault(schedule.name(), handled));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The due times that have passed and are not recorded. */
  private List<Instant> times(Schedule schedule) {
    var times = new ArrayList<Instant>();
    if (!isByCron.getAsBoolean()) {
      return times;
    }
    Instant now = clock.instant();
    for (Optional<Instant> it = schedule.next(handled(schedule));
        it.isPresent() && !it.get().isAfter(now);
        it = schedule.next(it.get())) {
      times.add(it.get());
    }
    return times;
  }
}
