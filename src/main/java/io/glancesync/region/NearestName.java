package io.glancesync.region;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody may have meant by a mistyped name. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that differs in the fewest letters, if it is near enough to be a likely slip: at
   * most a third of the letters, and at least two, may differ.
   */
  public static Optional<String> of(String mistyped, Collection<String> known) {
    int limit = Math.max(2, mistyped.length() / 3);
    return known.stream()
        .filter(name -> distance(mistyped, name) <= limit)
        .min(
            Comparator.comparingInt((String name) -> distance(mistyped, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The same as words to append to a message: {@code ; did you mean 'x'?}, or nothing. */
  public static String hint(String mistyped, Collection<String> known) {
    return of(mistyped, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  private static int distance(String one, String other) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
