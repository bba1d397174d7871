package io.glancesync.cli;

import io.glancesync.cli.display.Display;
import io.glancesync.cli.display.UnreachedRegions;
import io.glancesync.cli.option.BandwidthOption;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.OptionTexts;
import io.glancesync.cli.option.ParallelOption;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.ImageOptions;
import io.glancesync.cli.run.Interruption;
import io.glancesync.cli.run.RunView;
import io.glancesync.cli.run.Runner;
import io.glancesync.config.Configuration;
import io.glancesync.file.ReportFile;
import io.glancesync.file.ReportJson;
import io.glancesync.limit.Timetable;
import io.glancesync.report.RunReport;
import io.glancesync.run.Confirmation;
import io.glancesync.run.Progress;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sync}: one run. */
@Command(
    name = "sync",
    description = "Brings regions in step with the master region: one run.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". With --dry-run, work to do is not a failure.",
      "%nExamples:",
      "  glancesync sync                      all regions of the target master",
      "  glancesync sync Burgos other:        one region, and all regions of the target other",
      "  glancesync sync --dry-run            what would be done",
      "  glancesync sync --image '*ubuntu*'   only these images",
      "  glancesync sync --parallel --report run.json",
      "  glancesync sync --bwlimit 10M        10 MiB a second, all regions together",
      "  glancesync sync --config main.master_region=Spain2 metadata_set=nid,type -- Burgos"
    })
final class SyncCommand implements Callable<Integer> {
  /** As many regions at once as the configuration says. */

  /** As of other programs. */
  private static final Path OUTPUT = Path.of("-");

  private final CommandContext invocation;

  @Parameters(paramLabel = "REGION", description = OptionTexts.REGIONS)
  private List<String> regions = new ArrayList<>();

  @Mixin private final ImageOptions images = new ImageOptions();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      arity = "0..1",
      preprocessor = ParallelOption.class,
      description =
          "Work on N regions at once; without N, on as many as max_children says. Otherwise, one"
              + " after the other.")
  private int parallel = 1;

  @Option(
      names = "--bwlimit",
      paramLabel = "RATE",
      converter = BandwidthOption.class,
      description =
          "Send no more than this a second to all regions together: 10M, 512K, off, or a timetable"
              + " such as '08:00,10M 19:00,off', as rclone takes them. Otherwise:"
              + " glancesync.bandwidth.")
  private Timetable bandwidth;

  @Option(
      names = "--accept-shrunken-master",
      description =
          "The master region's list of images is right, although it is empty or much shorter than"
              + " in an earlier run. Otherwise only missing images are copied then.")
  private boolean acceptShrunkenMaster;

  @Option(
      names = "--accept-narrowed-selection",
      description =
          "The rules are right, although they select less than half of what they selected in an"
              + " earlier run. Otherwise no image is withdrawn then.")
  private boolean acceptNarrowedSelection;

  @Option(
      names = "--quiet",
      description = "Print nothing if nothing was done and nothing is wrong, as cron likes it.")
  private boolean quiet;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report of the run to this file, as JSON; - stands for the output stream, and the"
              + " summary goes to the error stream then.")
  private Path report;

  @Option(
      names = "--no-wait",
      description = "With --url: print the id of the run that the service is to do, and end.")
  private boolean noWait;

  @Spec private CommandSpec spec;

  private boolean isImageMissing;

  SyncCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (noWait) {
      throw new ParameterException(
          spec.commandLine(), "--no-wait needs --url, as no service does the run otherwise");
    }
    Configuration configuration = invocation.configuration();
    if (report == null) {
      return code(run(configuration, invocation::print));
    }
    if (report.equals(OUTPUT)) {
      RunReport done = run(configuration, invocation::say);
      invocation.out().print(ReportJson.text(done));
      return code(done);
    }
    var file = ReportFile.at(report);
    RunReport done = run(configuration, invocation::print);
    file.write(done);
    return code(done);
  }

  private RunReport run(Configuration configuration, Consumer<String> summary) {
    var request =
        new RunRequest(
            regions,
            dryRun,
            atOnce(configuration),
            confirmed(),
            images.scope(),
            invocation.isNarrowed());
    RunView done = run(configuration, request);
    Optional<String> problem = images.problem(done);
    problem.ifPresent(invocation::complain);
    isImageMissing = problem.isPresent();
    if (quiet && isNothingToSay(done.report())) {
      return done.report();
    }
    done.summary().forEach(summary);
    invocation.out().flush();
    if (!dryRun
        && request.parallel() == 1
        && configuration.maxChildren() > 1
        && done.report().regions().size() > 1) {
      invocation.say(
          "note: regions were done one after the other; --parallel does up to %d at once (max_children)"
              .formatted(configuration.maxChildren()));
    }
    return done.report();
  }

  private Set<Confirmation> confirmed() {
    var confirmed = EnumSet.noneOf(Confirmation.class);
    if (acceptShrunkenMaster) {
      confirmed.add(Confirmation.SHRUNKEN_MASTER);
    }
    if (acceptNarrowedSelection) {
      confirmed.add(Confirmation.NARROWED_SELECTION);
    }
    return confirmed;
  }

  private static boolean isNothingToSay(RunReport report) {
    return report.outcome() == RunReport.RunOutcome.IN_SYNC && report.warnings().isEmpty();
  }

  private RunView run(Configuration configuration, RunRequest request) {
    if (dryRun) {
      invocation.sayWhatIsInHand();
      return run(configuration, request, new Progress() {});
    }
    try (Display display = quiet ? invocation.quietDisplay() : invocation.display()) {
      return Interruption.explained(display::say, () -> run(configuration, request, display));
    }
  }

  private RunView run(Configuration configuration, RunRequest request, Progress progress) {
    try (Runner runner = invocation.runner(configuration)) {
      Optional.ofNullable(bandwidth).ifPresent(runner::limit);
      return runner.run(request, progress);
    }
  }

  private int atOnce(Configuration configuration) {
    return parallel == ParallelOption.AS_CONFIGURED ? configuration.maxChildren() : parallel;
  }

  private int code(RunReport done) {
    int code = dryRun ? UnreachedRegions.exitCodeOfLook(done) : ExitCode.of(done);
    return code == ExitCode.DONE && isImageMissing ? ExitCode.FAILED : code;
  }
}
