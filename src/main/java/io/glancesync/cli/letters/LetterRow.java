package io.glancesync.cli.letters;

import com.github.freva.asciitable.Styler;
import io.glancesync.cli.display.Table;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.ErrorClass;
import io.glancesync.region.RegionName;
import io.glancesync.text.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter in a list.
 *
 * @param since when it failed first
 * @param last when it failed last
 * @param nextTry when a run tries it again; empty when the next one does
 * @param action such as {@code upload}
 * @param image its name in the region
 */
public record LetterRow(
    String id,
    ErrorClass errorClass,
    Instant since,
    Instant last,
    Optional<Instant> nextTry,
    RegionName region,
    String action,
    String image) {

  static LetterRow of(DeadLetter letter) {
    return new LetterRow(
        letter.id(),
        letter.errorClass(),
        letter.firstFailed(),
        letter.lastFailed(),
        letter.nextTry(),
        letter.region(),
        letter.transfer().step().action().text(),
        letter.image());
  }

  /** In the middle of a sentence: {@code 3f2a9c1b (upload of base_ubuntu in Burgos)}. */
  public String name() {
    return "%s (%s of %s in %s)".formatted(id, action, image, region);
  }

  /** When a run tries it again, if nothing changes before. */
  String nextTryText() {
    return nextTry.map(Moment::of).orElse("next run");
  }

  /** The list for a person. */
  public static Table<LetterRow> table(Styler styler) {
    return new Table<LetterRow>(styler)
        .column("ID", LetterRow::id)
        .column("CLASS", it -> it.errorClass().toString())
        .column("SINCE", it -> Moment.of(it.since()))
        .column("LAST", it -> Moment.of(it.last()))
        .column("NEXT TRY", LetterRow::nextTryText)
        .column("REGION", it -> it.region().toString())
        .column("ACTION", LetterRow::action)
        .column("IMAGE", LetterRow::image);
  }
}
