package io.glancesync;

import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.RefusedException;
import io.glancesync.overview.Happening;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.overview.ScheduleOverview.LastScheduled;
import io.glancesync.run.PauseFile;
import io.glancesync.schedule.Schedule;
import io.glancesync.schedule.ScheduleListener;
import io.glancesync.schedule.ScheduleService;
import io.glancesync.schedule.ScheduleState;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the view of a service what runs do not tell: what lies in files, which commands of other
 * processes change too, and what schedules keep account of.
 */
final class OverviewFeed {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.serve");
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final OverviewTracker overview;
  private final DeadLetterStore letters;
  private final PauseFile pauses;
  private final ScheduleService schedules;
  private final Clock clock;
  private Instant last = Instant.MIN;

  OverviewFeed(
      OverviewTracker overview,
      DeadLetterStore letters,
      PauseFile pauses,
      ScheduleService schedules,
      Clock clock) {
    this.overview = overview;
    this.letters = letters;
    this.pauses = pauses;
    this.schedules = schedules;
    this.clock = clock;
  }

  /** Tells what becomes of schedules. */
  record ScheduleRelay(OverviewTracker overview) implements ScheduleListener {
    @Override
    public void due(String schedule, Instant due) {
      overview.scheduled(new Happening.ScheduleDue(schedule, due));
    }

    @Override
    public void skipped(String schedule, Instant due, String why) {
      overview.scheduled(new Happening.ScheduleSkipped(schedule, due, why));
    }

    @Override
    public void missed(String schedule, Instant due) {
      overview.scheduled(new Happening.ScheduleMissed(schedule, due));
    }
  }

  /** Called about once a second, by any thread; reads files less often than that. */
  synchronized void poll() {
    Instant now = clock.instant();
    // a clock that was set back must not end it
    if (now.isBefore(last.plus(INTERVAL)) && !now.isBefore(last)) {
      return;
    }
    read(now);
  }

  /** What lies in files was changed by this process. */
  synchronized void refresh() {
    read(clock.instant());
  }

  private void read(Instant now) {
    last = now;
    overview.schedules(schedules.all().stream().map(this::schedule).toList());
    try {
      overview.letters(letters.seen());
      overview.pauses(pauses.read().at(now).all());
    } catch (RefusedException | UncheckedIOException e) {
      // check says it, and so does a run
      LOG.debug("what waits for a person could not be read", e);
    }
  }

  private ScheduleOverview schedule(Schedule schedule) {
    Optional<ScheduleState> state = schedules.state(schedule);
    return new ScheduleOverview(
        schedule.name(),
        schedule.cron(),
        schedule.zone().toString(),
        schedule.regions(),
        state
            .flatMap(ScheduleState::last)
            .map(it -> new LastScheduled(it.run(), it.ended(), it.outcome())),
        schedules.due(schedule),
        state.map(ScheduleState::skipped).orElse(0),
        state.flatMap(ScheduleState::why));
  }
}
