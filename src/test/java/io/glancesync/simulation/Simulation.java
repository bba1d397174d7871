package io.glancesync.simulation;

import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.embedded.glance.Quirks;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.error.RefusedException;
import io.glancesync.error.UnreachableException;
import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * One seed: a world, what goes wrong in it, and runs until all is quiet. Regions and images are
 * done one after the other, so that a seed does the same each time.
 */
final class Simulation {
  private static final int TROUBLED_RUNS = 5;

  /** A region refuses to delete an image up to five times, once a run. */
  private static final int QUIET_RUNS = 6;

  /** Generous: a machine may be busy with something else. */
  private static final int LONGEST_RUN_SECONDS = 180;

  /** Any odd number far from the seeds. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "glancesync.region.max-copies", "1",
          "glancesync.region.max-suspended", "0",
          "glancesync.retry.max-retries", "2",
          "glancesync.retry.initial-delay", "1ms",
          "glancesync.dead-letter.max-wait", "0",
          "glancesync.region.probe-interval", "1ms",
          "glancesync.request.store-timeout", "20s",
          "glancesync.request.response-timeout", "60s");

  private final long seed;
  private final Path folder;
  private final UnaryOperator<String> routes;
  private final ExecutorService runner;
  private final List<String> story = Collections.synchronizedList(new ArrayList<>());
  private final List<String> violations = new ArrayList<>();
  private volatile Stage stage;

  /** Nothing but oddities, with which every transfer is to succeed. */
  private boolean isUndisturbed;

  private Mishaps mishaps;

  private boolean addsProperties;

  /**
   * @param folder is filled
   * @param routes changes the text of a route file, or leaves it as it is
   * @param runner does the runs, which may never end
   */
  Simulation(long seed, Path folder, UnaryOperator<String> routes, ExecutorService runner) {
    this.seed = seed;
    this.folder = folder;
    this.routes = routes;
    this.runner = runner;
  }

  /** What must not be, and was; empty when all went as it should. */
  List<String> violations() {
    return violations;
  }

  /** What happened, for somebody who wants to know why. */
  String story() {
    return String.join("\n", story);
  }

  void play() {
    var dice = new Dice(seed);
    try (var world = new SimulatedWorld(dice)) {
      Set<String> original = new HashSet<>();
      var mishaps = new Mishaps(world, dice, original, new Dice(-seed).chance(50));
      int crashes = dice.oneOf(0, 0, 1, 1, 2);
      // other dice, and after all else: what is odd leaves the rest of a world as it is
      var oddities = new Oddities(world, new Dice(~seed * ODD), impossible(mishaps, crashes));
      Configuration configuration = world.configuration(folder);
      world.allRegions().forEach(it -> original.addAll(Expected.ids(it.images())));
      story.add(world.configurationText().replaceAll("(?m)^credential.*\n", ""));
      story.add("mishaps: " + mishaps);
      story.add("oddities: " + oddities);
      play(world, configuration, dice, mishaps, oddities, crashes);
    }
  }

  private void play(
      SimulatedWorld world,
      Configuration configuration,
      Dice dice,
      Mishaps mishaps,
      Oddities oddities,
      int plannedCrashes) {
    var crash = new Crash();
    crash.none();
    var somebody = new Somebody(world, oddities.later());
    var died = new AtomicInteger();
    stage = Stage.begin(world, configuration, oddities, died::get);
    world
        .cloud()
        .traffic()
        .listen(
            request -> {
              crash.request();
              story.add("  " + request.server() + " " + request.request());
              see(request);
            });
    int crashes = plannedCrashes;
    this.mishaps = mishaps;
    addsProperties = oddities.has(Oddity.STICKY_PROPERTY);
    isUndisturbed = mishaps.areNone() && crashes == 0;
    int process = 0;
    Path left = null;
    StartedEngine engine = null;
    DeadLetterStore letters = null;
    boolean isQuiet = false;
    boolean changes = oddities.has(Oddity.CHANGED_MASTER);
    int runs = TROUBLED_RUNS + QUIET_RUNS;
    for (int run = 0; run < runs && !isQuiet && violations.isEmpty(); run++) {
      if (run == TROUBLED_RUNS) {
        mishaps.end();
        crashes = 0;
        crash.none();
      }
      if (engine == null) {
        Path home = folder.resolve("process-" + process++);
        letters = new DeadLetterStore(home.resolve("var"), Clock.systemUTC());
        if (left != null) {
          Crash.copy(left, home.resolve("var"));
        }
        engine = new StartedEngine(home, configuration, routes, properties(mishaps));
        if (crashes > 0) {
          crashes--;
          crash.plan(home.resolve("var"), dice.between(1, 50));
        } else {
          crash.none();
        }
      }
      story.add("run " + run);
      isQuiet = run(engine, world, crash);
      mishaps.endOfRun();
      check(letters, isQuiet);
      if (crash.hasHappened()) {
        story.add("GlanceSync died in this run");
        died.incrementAndGet();
        left = crash.legacy();
        engine.close();
        engine = null;
      }
      if (oddities.has(Oddity.KEPT_BY_SOMEBODY)) {
        story.addAll(somebody.keep(stage.regions()));
      }
      isQuiet &= stage.waiting().isEmpty();
      if (isQuiet && changes) {
        endStage();
        changes = false;
        isQuiet = false;
        runs = Math.max(runs, run + 1 + QUIET_RUNS);
        story.add("the master changes: " + somebody.changeMaster());
        stage = Stage.begin(world, configuration, oddities, died::get);
      }
    }
    if (engine != null) {
      engine.close();
    }
    if (!isQuiet && violations.isEmpty()) {
      violations.add(
          "it does not become quiet, although nothing goes wrong any more " + stage.waiting());
    }
    endStage();
  }

  private void see(Traffic.Request request) {
    Witness witness = stage.witness();
    witness.look();
    if (request.operation() == Operation.UPLOAD) {
      witness.upload(request.server(), request.request().split("/")[3]);
    }
  }

  private void endStage() {
    stage.witness().look();
    // what was seen explains what came of it
    violations.addAll(0, stage.witness().violations());
  }

  private static Map<String, String> properties(Mishaps mishaps) {
    var properties = new HashMap<>(PROPERTIES);
    properties.put("glancesync.region.outage-timeout", mishaps.arePassing() ? "1s" : "0");
    return properties;
  }

  /** What failed is explained as long as it is not done, and no longer. */
  private void check(DeadLetterStore letters, boolean isQuiet) {
    for (DeadLetter letter : letters.all()) {
      story.add(
          "    dead letter " + letter.region() + " " + letter.image() + ": " + letter.error());
      if (letter.error().contains(Quirks.REFUSED)) {
        violations.add("something optional was refused, and a transfer failed: " + letter.error());
      }
      if (isQuiet) {
        violations.add("all is in step, but there is a dead letter: " + letter.error());
      }
      if (new DeadLetterJson().write(letter).contains(SimulatedWorld.PASSWORD)) {
        violations.add("a dead letter tells a secret");
      }
    }
  }

  /** Whether everything is in step and said to be. */
  private boolean run(StartedEngine engine, SimulatedWorld world, Crash crash) {
    List<Expected> regions = stage.regions();
    List<String> words = world.allRegions().stream().map(it -> it.name().toString()).toList();
    RunReport report;
    try {
      report =
          runner
              .submit(() -> engine.engine().run(new RunRequest(words, false, parallel(world))))
              .get(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      story.add("  ended with " + e.getCause().getMessage());
      boolean isExplained =
          e.getCause() instanceof UnreachableException
              || e.getCause() instanceof RefusedException
              || e.getCause() instanceof ConfigurationException;
      if (!isExplained) {
        violations.add("a run ended with " + e.getCause());
      }
      return false;
    } catch (TimeoutException e) {
      violations.add("a run does not end");
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    story.add("  ended with " + report.outcome() + " " + report.regions());
    report.transfers().forEach(it -> story.add("    " + it));
    if (crash.hasHappened()) {
      // nobody read this report
      return false;
    }
    check(report, regions);
    boolean isAllRefused =
        regions.stream().anyMatch(Expected::hasRefusals)
            && regions.stream().allMatch(it -> it.difference().isEmpty());
    boolean isWaitedFor =
        mishaps.areRefusingDeletes()
            && regions.stream().anyMatch(it -> warns(report, it, Warning.Code.KEPT_IN_USE));
    return report.outcome() == RunOutcome.IN_SYNC && !isWaitedFor || isAllRefused;
  }

  private static Set<Oddity> impossible(Mishaps mishaps, int crashes) {
    Set<Oddity> impossible = EnumSet.noneOf(Oddity.class);
    if (mishaps.areCorrupting()) {
      // without hashes nobody can tell
      impossible.add(Oddity.NO_HASHES);
    }
    if (!mishaps.areNone() || crashes > 0) {
      // what fails under one name of a region is done under the other
      impossible.add(Oddity.SHARED_ADDRESS);
    }
    return impossible;
  }

  /** Two names of one address may be asked for at once: the routes see that they are one. */
  private static int parallel(SimulatedWorld world) {
    return world.regions().size() == 1 ? world.allRegions().size() : 1;
  }

  /** What a run says that it did must be so. */
  private void check(RunReport report, List<Expected> regions) {
    if (report.toString().contains(SimulatedWorld.PASSWORD)) {
      violations.add("the report tells a secret");
    }
    for (TransferResult transfer : report.transfers()) {
      if (isUndisturbed && transfer.outcome() == TransferOutcome.FAILED) {
        violations.add("nothing went wrong, but a transfer failed: " + transfer);
      }
    }
    for (Expected expected : regions) {
      boolean isDone =
          report.regions().stream()
              .anyMatch(
                  it ->
                      it.region().equals(expected.region().name())
                          && it.outcome() == RegionOutcome.DONE);
      boolean isSaidToDiffer = warns(report, expected, Warning.Code.PROPERTY_NOT_KEPT);
      boolean isSaidToKeep =
          mishaps.areRefusingDeletes() && warns(report, expected, Warning.Code.KEPT_IN_USE);
      // a property that the region adds does not count as a difference
      if (isDone && !isSaidToKeep && (!isSaidToDiffer || addsProperties)) {
        expected.difference().ifPresent(it -> violations.add("said to be done, but " + it));
      }
    }
  }

  private static boolean warns(RunReport report, Expected expected, Warning.Code code) {
    return report.warnings().stream()
        .anyMatch(it -> it.code() == code && it.region().equals(expected.region().name()));
  }
}
