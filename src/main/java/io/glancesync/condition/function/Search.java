package io.glancesync.condition.function;

/**
 * Finds a text in others, in time that grows with the length of both and no faster: Java's own
 * search starts again at every character, which takes seconds for long texts of one letter
 * (algorithm of Knuth, Morris and Pratt).
 */
public final class Search {
  private final CharSequence part;

  /** For each length of a beginning of the part: its longest end that is a beginning too. */
  private final int[] borders;

  /**
   * @param part what is looked for; not empty
   */
  public Search(CharSequence part) {
    this.part = part;
    borders = new int[part.length() + 1];
    int border = 0;
    for (int i = 1; i < part.length(); i++) {
      border = extended(border, part.charAt(i));
      borders[i + 1] = border;
    }
  }

  /** Where the part first begins in the text, at this place or later; negative if nowhere. */
  public int in(CharSequence text, int from) {
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = extended(matched, text.charAt(i));
      if (matched == part.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  private int extended(int matched, char next) {
    int border = matched;
    while (border > 0 && part.charAt(border) != next) {
      border = borders[border];
    }
    return part.charAt(border) == next ? border + 1 : border;
  }
}
