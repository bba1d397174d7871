package io.glancesync.cli.explain;

import io.glancesync.plan.Stop;
import io.glancesync.planner.Explanation;
import io.glancesync.planner.NextStep;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person does next, in one line. What is to be copied from it stands at its end.
 *
 * @param keys where the keys of the region's target stand
 * @param properties the file of the properties
 */
record NextText(String keys, String properties) {
  String of(Explanation explanation) {
    return text(explanation.next(), ShellWord.of("" + explanation.region()));
  }

  private String text(NextStep next, String region) {
    if (next instanceof NextStep.NothingToDo nothing) {
      return "nothing: " + nothing.because();
    }
    if (next instanceof NextStep.Act act) {
      return act.what();
    }
    if (next instanceof NextStep.AwaitRetry wait) {
      return wait.what();
    }
    if (next instanceof NextStep.SetImage image) {
      return "%s: openstack --os-region-name %s image set %s %s"
          .formatted(
              image.what(),
              ShellWord.of(image.region().region()),
              image.option(),
              words(image.arguments()));
    }
    if (next instanceof NextStep.Either either) {
      return "%s | or %s".formatted(text(either.one(), region), text(either.other(), region));
    }
    if (next instanceof NextStep.Raise raise) {
      return raise(raise.limit());
    }
    if (next instanceof NextStep.Configure configure) {
      return "%s in %s%s".formatted(configure.what(), keys, lines(configure.lines()));
    }
    if (next instanceof NextStep.Explain other) {
      return "select the %s too; this tells how: glancesync explain %s %s"
          .formatted(other.role(), ShellWord.of(other.image().value()), region);
    }
    return "nothing: the next run does it; to have it now: glancesync sync %s --image %s"
        .formatted(region, ((NextStep.NextRun) next).master());
  }

  private String raise(Stop.GuardLimit limit) {
    return limit.most() == 0
        ? "nothing, if it is to stay as it is; to allow it, write in %s %s: %s = 1"
            .formatted(properties, limit.amount(), limit.property())
        : "see that all of it is meant; the next run does as many more; for all at once, write in %s %s: %s = NUMBER"
            .formatted(properties, limit.amount(), limit.property());
  }

  private static String lines(List<String> lines) {
    return switch (lines.size()) {
      case 0 -> "";
      case 1 -> ", so that the line reads: " + lines.get(0);
      default -> ", so that one of the lines reads: " + String.join(" | ", lines);
    };
  }

  private static String words(List<String> words) {
    return words.stream().map(ShellWord::of).collect(Collectors.joining(" "));
  }
}
