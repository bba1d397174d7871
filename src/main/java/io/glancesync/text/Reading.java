package io.glancesync.text;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/** A text as somebody may read it, and where its characters stand in the original. */
final class Reading {
  private final String text;

  /** Of each character, and the end of the last one; null in the original itself. */
  private final int[] starts;

  /** The original. */
  Reading(String text) {
    this(text, null);
  }

  private Reading(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  String text() {
    return text;
  }

  /** Adds the places that these characters take in the original. */
  void mark(int start, int end, BitSet places) {
    places.set(start(start), start(end));
  }

  private int start(int index) {
    return starts == null ? index : starts[index];
  }

  /** Those that may be in use in it. */
  Set<Notation> notations() {
    var found = EnumSet.noneOf(Notation.class);
    for (Notation it : Notation.values()) {
      if (text.indexOf(it.sign()) >= 0) {
        found.add(it);
      }
    }
    return found;
  }

  /** The text with what is written in these ways read once; null when nothing is. */
  Reading decoded(Set<Notation> notations) {
    if (notations.isEmpty()) {
      return null;
    }
    // no character is written shorter than it is
    var chars = new char[text.length()];
    var decodedStarts = new int[text.length() + 1];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      Notation.Written written = written(notations, at);
      decodedStarts[count] = start(at);
      if (written == null) {
        chars[count++] = text.charAt(at++);
        continue;
      }
      // of two halves of a character both stand at its beginning
      decodedStarts[count + 1] = start(at);
      count += Character.toChars(written.codePoint(), chars, count);
      at += written.length();
    }
    decodedStarts[count] = start(at);
    return count == text.length() ? null : new Reading(new String(chars, 0, count), decodedStarts);
  }

  private Notation.Written written(Set<Notation> notations, int at) {
    char first = text.charAt(at);
    for (Notation it : notations) {
      if (it.sign() == first) {
        return it.at(text, at);
      }
    }
    return null;
  }
}
