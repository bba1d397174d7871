package io.glancesync.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;

/**
 * How large an answer may be and how long it may take.
 *
 * @param what the requested object, for messages: "a page of its list"
 * @param bytes the most bytes that are read of a decompressed body
 * @param time the time for the whole answer, by target
 * @param setting the key that sets the time
 * @param isContent whether the answer is image content. Its size is known from elsewhere, and its
 *     time is limited by a lowest speed
 */
public record AnswerLimit(
    String what, long bytes, Function<String, Duration> time, String setting, boolean isContent) {
  /** The most bytes that are read of the body of an error. */
  static final int REASON_BYTES = 64 * 1024;

  /** The most bytes of all headers together. */
  static final int HEADER_BYTES = 64 * 1024;

  static final int HEADERS = 200;

  /** The most interim answers before the final one, such as {@code 100 Continue}. */
  static final int INTERIM_ANSWERS = 10;

  /** The lowest speed of content, in bytes per second; slower content never arrives. */
  static final int SLOWEST = 1024;

  public AnswerLimit {
    requireNonNull(what, "what");
    requireNonNull(time, "time");
    requireNonNull(setting, "setting");
  }

  /** The limit as a text for messages. */
  String size() {
    return bytes >> 20 > 0 ? (bytes >> 20) + " MB" : (bytes >> 10) + " kB";
  }
}
