package io.glancesync.simulation;

import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.error.RefusedException;
import io.glancesync.error.UnreachableException;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.RunRequest;
import io.glancesync.simulation.Breakage.Part;
import io.glancesync.simulation.process.SimulatedProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * One seed: a world, what goes wrong in it, and runs until all is quiet. Regions and images are
 * done one after the other, so that a seed does the same each time.
 */
final class Simulation {
  private static final int TROUBLED_RUNS = 5;

  /** A region refuses to delete an image up to five times, once a run. */
  private static final int QUIET_RUNS = 6;

  /** Where runs withdraw only some images each, and wait for each of them twice. */
  private static final int QUIET_RUNS_OF_LIFE = 40;

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
  private final Breakage breakage;
  private final ExecutorService runner;
  private final List<String> story = Collections.synchronizedList(new ArrayList<>());
  private final Judge judge = new Judge();

  /** What witnesses of images' lives have seen that must not be. */
  private final Set<String> seen = Collections.synchronizedSet(new LinkedHashSet<>());

  private final Optional<Life> life;
  private final Dice dice;

  private SimulatedWorld world;
  private Oddities oddities;
  private Mishaps mishaps;
  private SimulatedProcess process;
  private volatile Stage stage;

  /** Nothing but oddities, with which every transfer is to succeed. */
  private volatile boolean isUndisturbed;

  /** Somebody confirms with the next run that the rules select what is meant. */
  private boolean isConfirming;

  /**
   * @param folder is filled
   * @param breakage what is other than delivered
   * @param runner does the runs, which may never end
   */
  Simulation(long seed, Path folder, Breakage breakage, ExecutorService runner) {
    this.seed = seed;
    this.folder = folder;
    this.breakage = breakage;
    this.runner = runner;
    dice = new Dice(seed);
    life = Life.draw(new Dice(seed * ODD));
  }

  /** What must not be, and was; empty when all went as it should. */
  List<String> violations() {
    return judge.violations();
  }

  /** What happened, for somebody who wants to know why. */
  String story() {
    return String.join("\n", story);
  }

  void play() {
    Clock clock = life.map(Life::clock).orElse(Clock.systemUTC());
    try (var drawn = new SimulatedWorld(dice, clock)) {
      world = drawn;
      Set<String> original = new HashSet<>();
      mishaps = new Mishaps(world, dice, original, new Dice(-seed).chance(50));
      int crashes = dice.oneOf(0, 0, 1, 1, 2);
      // other dice, and after all else: what is odd leaves the rest of a world as it is
      oddities = new Oddities(world, new Dice(~seed * ODD), impossible(crashes));
      life.map(Life::rules).ifPresent(world::add);
      Configuration rules = world.configuration(folder, UnaryOperator.identity());
      Configuration obeyed = world.configuration(folder, it -> breakage.applyTo(Part.RULES, it));
      world.allRegions().forEach(it -> original.addAll(Expected.ids(it.images())));
      story.add(world.configurationText().replaceAll("(?m)^credential.*\n", ""));
      story.add("mishaps: " + mishaps);
      story.add("oddities: " + oddities);
      life.ifPresent(it -> story.add("life: " + it));
      try (var started =
          new SimulatedProcess(
              folder, obeyed, it -> breakage.applyTo(Part.ROUTES, it), properties(), clock)) {
        process = started;
        play(rules, crashes, original);
      }
    }
  }

  private void play(Configuration rules, int crashes, Set<String> original) {
    var somebody = new Somebody(world, oddities.later());
    Optional<Lives> lives = life.map(it -> new Lives(world, it, oddities, seen::add));
    begin(rules, lives);
    world.cloud().traffic().listen(request -> see(request, lives));
    process.crashes(crashes);
    isUndisturbed = mishaps.areNone() && crashes == 0;
    boolean isQuiet = false;
    boolean isChanging = oddities.has(Oddity.CHANGED_MASTER);
    int trouble = TROUBLED_RUNS;
    int end = trouble + quietRuns();
    for (int run = 0; run < end && !isQuiet && judge.violations().isEmpty(); run++) {
      if (run == trouble) {
        mishaps.end();
        process.crashes(0);
      }
      process.start(dice::between);
      story.add("run " + run);
      isQuiet = run(lives);
      mishaps.endOfRun();
      judge.letters(process.letters(), isQuiet);
      if (process.isDead()) {
        story.add("GlanceSync died in this run");
        process.bury();
      }
      if (oddities.has(Oddity.KEPT_BY_SOMEBODY)) {
        story.addAll(somebody.keep(stage.regions()));
        lives.ifPresent(it -> it.spare(stage));
      }
      life.ifPresent(Life::betweenRuns);
      isQuiet &= stage.waiting().isEmpty();
      boolean isLiving = lives.filter(Lives::hasMoreChanges).isPresent();
      if (isQuiet && (isChanging || isLiving)) {
        endStage(lives);
        isQuiet = false;
        if (isChanging) {
          isChanging = false;
          story.add("the master changes: " + somebody.changeMaster());
          end = Math.max(end, run + 1 + quietRuns());
        } else {
          story.add("life goes on: " + lives.orElseThrow().change());
          disturb(original, life.orElseThrow().dice());
          trouble = run + 1 + TROUBLED_RUNS;
          end = trouble + quietRuns();
        }
        begin(rules, lives);
      }
    }
    if (!isQuiet && judge.violations().isEmpty()) {
      judge.note(
          "it does not become quiet, although nothing goes wrong any more " + stage.waiting());
    }
    if (isQuiet) {
      life.ifPresent(it -> rest(it, lives));
    }
    endStage(lives);
  }

  /** Whatever waits for its time comes by now, and there is nothing of it. */
  private void rest(Life life, Optional<Lives> lives) {
    mishaps.end();
    process.crashes(0);
    process.start(dice::between);
    life.longTime();
    story.add("one more run");
    if (!run(lives)) {
      judge.note("all was in step, but one more run has something to do");
    }
  }

  private void begin(Configuration rules, Optional<Lives> lives) {
    stage = Stage.begin(world, rules, oddities, process::died);
    lives.ifPresent(it -> it.begin(stage));
  }

  /** Again something goes wrong, and GlanceSync dies. */
  private void disturb(Set<String> original, Dice dice) {
    mishaps.end();
    mishaps = new Mishaps(world, dice, original, mishaps.arePassing());
    if (mishaps.areCorrupting() && oddities.has(Oddity.NO_HASHES)) {
      mishaps.end();
    }
    int crashes = dice.oneOf(0, 1, 1, 2);
    story.add("mishaps: " + mishaps);
    isUndisturbed &= mishaps.areNone() && crashes == 0;
    process.crashes(crashes);
    process.mayDie(dice::between);
  }

  private int quietRuns() {
    return life.isPresent() ? QUIET_RUNS_OF_LIFE : QUIET_RUNS;
  }

  private void see(Traffic.Request request, Optional<Lives> lives) {
    process.request();
    story.add("  " + request.server() + " " + request.request());
    Witness witness = stage.witness();
    witness.look();
    lives
        .flatMap(it -> it.see(request.operation(), stage))
        .ifPresent(
            it -> {
              story.add(it);
              isUndisturbed = false;
            });
    switch (request.operation()) {
      case UPLOAD -> witness.upload(request.server(), id(request));
      case CHANGE -> witness.change(id(request));
      default -> {}
    }
  }

  private static String id(Traffic.Request request) {
    return request.request().split("/")[3];
  }

  private void endStage(Optional<Lives> lives) {
    stage.witness().look();
    lives.ifPresent(Lives::end);
    // what was seen explains what came of it
    judge.violations().addAll(0, seen);
    judge.violations().addAll(0, stage.witness().violations());
  }

  private Map<String, String> properties() {
    var properties = new HashMap<>(PROPERTIES);
    properties.put("glancesync.region.outage-timeout", mishaps.arePassing() ? "1s" : "0");
    life.map(Life::properties).ifPresent(properties::putAll);
    properties.replaceAll(
        (key, value) ->
            breakage.applyTo(Part.SETTINGS, key + " = " + value).substring(key.length() + 3));
    return properties;
  }

  /** Whether everything is in step and said to be. */
  private boolean run(Optional<Lives> lives) {
    lives.ifPresent(it -> it.beginRun(isConfirming));
    RunRequest request = request();
    RunReport report;
    try {
      report =
          runner
              .submit(() -> process.engine().run(request))
              .get(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      story.add("  ended with " + e.getCause().getMessage());
      boolean isExplained =
          e.getCause() instanceof UnreachableException
              || e.getCause() instanceof RefusedException
              || e.getCause() instanceof ConfigurationException;
      if (!isExplained) {
        judge.note("a run ended with " + e.getCause());
      }
      return false;
    } catch (TimeoutException e) {
      judge.note("a run does not end");
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    story.add("  ended with " + report.outcome() + " " + report.regions());
    report.transfers().forEach(it -> story.add("    " + it));
    if (process.isDead()) {
      // nobody read this report
      return false;
    }
    isConfirming = Judge.asksForConfirmation(report);
    List<Expected> regions = stage.regions();
    boolean isRefusingDeletes = mishaps.areRefusingDeletes();
    judge.report(report, regions, isUndisturbed, isRefusingDeletes);
    return judge.isQuiet(report, regions, isRefusingDeletes);
  }

  private RunRequest request() {
    List<String> words = world.allRegions().stream().map(it -> it.name().toString()).toList();
    var request = new RunRequest(words, false, parallel());
    return isConfirming ? request.confirming(Confirmation.NARROWED_SELECTION) : request;
  }

  private Set<Oddity> impossible(int crashes) {
    Set<Oddity> impossible = EnumSet.noneOf(Oddity.class);
    if (mishaps.areCorrupting()) {
      // without hashes nobody can tell
      impossible.add(Oddity.NO_HASHES);
    }
    if (!mishaps.areNone() || crashes > 0 || life.isPresent()) {
      // what fails under one name of a region is done under the other
      impossible.add(Oddity.SHARED_ADDRESS);
    }
    return impossible;
  }

  /** Two names of one address may be asked for at once: the routes see that they are one. */
  private int parallel() {
    return world.regions().size() == 1 ? world.allRegions().size() : 1;
  }
}
