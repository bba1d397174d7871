package io.glancesync.region;

import java.util.List;

/** A word that names no region that has an image endpoint. */
public final class UnknownRegionException extends RuntimeException {
  UnknownRegionException(String word, List<String> known) {
    super(
        "There is no region '%s'%s Known regions: %s"
            .formatted(word, suggestion(word, known), String.join(", ", known)));
  }

  private static String suggestion(String word, List<String> known) {
    String hint = NearestName.hint(word, known);
    return hint.isEmpty() ? "." : hint;
  }
}
