package io.glancesync.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.glancesync.world.Region;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A connection to a Glance, on which a test sends what it likes, and as much of it. */
public final class Wire implements AutoCloseable {
  private static final int QUIET_MILLIS = 1000;

  private final Region region;
  private final Socket socket;
  private final InputStream input;

  private Wire(Region region, Socket socket) throws IOException {
    this.region = region;
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  public static Wire to(Region region) {
    URI uri = URI.create(region.url());
    try {
      var socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout(20_000);
      return new Wire(region, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The start of an upload: everything before its body. */
  public Wire put(String id, String... headers) {
    var lines = new ArrayList<>(List.of(headers));
    lines.add("X-Auth-Token: " + region.token());
    return request("PUT", "/" + id + "/file", lines);
  }

  public Wire get(String path) {
    return request("GET", path, List.of("X-Auth-Token: " + region.token()));
  }

  /** A request below {@code /v2/images} with these headers and no others. */
  public Wire request(String method, String path, List<String> headers) {
    String start = method + " /v2/images" + path + " HTTP/1.1\r\nHost: glance\r\n";
    return send(start + String.join("\r\n", headers) + "\r\n\r\n");
  }

  public Wire send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Wire sendChunk(String text) {
    return send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  /** The next answer, with its body unless it is an interim one. */
  public Answer answer() {
    Answer head = head();
    String length = head.header("Content-Length");
    return length == null
        ? head
        : new Answer(head.status(), head.headers(), read(Integer.parseInt(length)));
  }

  /** The next answer without its body. */
  public Answer head() {
    String[] start = line().split(" ");
    var headers = new TreeMap<String, List<String>>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": *", 2);
      headers.computeIfAbsent(parts[0], it -> new ArrayList<>()).add(parts[1]);
    }
    return new Answer(Integer.parseInt(start[1]), Map.copyOf(headers), new byte[0]);
  }

  private String line() {
    var line = new ByteArrayOutputStream();
    try {
      for (int next = input.read(); next != '\n'; next = input.read()) {
        if (next < 0) {
          throw new AssertionError("the server hung up after: " + line);
        }
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /** That many bytes, or fewer when no more come. */
  public byte[] read(int bytes) {
    try {
      return input.readNBytes(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing comes for a while, and the connection stays. */
  public boolean isQuiet() {
    try {
      socket.setSoTimeout(QUIET_MILLIS);
      input.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The server has closed the connection, or does so soon. */
  public boolean isClosed() {
    try {
      return input.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** No more bytes will come from here; the answer can still be read. */
  public void finish() {
    try {
      socket.shutdownOutput();
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
