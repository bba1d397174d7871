package io.glancesync.error;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/**
 * Why a connection failed.
 *
 * @param words what happened
 * @param remedy what to do about it
 */
public record ConnectionError(String words, String remedy) {
  public static ConnectionError of(IOException cause) {
    if (FileErrors.isOfTooMany(cause)) {
      return new ConnectionError(FileErrors.TOO_MANY_ERROR, FileErrors.TOO_MANY_REMEDY);
    }
    if (cause instanceof UnknownHostException) {
      return new ConnectionError(
          "there is no host %s".formatted(cause.getMessage()), "check the address");
    }
    if (cause instanceof SSLException) {
      return new ConnectionError(
          "TLS failed (%s)".formatted(cause.getMessage()),
          "check cacert, or the server's certificate");
    }
    if (cause instanceof SocketTimeoutException) {
      return new ConnectionError(
          "no answer came in time (%s)".formatted(cause.getMessage()),
          "see whether the server is overloaded");
    }
    String remedy = "see whether the server runs and can be reached";
    if (cause instanceof ConnectException) {
      return new ConnectionError(
          "there was no connection (%s)".formatted(cause.getMessage()), remedy);
    }
    Object reason = cause.getMessage() == null ? cause : cause.getMessage();
    return new ConnectionError("the connection broke (%s)".formatted(reason), remedy);
  }

  /**
   * The cause that tells most. Java's own client of HTTP wraps it, and says nothing of a refused
   * connection.
   *
   * @param host that was asked
   */
  public static IOException unwrapped(Throwable failure, String host) {
    IOException outermost = null;
    for (Throwable it = failure; it != null; it = it.getCause()) {
      if (it instanceof UnresolvedAddressException) {
        return new UnknownHostException(host);
      }
      if (it instanceof SSLException tls) {
        return tls;
      }
      if (it instanceof HttpTimeoutException late) {
        return new SocketTimeoutException(late.getMessage());
      }
      if (outermost == null && it instanceof IOException io) {
        outermost = io;
      }
    }
    if (outermost instanceof ConnectException && outermost.getMessage() == null) {
      return new ConnectException("Connection refused");
    }
    return outermost == null ? new IOException(failure.getMessage()) : outermost;
  }
}
