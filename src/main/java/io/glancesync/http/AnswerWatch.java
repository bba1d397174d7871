package io.glancesync.http;

import io.glancesync.http.DeadlineTimer.Deadline;
import io.glancesync.openstack.UnexpectedAnswerException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What an answer under way is held against.
 *
 * @param time that the deadline gave it
 * @param breakOff gives its connection up
 */
record AnswerWatch(
    AnswerLimit limit, String server, Duration time, Deadline deadline, Runnable breakOff) {

  /**
   * Nothing more is wanted: what may still come is not waited for. A connection that was given back
   * at the end of the answer is not touched.
   */
  void giveUp() {
    deadline.met();
    breakOff.run();
  }

  UnexpectedAnswerException tooLarge() {
    return new UnexpectedAnswerException(
        "%s sent more than %s for %s; check the address, and whether that is the server it should be"
            .formatted(server, limit.size(), limit.what()));
  }

  /** A read failed; it may have been broken off on purpose. */
  IOException inWords(IOException cause) {
    return deadline.isOver() ? tooSlow(limit, server, time, cause) : cause;
  }

  static IOException tooSlow(AnswerLimit limit, String server, Duration time, Exception cause) {
    return timeout(
        "%s took longer than %d s for %s, see %s"
            .formatted(server, time.toSeconds(), limit.what(), limit.setting()),
        cause);
  }

  /** Content moves, but would take for ever. */
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
