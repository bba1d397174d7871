package io.glancesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.schedule.Diary.Ran;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of an hourly schedule, in which the master changes, things fail, runs take hours, and the
 * service is away for a while. Time passes when this says so; each run is begun as its trigger
 * would begin it.
 */
class MonthIT {
  private static final int HOURS = 30 * 24;
  private static final int AWAY_FROM = 350;
  private static final int AWAY = 5;
  private static final int EARLY = 10;
  private static final int RUNS_KEPT = 100;
  private static final int OTHER_FILES = 5;
  private static final long LONGEST_REPORT = 10_000;

  @TempDir private Path home;
  private final Random random = new Random(30);
  private final SettableClock clock = new SettableClock();
  private MonthCloud cloud;
  private Diary diary;
  private StartedEngine engine;
  private ProducerTemplate trigger;
  private int hour;
  private int begun;
  private long early;

  @Test
  @Timeout(900)
  void no_run_overlaps_another_none_is_missing_and_nothing_grows() throws Exception {
    Instant beginning = clock.instant();
    clock.goOn(Diary.MINUTE_OF_RUNS.minusHours(1).plusSeconds(2));
    try (var made = new MonthCloud(clock, random);
        var kept = new Diary(home.resolve("var"))) {
      cloud = made;
      diary = kept;
      start();
      while (hour < HOURS) {
        if (hour == AWAY_FROM) {
          nothingGrew();
          engine.close();
          for (int i = 0; i < AWAY; i++) {
            nextHour();
          }
          start();
        } else {
          liveOneHour();
        }
        diary.read();
        if (begun + EARLY == diary.runs().size()) {
          early = heap();
        }
      }
      nothingGrew();
      allDueTimesAreAccountedFor(beginning);
      noRunOverlapsAnother();
      onlySoMuchIsKept();
    } finally {
      engine.close();
    }
  }

  private void start() throws IOException {
    Map<String, String> properties =
        Map.of(
            "glancesync.schedule.hourly.cron", "0 5 * ? * *",
            "glancesync.time-zone", "UTC",
            "glancesync.reports.max-count", "" + RUNS_KEPT,
            "glancesync.retry.max-retries", "1",
            "glancesync.retry.initial-delay", "1ms",
            "glancesync.region.outage-timeout", "0s");
    engine =
        new StartedEngine(
            home,
            cloud.configuration(home),
            UnaryOperator.identity(),
            properties,
            clock,
            clock.ticks());
    begun = diary.runs().size();
    trigger = engine.context().createProducerTemplate();
    for (Schedule missed : schedules().begin()) {
      trigger.sendBody("direct:run-if-due", missed.name());
    }
  }

  /** Of a process, whose predecessor is not part of what is measured. */
  private void nothingGrew() throws InterruptedException {
    long late = heap();
    System.out.printf(
        "month: %d runs, heap %.1f MB after the tenth, %.1f MB after the last, %d files%n",
        diary.runs().size() - begun, early / 1e6, late / 1e6, diary.files("").size());
    assertThat(late).isLessThan(early * 11 / 10);
  }

  private ScheduleService schedules() {
    return engine.context().getRegistry().findSingleByType(ScheduleService.class);
  }

  private Future<Object> nextRunIsDue() {
    nextHour();
    return trigger.asyncSendBody("direct:run-if-due", "hourly");
  }

  private void nextHour() {
    clock.goOn(Duration.ofHours(1));
    hour++;
  }

  private void liveOneHour() throws Exception {
    if (random.nextInt(10) == 0) {
      cloud.changeMaster();
    }
    int most = Math.min(3, HOURS - hour - 1);
    switch (random.nextInt(30)) {
      case 0 -> cloud.refuseUpload();
      case 1 -> cloud.loseMaster();
      case 2 -> cloud.burgosGoesDown();
      case 3 -> {
        if (most > 0 && (hour >= AWAY_FROM || hour + most < AWAY_FROM)) {
          liveWhileARunTakes(1 + random.nextInt(most));
          return;
        }
      }
      default -> {}
    }
    nextRunIsDue().get();
    schedules().watch();
    cloud.recover();
  }

  private void liveWhileARunTakes(int hours) throws Exception {
    MonthCloud.Held held = cloud.hold();
    Future<Object> run = nextRunIsDue();
    held.awaitArrival();
    for (int i = 0; i < hours; i++) {
      // it is skipped, or it would wait for a server that is held
      nextRunIsDue().get();
      schedules().watch();
    }
    clock.goOn(Duration.ofMinutes(20));
    held.letGo();
    run.get();
    clock.goOn(Duration.ofMinutes(-20));
  }

  private void allDueTimesAreAccountedFor(Instant beginning) {
    var due = new ArrayList<Instant>();
    for (int i = 0; i < HOURS; i++) {
      due.add(beginning.plus(Duration.ofHours(i)).plus(Diary.MINUTE_OF_RUNS));
    }
    assertThat(diary.accountedFor()).containsExactlyElementsOf(due);
    assertThat(diary.log())
        .anyMatch(it -> it.contains(AWAY - 1 + " runs before"))
        .anyMatch(it -> it.contains("is skipped: Another run is under way"))
        .anyMatch(it -> it.contains("ended, failed"))
        .noneMatch(it -> it.contains("has not begun"));
  }

  private void noRunOverlapsAnother() {
    List<Ran> runs = diary.runs();
    for (int i = 1; i < runs.size(); i++) {
      assertThat(runs.get(i).started()).isAfterOrEqualTo(runs.get(i - 1).finished());
    }
    assertThat(runs).anyMatch(it -> it.finished().isAfter(it.started().plus(Duration.ofHours(1))));
  }

  private void onlySoMuchIsKept() throws IOException {
    assertThat(diary.files("runs")).hasSize(RUNS_KEPT);
    assertThat(diary.files("in-flight")).isEmpty();
    assertThat(diary.files("")).hasSizeLessThanOrEqualTo(RUNS_KEPT + OTHER_FILES);
    for (Path file : diary.files("")) {
      assertThat(Files.size(file)).as(file.toString()).isLessThan(LONGEST_REPORT);
    }
  }

  /** What is in use after all garbage is gone; the least of several readings. */
  private static long heap() throws InterruptedException {
    Optional<Long> least = Optional.empty();
    for (int i = 0; i < 10; i++) {
      System.gc();
      Thread.sleep(50);
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      least = Optional.of(Math.min(least.orElse(now), now));
    }
    return least.orElseThrow();
  }
}
