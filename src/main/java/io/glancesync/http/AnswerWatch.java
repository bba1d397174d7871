package io.glancesync.http;

import io.glancesync.http.DeadlineTimer.Deadline;
import io.glancesync.openstack.UnexpectedAnswerException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The limits that apply to a current answer.
 *
 * @param time the time of the deadline
 * @param breakOff discards the connection
 */
record AnswerWatch(
    AnswerLimit limit, String server, Duration time, Deadline deadline, Runnable breakOff) {

  /**
   * Gives the answer up, without a wait for the rest. A connection that was returned to the pool at
   * the end of the answer is not touched.
   */
  void giveUp() {
    deadline.met();
    breakOff.run();
  }

  UnexpectedAnswerException tooLarge() {
    return new UnexpectedAnswerException(
        "%s sent more than %s for %s".formatted(server, limit.size(), limit.what()),
        "check the address, and whether that is the server it should be");
  }

  /** The error for a failed read; the deadline may have broken it off. */
  IOException inWords(IOException cause) {
    return deadline.isOver() ? tooSlow(limit, server, time, cause) : cause;
  }

  static IOException tooSlow(AnswerLimit limit, String server, Duration time, Exception cause) {
    return timeout(
        "%s took longer than %d s for %s, see %s"
            .formatted(server, time.toSeconds(), limit.what(), limit.setting()),
        cause);
  }

  /** The error for content that moves, but would take for ever. */
  IOException crawling() {
    return timeout(
        "%s sent less than %d bytes a second for %d s, see %s"
            .formatted(server, AnswerLimit.SLOWEST, time.toSeconds(), limit.setting()),
        null);
  }

  private static IOException timeout(String message, Exception cause) {
    var timeout = new SocketTimeoutException(message);
    timeout.initCause(cause);
    return timeout;
  }
}
