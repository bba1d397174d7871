package io.glancesync.cli.explain;

import io.glancesync.planner.Explanation;
import io.glancesync.planner.NextStep;

/** What a person does next, in one line. */
final class NextText {
  private NextText() {}

  /**
   * @param keys where the keys of the region's target stand
   */
  static String of(Explanation explanation, String keys) {
    String region = ShellWord.of("" + explanation.region());
    NextStep next = explanation.next();
    if (next instanceof NextStep.NothingToDo nothing) {
      return "nothing: " + nothing.because();
    }
    if (next instanceof NextStep.Act act) {
      return act.what();
    }
    if (next instanceof NextStep.Configure configure) {
      String lines = String.join(" | ", configure.lines());
      return "%s in %s%s".formatted(configure.what(), keys, lines.isEmpty() ? "" : ": " + lines);
    }
    if (next instanceof NextStep.Explain other) {
      return "select the %s too; this tells how: glancesync explain %s %s"
          .formatted(other.role(), ShellWord.of(other.image()), region);
    }
    return "nothing: the next run does it; to have it now: glancesync sync %s --image %s"
        .formatted(region, ((NextStep.NextRun) next).master());
  }
}
