package io.glancesync.e2e.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Stands before a good server, and decides of each request what becomes of it. */
abstract class Between implements AutoCloseable {
  private final ServerSocket listening;
  private final URI behind;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param behind the good server's address
   */
  Between(String behind) {
    this.behind = URI.create(behind);
    try {
      listening = new ServerSocket();
      // little is on its way that was not seen here
      listening.setReceiveBufferSize(64 * 1024);
      listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to take requests. */
  final void open() {
    threads.execute(this::listen);
  }

  /** What becomes of a request, the only one of its connection. */
  abstract void handle(Socket client, String head) throws IOException, InterruptedException;

  /** So many bytes of the request's content came from the client. */
  void received(String head, int bytes) {}

  /** The server answers, with this head; what comes from the client now comes too late. */
  void answered(String head, String answer) {}

  /** Its address, in place of the good server's. */
  final String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + behind.getPath();
  }

  final Socket connect() throws IOException {
    return new Socket(behind.getHost(), behind.getPort());
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
      handle(client, head(client.getInputStream()));
    } catch (IOException | InterruptedException e) {
      // one of both broke off, and so does the other
    }
  }

  /** Or what is on its way would reset the connection before the answer is read. */
  final void drain(Socket client) {
    threads.execute(
        () -> {
          try {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // it has enough
          }
        });
  }

  /**
   * Request and answer as they are. One request per connection, so that each passes here.
   *
   * @param begun what was read of the content already
   */
  final void pass(Socket client, String head, byte[] begun)
      throws IOException, InterruptedException {
    try (Socket server = connect()) {
      server.getOutputStream().write(once(head).getBytes(ISO_8859_1));
      server.getOutputStream().write(begun);
      Future<?> upload = threads.submit(() -> copy(head, client, server));
      String answer = head(server.getInputStream());
      while (answer.startsWith("HTTP/1.1 1")) {
        write(client.getOutputStream(), answer);
        answer = head(server.getInputStream());
      }
      answered(head, answer);
      // or the client would send the next request here, too
      write(client.getOutputStream(), once(answer));
      server.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
      // what the client still sends is seen as well
      client.setSoTimeout(2000);
      upload.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void copy(String head, Socket from, Socket to) {
    byte[] piece = new byte[16 * 1024];
    boolean isRead = true;
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        received(head, length);
        isRead = isRead && isWritten(to, piece, length);
      }
    } catch (IOException e) {
      // the answer is complete
    }
  }

  private static boolean isWritten(Socket to, byte[] piece, int length) {
    try {
      to.getOutputStream().write(piece, 0, length);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The head of the only request or answer of a connection. */
  static String once(String head) {
    return head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
  }

  static String head(InputStream in) throws IOException {
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
  public final void close() {
    try {
      listening.close();
    } catch (IOException e) {
      // it does not listen any more
    }
    threads.shutdownNow();
  }
}
