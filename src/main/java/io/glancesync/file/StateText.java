package io.glancesync.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Texts that are written to files of the run-time data. */
public final class StateText {
  private StateText() {}

  /**
   * Returns the same text, after checking that it can be read again.
   *
   * @throws IOException when the text is too large to be read again
   */
  public static String bounded(String text) throws IOException {
    int bytes = text.getBytes(UTF_8).length;
    if (bytes > LimitedFile.STATE) {
      throw new IOException(
          "what there is to note has %d bytes, more than the %d that can be read again; the image has too many properties"
              .formatted(bytes, LimitedFile.STATE));
    }
    return text;
  }
}
