package io.glancesync.report;

import io.glancesync.text.Moment;
import io.glancesync.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What people are told after a run: what changed, and not what they know (specification, section
 * 9).
 *
 * @param failed what did not fail before
 * @param stillFailing what has failed for a day, told once
 * @param recovered what does not fail any more
 */
public record FailureChanges(
    List<OpenFailure> failed, List<OpenFailure> stillFailing, List<OpenFailure> recovered) {
  private static final int MOST_LINES = 20;

  public FailureChanges {
    failed = List.copyOf(failed);
    stillFailing = List.copyOf(stillFailing);
    recovered = List.copyOf(recovered);
  }

  /** Whether there is nothing to be told. */
  public boolean isEmpty() {
    return failed.isEmpty() && stillFailing.isEmpty() && recovered.isEmpty();
  }

  /** One line that counts: {@code 1 failed, 2 still failing, 3 recovered}. */
  public String subject() {
    var words = new StringJoiner(", ");
    add(words, failed, "failed");
    add(words, stillFailing, "still failing");
    add(words, recovered, "recovered");
    return words.toString();
  }

  /** A text for people, of several lines; the first one counts. */
  public String text() {
    var lines = new ArrayList<String>();
    lines.add("GlanceSync: " + subject());
    lines.addAll(lines("failed", failed, OpenFailure::error));
    lines.addAll(
        lines(
            "still failing since",
            stillFailing,
            it -> "%s: %s".formatted(Moment.of(it.since()), it.error())));
    lines.addAll(
        lines(
            "recovered",
            recovered,
            it -> "%s (failed since %s)".formatted(it.subject(), Moment.of(it.since()))));
    return String.join("\n", lines);
  }

  private static void add(StringJoiner words, List<OpenFailure> some, String what) {
    if (!some.isEmpty()) {
      words.add(some.size() + " " + what);
    }
  }

  /** What servers and users chose makes no line of its own. */
  private static List<String> lines(
      String what, List<OpenFailure> some, Function<OpenFailure, String> text) {
    Stream<String> first =
        some.stream().limit(MOST_LINES).map(it -> what + " " + Printable.of(text.apply(it)));
    Stream<String> more =
        some.size() > MOST_LINES
            ? Stream.of("… and %d more".formatted(some.size() - MOST_LINES))
            : Stream.empty();
    return Stream.concat(first, more).toList();
  }
}
