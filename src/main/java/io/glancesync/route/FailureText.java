package io.glancesync.route;

import io.glancesync.error.ConnectionError;
import io.glancesync.error.ErrorMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/**
 * The error of a message that was sent to somebody else's server, in a short text of our own: a
 * server's text, even its first line, may repeat an address that is secret.
 */
final class FailureText {
  private FailureText() {}

  /** The text for an answer or a connection; empty for any other error. */
  static Optional<String> ofServer(Throwable error) {
    Throwable cause = ErrorMapper.rootCause(error);
    if (cause instanceof HttpOperationFailedException answer) {
      int status = answer.getStatusCode();
      String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ROOT);
      return Optional.of("it answered " + (phrase == null ? status : status + " " + phrase));
    }
    return cause instanceof IOException broken
        ? Optional.of(ConnectionError.of(broken).words())
        : Optional.empty();
  }
}
