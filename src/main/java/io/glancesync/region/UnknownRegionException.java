package io.glancesync.region;

import java.util.List;
import java.util.stream.Stream;

/** A word that names no region that has an image endpoint. */
public final class UnknownRegionException extends RuntimeException {
  private final String word;

  /**
   * @param known words of its kind
   * @param others what may have been meant as well: targets, with their colon
   */
  UnknownRegionException(String word, List<String> known, List<String> others) {
    super(
        "There is no region '%s'%s Known regions: %s"
            .formatted(word, suggestion(word, known, others), String.join(", ", known)));
    this.word = word;
  }

  /** What was asked for, as the user wrote it. */
  public String word() {
    return word;
  }

  private static String suggestion(String word, List<String> known, List<String> others) {
    if (others.contains(word + ":")) {
      return "; did you mean '%s:', all regions of that target?".formatted(word);
    }
    String hint = NearestName.hint(word, Stream.concat(known.stream(), others.stream()).toList());
    return hint.isEmpty() ? "." : hint;
  }
}
