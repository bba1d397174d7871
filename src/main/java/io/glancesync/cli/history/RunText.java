package io.glancesync.cli.history;

import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.display.Summary;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.report.RunReport;
import io.glancesync.text.Moment;
import java.util.ArrayList;
import java.util.List;

/** A run for a person. */
final class RunText {
  private RunText() {}

  /** Who began it, what it did in each region, and what needs a decision. */
  static List<String> lines(RunReport report) {
    List<String> lines = heading(RunRow.of(report));
    lines.addAll(new Summary(report).lines());
    return lines;
  }

  /** A run that is at work. */
  static List<String> lines(RunRow row, RunAtWork run) {
    List<String> lines = heading(row);
    run.progressTexts().forEach(it -> lines.add("  progress  " + it));
    run.transferTexts().forEach(it -> lines.add("  open      " + it));
    return lines;
  }

  private static List<String> heading(RunRow row) {
    var lines = new ArrayList<String>();
    lines.add("Run " + row.run().orElse(RunRow.UNKNOWN));
    lines.add("  by        " + row.by().orElse(RunRow.UNKNOWN));
    lines.add("  began     " + Moment.of(row.started()));
    lines.add(
        "  %s    %s"
            .formatted(
                row.finished().isPresent() ? "took  " : "so far",
                HumanReadable.ofTime(row.took())));
    lines.add("  outcome   " + row.outcome());
    return lines;
  }
}
