package io.glancesync.cli;

import io.glancesync.cli.display.Width;
import io.glancesync.report.Check;
import io.glancesync.text.Printable;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * One line per check, its verdict first, so that grep can read them too.
 *
 * @param colored whether the verdicts are coloured
 */
record CheckLines(boolean colored) {
  List<String> of(List<Check> checks) {
    int width =
        checks.stream().mapToInt(it -> Width.of(Printable.of(it.subject()))).max().orElse(0);
    return checks.stream().map(check -> line(check, width)).toList();
  }

  private String line(Check check, int width) {
    String subject = Printable.of(check.subject());
    return "%s  %s%s  %s"
        .formatted(
            verdict(check.verdict()),
            subject,
            " ".repeat(width - Width.of(subject)),
            Printable.of(check.text().replaceAll("\\s*\\R\\s*", " ")));
  }

  /** Words of one width. */
  private String verdict(Check.CheckStatus verdict) {
    return switch (verdict) {
      case OK -> colored("green", "ok") + "  ";
      case WARNING -> colored("yellow", "warn");
      case FAILED, UNREACHABLE -> colored("red", "FAIL");
    };
  }

  private String colored(String color, String word) {
    return Ansi.valueOf(colored).string("@|%s %s|@".formatted(color, word));
  }
}
