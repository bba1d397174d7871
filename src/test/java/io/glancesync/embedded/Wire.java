package io.glancesync.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connection whose end can be looked at: no HTTP client tells a reset from a last word. */
public final class Wire implements AutoCloseable {
  /** How a connection is left by the other side. */
  enum End {
    FINISHED,
    RESET,
    OPEN
  }

  /** What came until nothing more came. */
  record Heard(String text, End end) {
    String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }

  private final Socket socket;
  private boolean isReset;

  Wire(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Wire say(String text) {
    return say(text.getBytes(ISO_8859_1));
  }

  /** Says it to whoever still listens: a reset may come between two pieces. */
  Wire say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (SocketException e) {
      isReset = true;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens until the other side ends the connection, or says nothing for a while. */
  Heard hear() {
    var heard = new StringBuilder();
    var buffer = new byte[64 * 1024];
    if (isReset) {
      // the system tells of it once
      return new Heard("", End.RESET);
    }
    try {
      socket.setSoTimeout(300);
      while (true) {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          return new Heard(heard.toString(), End.FINISHED);
        }
        heard.append(new String(buffer, 0, count, ISO_8859_1));
      }
    } catch (SocketTimeoutException e) {
      return new Heard(heard.toString(), End.OPEN);
    } catch (SocketException e) {
      return new Heard(heard.toString(), End.RESET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks off with a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
