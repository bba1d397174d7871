package io.glancesync.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.Function;

/**
 * How large an answer may be and how long it may take.
 *
 * @param what is asked for, for messages: "a page of its list"
 * @param bytes the most that is read of a body, once it is unpacked
 * @param time for the whole answer, by the target that it comes from
 * @param setting the key that sets the time
 * @param isContent whether the answer is image content: its size is known from elsewhere, and its
 *     time is limited by how fast it moves
 */
public record AnswerLimit(
    String what, long bytes, Function<String, Duration> time, String setting, boolean isContent) {
  /** Of a body that says why something failed, no more than this is of use. */
  static final int REASON_BYTES = 64 * 1024;

  /** Of all headers together. */
  static final int HEADER_BYTES = 64 * 1024;

  static final int HEADERS = 200;

  /** Answers that announce the answer proper, such as {@code 100 Continue}. */
  static final int INTERIM_ANSWERS = 10;

  /** Content that moves slower than this, in bytes a second, does not arrive. */
  static final int SLOWEST = 1024;

  public AnswerLimit {
    requireNonNull(what, "what");
    requireNonNull(time, "time");
    requireNonNull(setting, "setting");
  }

  /** For messages. */
  String size() {
    return bytes >> 20 > 0 ? (bytes >> 20) + " MB" : (bytes >> 10) + " kB";
  }
}
