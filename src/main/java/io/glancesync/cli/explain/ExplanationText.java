package io.glancesync.cli.explain;

import io.glancesync.cli.display.HumanReadable;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.image.Image;
import io.glancesync.plan.Difference;
import io.glancesync.plan.State;
import io.glancesync.planner.Explanation;
import io.glancesync.report.RunReport;
import io.glancesync.text.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation for a person. */
final class ExplanationText {
  private final List<String> lines = new ArrayList<>();

  private ExplanationText() {}

  /**
   * @param reports of past runs, newest first
   * @param next what a person does about it now
   */
  static List<String> lines(
      Explanation explanation, List<DeadLetter> letters, List<RunReport> reports, String next) {
    var text = new ExplanationText();
    text.add(explanation);
    LastChange.of(explanation.region(), explanation.image(), reports).ifPresent(text::add);
    letters.stream()
        .filter(it -> it.region().equals(explanation.region()))
        .filter(it -> it.image().equals(explanation.image()))
        .forEach(it -> text.add(it, next));
    text.row("next", next);
    return text.lines;
  }

  private void add(Explanation it) {
    lines.add("%s in %s: %s".formatted(it.image(), it.region(), state(it)));
    row("selected", (it.isSelected() ? "yes: " : "no: ") + it.why());
    it.master().ifPresent(image -> row("master", image(image)));
    it.namesakes().forEach(image -> row("master", image(image) + created(image)));
    it.counterpart()
        .ifPresentOrElse(
            image -> row("region", image(image) + (it.isOurs() ? ", a copy of ours" : "")),
            () -> {
              if (it.others().isEmpty()) {
                row("region", "no image of that name");
              }
            });
    it.others().forEach(other -> row("also", image(other.image()) + ": " + other.why()));
    it.differences().forEach(difference -> row("differs", difference + " (master → region)"));
    it.state()
        .ifPresent(
            state -> {
              row("because", it.rule());
              row(
                  "a run",
                  it.hindrance().map("does nothing now, because "::concat).orElse(deed(state)));
            });
    it.notes().forEach(note -> row("note", note));
  }

  private void add(LastChange change) {
    String what =
        change.transfer().changes().stream()
            .map(Difference::change)
            .collect(Collectors.joining(", "));
    row(
        "changed",
        "%s: %s%s%s (run %s)"
            .formatted(
                Moment.of(change.run().finished()),
                change.transfer().action().text(),
                what.isEmpty() ? "" : " (" + what + ")",
                change.run().begunBy().map(", by "::concat).orElse(""),
                change.run().run()));
  }

  private static String state(Explanation explanation) {
    return explanation.state().map(State::text).orElse("not selected");
  }

  private void add(DeadLetter letter, String next) {
    row("failed", "%s (dead letter %s)".formatted(letter.error(), letter.id()));
    if (!next.startsWith(letter.remedy())) {
      row("remedy", letter.remedy());
    }
    row("next try", letter.nextTry().map(Moment::of).orElse("by the next run"));
  }

  private void row(String label, String text) {
    lines.add("  %-8s  %s".formatted(label, text));
  }

  private static String image(Image image) {
    return "%s, %s, %s%s, checksum %s"
        .formatted(
            image.id(),
            HumanReadable.ofBytes(image.size()),
            image.visibility().text(),
            image.hidden() ? ", hidden" : "",
            image.checksum());
  }

  /** What tells images of one name from each other. */
  private static String created(Image image) {
    return image.created() == null ? "" : ", created " + Moment.of(image.created());
  }

  private static String deed(State state) {
    return switch (state) {
      case OK, OK_STALLED_CHECKSUM, ERROR_CHECKSUM, ERROR_AMI -> "does nothing";
      case PENDING_UPLOAD -> "copies it";
      case PENDING_METADATA -> "changes what differs";
      case PENDING_AMI -> "copies the kernel or ramdisk, then writes its id";
      case PENDING_REPLACE -> "copies it; the old image is then deleted, or kept as keep_old says";
      case PENDING_RENAME -> "copies it; the old image becomes NAME.old and private";
    };
  }
}
