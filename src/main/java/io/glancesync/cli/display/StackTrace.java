package io.glancesync.cli.display;

import io.glancesync.text.Printable;
import io.glancesync.text.Redaction;
import java.util.ArrayList;
import java.util.List;

/** Where an error in this program happened, for {@code --debug}. */
public final class StackTrace {
  private static final int MOST_CAUSES = 20;

  private StackTrace() {}

  /** A line for the error and each of its causes, and one for each place. */
  public static List<String> of(Throwable error) {
    var lines = new ArrayList<String>();
    Throwable it = error;
    for (int i = 0; i < MOST_CAUSES && it != null; i++) {
      // the message may repeat what a server said, or a value of ours that did not fit
      lines.add(
          (i == 0 ? "" : "Caused by: ") + Printable.of(Redaction.OF_PLACES.of(it.toString())));
      for (StackTraceElement place : it.getStackTrace()) {
        lines.add("\tat " + place);
      }
      it = it.getCause();
    }
    return lines;
  }
}
