package io.glancesync.cli.display;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import io.glancesync.image.Image;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Progress;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.Transfer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDisplayTest {
  @TempDir Path folder;
  List<String> log = new ArrayList<>();
  Level levelBefore;
  Logger logger = (Logger) LogManager.getLogger("glancesync.sync");
  AbstractAppender appender =
      new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          log.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() {
    levelBefore = logger.getLevel();
    appender.start();
    logger.setAdditive(false);
    Configurator.setLevel(logger, Level.INFO);
    logger.addAppender(appender);
  }

  @AfterEach
  void endListening() {
    logger.removeAppender(appender);
    logger.setAdditive(true);
    Configurator.setLevel(logger, levelBefore);
  }

  @Test
  void a_run_is_logged_step_by_step() {
    var engine =
        new FakeEngine()
            .region(
                "Valladolid",
                anImage("big").ofSize(2_100_000_000).in("v"),
                anImage("small").with("nid", "2").in("v"),
                anImage("shape").withFormats(null, null).in("v"))
            .region("Burgos", anImage("small").in("b"))
            .region("Caceres", anImage("small").with("nid", "2").in("c"), anImage("big").in("c"))
            .unreachable("other:Madrid", "Nobody answers")
            .failing("big", "Tried to copy big, but Glance is full");

    new Shell(folder, engine).run("sync");

    assertThat(log)
        .containsExactly(
            "INFO Burgos: 1 to copy, 1 to update, 2.1 GB, 1 impossible",
            "INFO Burgos: metadata of small done",
            "INFO Burgos: upload of big begun, 2.1 GB",
            "ERROR Tried to copy big, but Glance is full",
            "ERROR Burgos: 1 transfer failed",
            "INFO Caceres: 1 impossible",
            "ERROR Caceres: 1 transfer failed",
            "ERROR other:Madrid: Nobody answers");
  }

  @Test
  void a_copy_is_logged_with_its_size_time_and_rate() {
    var engine =
        new FakeEngine()
            .region("Valladolid", anImage("big").ofSize(2_100_000_000).in("v"))
            .region("Burgos");

    new Shell(folder, engine).run("sync");

    assertThat(log)
        .containsExactly(
            "INFO Burgos: 1 to copy, 2.1 GB",
            "INFO Burgos: upload of big begun, 2.1 GB",
            "INFO Burgos: upload of big done, 2.1 GB in 2.0 s, 1.1 GB/s",
            "INFO Burgos: done");
  }

  private static Transfer copy(String name) {
    Image master = anImage(name).ofSize(1000).in("v");
    return new Transfer(
        "r",
        RegionName.of("Valladolid"),
        RegionName.of("Burgos"),
        new Step.Copy(Action.UPLOAD, master, master, null, null, List.of()),
        0,
        Optional.empty());
  }

  /** A display that follows a view, and all that a run tells both. */
  private static Progress following(LogDisplay display, SettableTicks ticks) {
    var overview = new OverviewTracker(new Clocks(Clock.systemUTC(), ticks));
    display.follow(overview);
    Progress both = new CompositeProgress(List.of(overview, display));
    both.begun(BegunRuns.begun("r", new RunRequest(List.of(), false, 1), Instant.EPOCH));
    return both;
  }

  @Test
  void a_long_copy_tells_how_far_it_is_every_30_seconds() {
    var ticks = new SettableTicks();
    Transfer transfer = copy("big");
    try (var display = new LogDisplay(null, ticks)) {
      Progress run = following(display, ticks);
      run.begun(transfer);
      run.sending(transfer);
      log.clear();
      for (int second = 10; second <= 70; second += 10) {
        ticks.goOn(Duration.ofSeconds(10));
        run.sent(transfer, 100);
      }
    }

    assertThat(log)
        .containsExactly(
            "INFO Burgos: upload of big at 30 %, 10 B/s",
            "INFO Burgos: upload of big at 60 %, 10 B/s");
  }

  @Test
  void where_several_are_under_way_it_tells_of_all_of_them_too() {
    var ticks = new SettableTicks();
    List<Transfer> both = List.of(copy("one"), copy("other"));
    try (var display = new LogDisplay(null, ticks)) {
      Progress run = following(display, ticks);
      both.forEach(run::begun);
      both.forEach(run::sending);
      log.clear();
      ticks.goOn(Duration.ofSeconds(40));
      run.sent(both.get(0), 400);
    }

    assertThat(log).hasSize(2).last().asString().startsWith("INFO all: 400 B of ");
  }

  @Test
  void what_is_put_off_is_no_error() {
    Transfer one = copy("one");
    var result =
        new TransferResult(
            one.region(),
            "one",
            one.step().masterId(),
            Optional.empty(),
            Action.UPLOAD,
            TransferOutcome.FAILED,
            0,
            Duration.ZERO,
            1,
            Optional.of("The upload of one was put off"),
            List.of());
    var region =
        new RegionResult(one.region(), RegionOutcome.FAILED, Optional.of("1 transfer put off"));
    try (var display = new LogDisplay(null, new SettableTicks())) {
      new CompositeProgress(List.of(display)).putOff(one, result);
      new CompositeProgress(List.of(display)).putOff(region);
    }

    assertThat(log)
        .containsExactly(
            "INFO The upload of one was put off",
            "INFO %s: 1 transfer put off".formatted(one.region()));
  }

  @Test
  void a_quiet_run_logs_only_regions_in_which_something_is_to_be_done() {
    var engine =
        new FakeEngine()
            .region("Valladolid", anImage("a").in("v"))
            .region("Burgos", anImage("a").in("b"));

    new Shell(folder, engine).run("sync", "--quiet");
    assertThat(log).isEmpty();

    engine.region("Caceres");
    new Shell(folder, engine).run("sync", "--quiet");
    assertThat(log).isNotEmpty().allMatch(it -> it.startsWith("INFO Caceres: "));
  }

  @Test
  void a_paused_region_is_logged_but_not_by_a_quiet_run() {
    var engine =
        new FakeEngine()
            .region("Valladolid", anImage("a").in("v"))
            .leavingOut("Burgos", "paused since yesterday");

    new Shell(folder, engine).run("sync", "--quiet");
    assertThat(log).isEmpty();

    new Shell(folder, engine).run("sync");
    assertThat(log).containsExactly("INFO Burgos: paused since yesterday");
  }

  @Test
  void a_dry_run_logs_nothing() {
    var engine = new FakeEngine().region("Valladolid", anImage("a").in("v")).region("Burgos");

    new Shell(folder, engine).run("sync", "--dry-run");
    new Shell(folder, engine).run("status");

    assertThat(log).isEmpty();
  }
}
