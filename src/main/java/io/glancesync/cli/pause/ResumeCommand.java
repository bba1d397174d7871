package io.glancesync.cli.pause;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.config.Configuration;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code resume}: the end of a pause. */
@Command(
    name = "resume",
    description = "Ends the pause of regions, so that the next run works on them again.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". A region that is not paused is not a failure.",
      "%nExamples:",
      "  glancesync resume Burgos",
      "  glancesync resume other:      the target other, and each of its regions"
    })
public final class ResumeCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Parameters(
      arity = "1..*",
      paramLabel = "REGION",
      description = "As pause takes them; other: also ends the pauses of single regions of other.")
  private List<String> regions = new ArrayList<>();

  public ResumeCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    List<RegionName> names = regions.stream().map(RegionName::of).distinct().toList();
    Instant now = invocation.clock().instant();
    var lines = new ArrayList<String>();
    invocation.pauseFile().change(before -> without(names, before.at(now), configuration, lines));
    lines.forEach(invocation::print);
    return ExitCode.DONE;
  }

  private static PausedRegions without(
      List<RegionName> names,
      PausedRegions before,
      Configuration configuration,
      List<String> lines) {
    var after = before;
    for (RegionName name : names) {
      List<RegionPause> ended = after.endedBy(name);
      if (ended.isEmpty()) {
        // only now, as the target of an old pause may have left the configuration
        configuration.targetOf(name);
      }
      after = after.without(ended);
      ended.forEach(it -> lines.add("%s is resumed; it was %s".formatted(it.region(), it.text())));
      lines.addAll(rest(name, ended.isEmpty(), after));
    }
    return after;
  }

  /** What is to be said of a region that has no pause of its own. */
  private static List<String> rest(RegionName name, boolean hadNone, PausedRegions after) {
    return after
        .of(name)
        .map(
            it ->
                List.of(
                    "%s stays paused with the whole target; to end that: glancesync resume %s"
                        .formatted(name, it.region())))
        .orElseGet(() -> hadNone ? List.of(name + " is not paused") : List.of());
  }
}
