package io.glancesync.cli.letters;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.Attempt;
import io.glancesync.text.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A dead letter for a person. */
final class LetterText {
  private LetterText() {}

  /** To the second, as in the log. */
  static String time(Instant time) {
    return Moment.of(time);
  }

  /** When a run tries it again, if nothing changes before. */
  static String nextTry(DeadLetter letter) {
    return letter.nextTry().map(LetterText::time).orElse("next run");
  }

  /** In the middle of a sentence: {@code 3f2a9c1b (upload of base_ubuntu in Burgos)}. */
  static String name(DeadLetter letter) {
    return "%s (%s)".formatted(letter.id(), letter.transfer());
  }

  static List<String> lines(DeadLetter letter) {
    var lines = new ArrayList<String>();
    lines.add("Dead letter " + name(letter));
    lines.add("  error     " + letter.error());
    lines.add("  to do     " + letter.remedy());
    lines.add("  class     " + letter.errorClass());
    lines.add("  since     " + time(letter.firstFailed()));
    lines.add(
        "  last      %s in run %s".formatted(time(letter.lastFailed()), letter.transfer().run()));
    lines.add("  next try  " + nextTry(letter));
    for (Attempt attempt : letter.attempts()) {
      lines.add(
          "  attempt   %s  %s%s"
              .formatted(
                  time(attempt.time()),
                  attempt.answer(),
                  attempt.requestId().map(it -> ", request " + it).orElse("")));
    }
    return lines;
  }
}
