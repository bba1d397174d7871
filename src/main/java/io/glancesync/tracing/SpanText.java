package io.glancesync.tracing;

import io.glancesync.text.Printable;

/** A text from elsewhere, such as the name of an image, as a span may have it. */
final class SpanText {
  private static final int LONGEST = 1000;

  private SpanText() {}

  /** One line, of at most 1000 characters and a mark that it was cut. */
  static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return Printable.of(start);
  }
}
