package io.glancesync.cli.history;

import io.glancesync.cli.display.Summary;
import io.glancesync.cli.run.RunAtWork;
import io.glancesync.report.RunReport;
import io.glancesync.text.Moment;
import java.util.ArrayList;
import java.util.List;

/** A run for a person. */
public final class RunText {
  private RunText() {}

  /** Who began it, what it did in each region, and what needs a decision. */
  public static List<String> lines(RunReport report) {
    List<String> lines = heading(RunRow.of(report));
    lines.addAll(new Summary(report).lines());
    return lines;
  }

  /** A run that is at work. */
  public static List<String> lines(RunRow row, RunAtWork run) {
    List<String> lines = heading(row);
    run.progressTexts().forEach(it -> lines.add("  progress  " + it));
    run.transferTexts().forEach(it -> lines.add("  open      " + it));
    return lines;
  }

  /** Who began it, when, and how far it is. */
  public static List<String> heading(RunRow row) {
    var lines = new ArrayList<String>();
    lines.add("Run " + row.run().orElse(RunRow.UNKNOWN));
    lines.add("  by        " + row.by().orElse(RunRow.UNKNOWN));
    lines.add("  began     " + row.started().map(Moment::of).orElse(RunRow.UNKNOWN));
    lines.add(
        "  %s    %s".formatted(row.finished().isPresent() ? "took  " : "so far", row.tookText()));
    lines.add("  outcome   " + row.outcome());
    return lines;
  }
}
