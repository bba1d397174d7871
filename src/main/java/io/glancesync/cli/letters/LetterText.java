package io.glancesync.cli.letters;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.Attempt;
import io.glancesync.text.Moment;
import java.util.ArrayList;
import java.util.List;

/** A dead letter for a person. */
public final class LetterText {
  private LetterText() {}

  /** In the middle of a sentence: {@code 3f2a9c1b (upload of base_ubuntu in Burgos)}. */
  static String name(DeadLetter letter) {
    return LetterRow.of(letter).name();
  }

  /** All that is known about it. */
  public static List<String> lines(DeadLetter letter) {
    var lines = new ArrayList<String>();
    lines.add("Dead letter " + name(letter));
    lines.add("  error     " + letter.error());
    lines.add("  to do     " + letter.remedy());
    lines.add("  class     " + letter.errorClass());
    lines.add("  since     " + Moment.of(letter.firstFailed()));
    lines.add(
        "  last      %s in run %s"
            .formatted(Moment.of(letter.lastFailed()), letter.transfer().run()));
    lines.add("  next try  " + LetterRow.of(letter).nextTryText());
    for (Attempt attempt : letter.attempts()) {
      lines.add(
          "  attempt   %s  %s%s"
              .formatted(
                  Moment.of(attempt.time()),
                  attempt.answer(),
                  attempt.requestId().map(it -> ", request " + it).orElse("")));
    }
    return lines;
  }
}
