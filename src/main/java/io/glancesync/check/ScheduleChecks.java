package io.glancesync.check;

import io.glancesync.error.RefusedException;
import io.glancesync.report.Check;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleService;
import io.glancesync.schedule.ScheduleState;
import io.glancesync.text.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Reports, from outside of the service, whether runs begin when they are due. */
public final class ScheduleChecks {
  private static final int RUNS_COMPARED = 500;
  private static final Duration TIME_COMPARED = Duration.ofDays(14);

  private final Supplier<List<Schedule>> wanted;
  private final BooleanSupplier isByCron;
  private final ScheduleHistory book;
  private final BooleanSupplier serving;
  private final Clock clock;

  /**
   * @param isByCron whether the routes of schedules begin runs by their cron expressions
   * @param serving whether a service is running
   */
  public ScheduleChecks(
      Supplier<List<Schedule>> wanted,
      BooleanSupplier isByCron,
      ScheduleHistory book,
      BooleanSupplier serving,
      Clock clock) {
    this.wanted = wanted;
    this.isByCron = isByCron;
    this.book = book;
    this.serving = serving;
    this.clock = clock;
  }

  /** One line per schedule, and one line about all schedules together. */
  public List<Check> all() {
    var checks = new ArrayList<Check>();
    for (Schedule schedule : wanted.get()) {
      checks.add(checked(schedule));
    }
    if (isByCron.getAsBoolean()) {
      collision().ifPresent(checks::add);
    }
    return checks;
  }

  private Check checked(Schedule schedule) {
    try {
      return check(schedule);
    } catch (RefusedException e) {
      return Check.failed(subject(schedule), e.getMessage());
    }
  }

  private static String subject(Schedule schedule) {
    return "schedule " + schedule.name();
  }

  private Check check(Schedule schedule) {
    String subject = subject(schedule);
    Optional<ScheduleState> past = book.of(schedule);
    String last = past.map(it -> last(it) + skipped(it)).orElse("no run so far");
    if (isByCron.getAsBoolean() && schedule.next(clock.instant()).isEmpty()) {
      return Check.warning(subject, "%s; it is never due: %s".formatted(last, schedule.idleness()));
    }
    if (!serving.getAsBoolean()) {
      String text = last + "; the service is not running: start it with glancesync serve";
      return book.isBegun() ? Check.warning(subject, text) : Check.ok(subject, text);
    }
    if (!isByCron.getAsBoolean()) {
      String text = last + Schedule.NOT_BY_CRON;
      return isBad(past) ? Check.warning(subject, text) : Check.ok(subject, text);
    }
    Instant now = clock.instant();
    Optional<Instant> missing =
        past.flatMap(it -> schedule.next(it.handled()))
            .filter(it -> it.plus(ScheduleService.GRACE).isBefore(now));
    if (missing.isPresent()) {
      return Check.warning(
          subject,
          "%s; the run due at %s has not ended yet: see the service's log"
              .formatted(last, Moment.of(missing.get())));
    }
    String next = "the next is due at " + schedule.next(now).map(Moment::of).orElse("no time");
    return isBad(past)
        ? Check.warning(subject, last + "; " + next)
        : Check.ok(subject, last + "; " + next);
  }

  private static boolean isBad(Optional<ScheduleState> past) {
    return past.flatMap(ScheduleState::last).filter(it -> it.outcome().equals("failed")).isPresent()
        || past.filter(it -> it.skipped() > 0).isPresent();
  }

  private static String last(ScheduleState past) {
    return past.last()
        .map(
            it -> "run %s ended at %s, %s".formatted(it.run(), Moment.of(it.ended()), it.outcome()))
        .orElse("no run so far");
  }

  private static String skipped(ScheduleState past) {
    return past.why().map(it -> ", %d skipped since (%s)".formatted(past.skipped(), it)).orElse("");
  }

  /** Warns of two schedules that are due at the same time: one of them is always skipped. */
  private Optional<Check> collision() {
    List<Schedule> schedules = wanted.get();
    for (int i = 0; i < schedules.size(); i++) {
      for (Schedule other : schedules.subList(i + 1, schedules.size())) {
        Schedule one = schedules.get(i);
        List<Instant> common = times(one);
        common.retainAll(times(other));
        if (!common.isEmpty()) {
          return Optional.of(
              Check.warning(
                  "schedules",
                  "%s and %s are both due at %s, and one of them will be skipped; give them different minutes in conf/application.properties"
                      .formatted(one.name(), other.name(), common.get(0))));
        }
      }
    }
    return Optional.empty();
  }

  private List<Instant> times(Schedule schedule) {
    var times = new ArrayList<Instant>();
    Instant end = clock.instant().plus(TIME_COMPARED);
    Optional<Instant> time = schedule.next(clock.instant());
    while (time.isPresent() && times.size() < RUNS_COMPARED && time.get().isBefore(end)) {
      times.add(time.get());
      time = schedule.next(time.get());
    }
    return times;
  }
}
