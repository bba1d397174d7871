package io.glancesync.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server, and refuses uploads as a real Glance does: as soon as it knows their
 * headers. The server of the JDK asks for all content before it lets anybody answer.
 */
final class Gate implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int behind;
  private final ExecutorService threads;
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int status;

  Gate(int behind, ExecutorService threads) throws IOException {
    this.behind = behind;
    this.threads = threads;
    threads.execute(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  void refusesUploads(int times, int with) {
    status = with;
    refusals.set(times);
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.startsWith("PUT ") && refusals.getAndDecrement() > 0) {
        String answer = "HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(answer.formatted(status).getBytes(ISO_8859_1));
        return;
      }
      pass(client, head);
    } catch (IOException e) {
      // one of both broke off, and so does the other
    }
  }

  /** One request per connection, so that each passes here. */
  private void pass(Socket client, String head) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      String once = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      server.getOutputStream().write(once.getBytes(ISO_8859_1));
      threads.execute(() -> copy(client, server));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // the answer is complete
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1).replaceAll("(?i)\r\nConnection: keep-alive", "");
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      // it listens no more
    }
  }
}
