package io.glancesync.cli.pause;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.config.Configuration;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pause}: runs leave regions out. */
@Command(
    name = "pause",
    description =
        "Makes runs leave regions out, also those of a running service, until a time or until they"
            + " are resumed. A run that is under way goes on.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ".",
      "%nExamples:",
      "  glancesync pause Burgos --until +2h --reason 'new network'",
      "  glancesync pause other: --until 2099-05-02T08:00 --reason 'maintenance of the partner'",
      "  glancesync pause Burgos Caceres --reason 'disks are full'   until they are resumed"
    })
public final class PauseCommand implements Callable<Integer> {
  /** What is written of it is read again by each run. */
  private static final int LONGEST_REASON = 500;

  private final CommandContext invocation;

  @Parameters(
      arity = "1..*",
      paramLabel = "REGION",
      description =
          "Burgos; other:Madrid, for a region of another target; other:, for all of its regions.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "When runs may work on the regions again: a time (18:00), a date (2026-05-02), or both"
              + " (2026-05-02T08:00), each in this host's zone unless it names one"
              + " (2026-05-02T08:00Z); or how long from now on (+2h, 3d). Otherwise: until they are"
              + " resumed.")
  private String until;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for everybody who wonders later.")
  private String reason;

  @Spec private CommandSpec spec;

  public PauseCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    Set<RegionName> names = names(configuration);
    String why = reason();
    Instant now = invocation.clock().instant();
    Optional<Instant> end = Optional.ofNullable(until).map(it -> end(it, now));
    String by = invocation.user();
    List<RegionPause> pauses =
        names.stream()
            .map(it -> new RegionPause(it, now.truncatedTo(SECONDS), end, why, by))
            .toList();
    var lines = new ArrayList<String>();
    invocation
        .pauseFile()
        .change(
            before -> {
              var after = before.at(now);
              for (RegionPause pause : pauses) {
                lines.add(line(pause, after.named(pause.region())));
                after = after.with(pause);
              }
              return after;
            });
    lines.forEach(invocation::print);
    return ExitCode.DONE;
  }

  private Set<RegionName> names(Configuration configuration) {
    Set<RegionName> names =
        regions.stream().map(RegionName::of).collect(Collectors.toCollection(LinkedHashSet::new));
    for (RegionName name : names) {
      boolean isTarget = regions.contains(name.target() + ":");
      configuration.targetOf(name);
      if (!RegionName.canBeWritten(name.region()) && !(name.region().isEmpty() && isTarget)) {
        throw wrong("'%s' cannot be the name of a region".formatted(name.region()));
      }
      if (name.equals(configuration.masterRegion())) {
        throw wrong(
            "the master region %s cannot be paused, as each run reads it; pause the regions that are to be left out"
                .formatted(name));
      }
    }
    return names;
  }

  private String reason() {
    String text = reason.strip().replaceAll("\\s+", " ");
    if (text.isEmpty() || text.length() > LONGEST_REASON) {
      throw wrong("--reason needs 1 to %d characters".formatted(LONGEST_REASON));
    }
    return text;
  }

  private Instant end(String text, Instant now) {
    try {
      return new PauseEnd(now, ZoneId.systemDefault()).of(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private CommandLine.ParameterException wrong(String what) {
    return new CommandLine.ParameterException(spec.commandLine(), what);
  }

  /** That a region is paused, and what was so before. */
  public static String line(RegionPause pause, Optional<RegionPause> before) {
    return "%s is paused %s (%s)%s"
        .formatted(
            pause.region(),
            pause.end(),
            pause.reason(),
            before.map(it -> "; replaces: %s (%s)".formatted(it.end(), it.reason())).orElse(""));
  }
}
