package io.glancesync.cli;

import io.glancesync.cli.display.Display;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Interruption;
import io.glancesync.cli.run.RunView;
import io.glancesync.cli.run.Runner;
import io.glancesync.config.Configuration;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.RegionMemory.Pin;
import io.glancesync.planner.Explainer;
import io.glancesync.planner.Explanation;
import io.glancesync.planner.KeptImages;
import io.glancesync.planner.RegionComparison;
import io.glancesync.planner.Rollback;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Progress;
import io.glancesync.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: makes the newest kept image of a name the current one again. */
@Command(
    name = "rollback",
    description = {
      "Makes the image that was kept last the current one again, in one region.",
      "%nThe image that it has now is kept under another name. The region keeps the one before until"
          + " the master has another image of that name; to keep it longer, add the line that this"
          + " command prints to the configuration."
    },
    footer = {
      "%nExit code: "
          + ExitCode.TEXT
          + ". 1 also if no image was kept, or if no run would bring it back.",
      "%nExamples:",
      "  glancesync rollback base_ubuntu Burgos --dry-run   says which image it would be",
      "  glancesync rollback base_ubuntu Burgos"
    })
public final class RollbackCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Parameters(index = "0", paramLabel = "IMAGE", description = "Name of the image.")
  private String image;

  @Parameters(index = "1", paramLabel = "REGION", description = "Region, or target:Region.")
  private String region;

  @Option(names = "--dry-run", description = "Change nothing; only say what would be done.")
  private boolean dryRun;

  public RollbackCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  /** Keeps what the only region was compared by. */
  private static final class ComparisonKeeper implements Progress {
    private final List<RegionComparison> comparisons = new ArrayList<>();

    @Override
    public synchronized void compared(RegionComparison comparison) {
      comparisons.add(comparison);
    }

    private synchronized Optional<RegionComparison> only() {
      return comparisons.size() == 1 ? Optional.of(comparisons.get(0)) : Optional.empty();
    }
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    var keeper = new ComparisonKeeper();
    RunView look;
    try (Runner runner = invocation.runner(configuration)) {
      look = runner.run(request(true), keeper);
    }
    int code = UnreachedRegions.exitCodeOfLook(look.report());
    if (code != ExitCode.DONE) {
      UnreachedRegions.regions(look.report())
          .forEach(it -> invocation.complain(UnreachedRegions.reason(it)));
      return code;
    }
    Optional<RegionResult> paused =
        look.report().regions().stream()
            .filter(it -> it.outcome() == RegionResult.RegionOutcome.PAUSED)
            .findFirst();
    if (paused.isPresent()) {
      return failed(
          "%s is %s; resume it first"
              .formatted(paused.get().region(), UnreachedRegions.reason(paused.get())));
    }
    if (keeper.only().isEmpty()) {
      return failed("%s is not one region; a rollback is about one".formatted(region));
    }
    return rollback(configuration, keeper.only().get());
  }

  private int rollback(Configuration configuration, RegionComparison comparison) {
    RegionName there = comparison.region();
    Explanation explanation = new Explainer(comparison).explain(image);
    if (!explanation.isSelected()) {
      return failed(
          "runs do not bring %s to %s, so that a rollback would have no effect: %s"
              .formatted(image, there, explanation.why()));
    }
    ImageId master = explanation.master().map(Image::id).orElseThrow();
    Optional<Image> kept =
        KeptImages.of(there, image, comparison.images(), comparison.policy().rotation()).stream()
            .filter(it -> it.belongsTo(comparison.projectId()) && it.isActive())
            .findFirst();
    if (kept.isEmpty()) {
      return failed(
          "%s has no kept image of %s; keep_old says how many images are kept, and only images that GlanceSync made can be brought back"
              .formatted(there, image));
    }
    Image back = kept.get();
    var pin = new Pin(back.id(), master);
    if (!Rollback.hasEffect(comparison, image, pin)) {
      return failed(
          "somebody protected the %s that %s has now, so that a rollback would have no effect; remove its protection first"
              .formatted(image, there));
    }
    if (dryRun) {
      invocation.print(
          "%s: would make %s (%s) the current %s".formatted(there, back.name(), back.id(), image));
      invocation.out().flush();
      return ExitCode.DONE;
    }
    invocation.pins().add(there, image, pin);
    RunView done = run(configuration);
    done.summary().forEach(invocation::print);
    int code = ExitCode.of(done.report());
    if (code == ExitCode.DONE) {
      advise(comparison, back);
    } else {
      invocation.complain(
          "%s does not have %s (%s) as its %s yet; the next run tries again"
              .formatted(there, back.name(), back.id(), image));
    }
    invocation.out().flush();
    return code;
  }

  private RunRequest request(boolean isDryRun) {
    return new RunRequest(
        List.of(region),
        isDryRun,
        1,
        Set.of(Confirmation.FAILED_BEFORE),
        ImageScope.matching(List.of(image), List.of()),
        invocation.isNarrowed());
  }

  private RunView run(Configuration configuration) {
    try (Display display = invocation.display();
        Runner runner = invocation.runner(configuration)) {
      return Interruption.explained(display::say, () -> runner.run(request(false), display));
    }
  }

  private void advise(RegionComparison comparison, Image back) {
    invocation.print(
        "%s keeps %s (%s) until the master has another image of that name."
            .formatted(comparison.region(), image, back.id()));
    if (!back.checksum().isEmpty()) {
      var checksums = new TreeSet<>(comparison.policy().dontupdate());
      checksums.add(back.checksum());
      invocation.print(
          "To keep it longer, write in %s:".formatted(invocation.keysOf(comparison.region())));
      invocation.print("dontupdate = " + String.join(", ", checksums));
    }
  }

  private int failed(String sentence) {
    invocation.complain(sentence);
    return ExitCode.FAILED;
  }
}
