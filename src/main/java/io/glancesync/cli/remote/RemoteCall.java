package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.file.ReportJson;

/** What each command has at hand: where to write, and the service. */
record RemoteCall(CommandContext context, ServiceClient service) {
  /** A line of CSV: exact for a program, and harmless for a terminal. */
  void printCsv(String line) {
    if (context.terminal().outIsTerminal()) {
      context.print(line);
    } else {
      context.out().println(line);
    }
  }

  /** What the service answered, on several lines. No character in it moves a cursor. */
  void print(ObjectNode answer) {
    var text = new StringBuilder();
    ReportJson.text(answer).codePoints().forEach(it -> append(text, it));
    context.out().print(text);
  }

  /** JSON has an escape for each character of a string, and no such character elsewhere. */
  private static void append(StringBuilder text, int codePoint) {
    boolean isHidden =
        codePoint != '\n'
            && (Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT);
    if (isHidden) {
      for (char unit : Character.toChars(codePoint)) {
        text.append("\\u%04x".formatted((int) unit));
      }
    } else {
      text.appendCodePoint(codePoint);
    }
  }
}
