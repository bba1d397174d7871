package io.glancesync.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Stands before a good server, and answers certain requests as nobody should ever be answered. */
final class HostileServer implements AutoCloseable {

  /** How an answer never ends, or ends in too much. */
  enum Attack {
    /** A body without end. */
    BODY {
      @Override
      void answer(OutputStream out) throws IOException {
        head(out, "200 OK", "Transfer-Encoding: chunked");
        chunk(out, "{\"images\":[{\"id\":\"");
        while (true) {
          chunk(out, "x".repeat(50_000));
        }
      }
    },
    /** A list without end, of images that are all right. */
    IMAGES {
      @Override
      void answer(OutputStream out) throws IOException {
        head(out, "200 OK", "Transfer-Encoding: chunked");
        chunk(out, "{\"images\":[");
        for (long i = 0; ; i++) {
          chunk(out, IMAGE.formatted(i) + ",");
        }
      }
    },
    /** Pages without end, each with an image that is new. */
    PAGES {
      @Override
      void answer(OutputStream out) throws IOException {
        String image = IMAGE.formatted(System.nanoTime() % 1_000_000_000_000L);
        String body =
            "{\"images\":[%s],\"next\":\"/v2/images?marker=%s\"}"
                .formatted(image, image.substring(7, 43));
        head(out, "200 OK", "Connection: close", "Content-Length: " + body.length());
        out.write(body.getBytes(ISO_8859_1));
      }
    },
    /** An error with a body without end. */
    REASON {
      @Override
      void answer(OutputStream out) throws IOException {
        head(out, "400 Bad Request", "Transfer-Encoding: chunked");
        while (true) {
          chunk(out, "no, and no again ".repeat(1000));
        }
      }
    },
    /** Header lines without end. */
    HEADERS {
      @Override
      void answer(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\n");
        for (int i = 0; ; i++) {
          write(out, "X-%d: y\r\n".formatted(i));
        }
      }
    },
    /** One header line without end. */
    LINE {
      @Override
      void answer(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nX: ");
        while (true) {
          write(out, "y".repeat(10_000));
        }
      }
    },
    /** Little that unpacks to 400 MB. */
    BOMB {
      @Override
      void answer(OutputStream out) throws IOException {
        head(out, "200 OK", "Content-Encoding: gzip", "Content-Length: " + PACKED.length);
        out.write(PACKED);
      }
    },
    /** It says that an answer comes, for ever. */
    CONTINUE {
      @Override
      void answer(OutputStream out) throws IOException {
        while (true) {
          write(out, "HTTP/1.1 100 Continue\r\n\r\n");
        }
      }
    },
    /** Headers, byte by byte. */
    SLOW_HEADERS {
      @Override
      void answer(OutputStream out) throws IOException {
        write(out, "HTTP/1.1 200 OK\r\nX: ");
        trickle(out, "y");
      }
    },
    /** A body, byte by byte. */
    SLOW_BODY {
      @Override
      void answer(OutputStream out) throws IOException {
        head(out, "200 OK", "Content-Length: 1000000");
        trickle(out, " ");
      }
    };

    private static final String IMAGE =
        "{\"id\":\"00000000-0000-4000-8000-%012d\",\"status\":\"queued\",\"visibility\":\"private\"}";

    abstract void answer(OutputStream out) throws IOException;

    static void head(OutputStream out, String status, String... headers) throws IOException {
      write(
          out,
          "HTTP/1.1 "
              + status
              + "\r\nContent-Type: application/json\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n");
    }

    static void chunk(OutputStream out, String text) throws IOException {
      write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    static void trickle(OutputStream out, String text) throws IOException {
      while (true) {
        write(out, text);
        out.flush();
        try {
          Thread.sleep(200);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }

    static void write(OutputStream out, String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
    }
  }

  private static final byte[] PACKED = packed();

  private static byte[] packed() {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"images\":[{\"id\":\"".getBytes(ISO_8859_1));
      byte[] blanks = " ".repeat(1_000_000).getBytes(ISO_8859_1);
      for (int i = 0; i < 400; i++) {
        gzip.write(blanks);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private final ServerSocket listening;
  private final URI behind;
  private final Map<Pattern, Attack> attacks = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean isHostile = true;

  /**
   * @param behind the good server's address
   */
  HostileServer(String behind) {
    this.behind = URI.create(behind);
    try {
      listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  /**
   * Has requests answered so.
   *
   * @param requests a pattern of method and path
   */
  HostileServer on(String requests, Attack attack) {
    attacks.put(Pattern.compile(requests), attack);
    return this;
  }

  private Optional<Attack> attack(String head) {
    String request = head.lines().findFirst().orElse("");
    return isHostile
        ? attacks.entrySet().stream()
            .filter(it -> it.getKey().matcher(request).find())
            .map(Map.Entry::getValue)
            .findFirst()
        : Optional.empty();
  }

  /** Its address, in place of the good server's. */
  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + behind.getPath();
  }

  /** From now on everything is answered as it should be. */
  void giveUp() {
    isHostile = false;
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
      Optional<Attack> attack = attack(head);
      if (attack.isPresent()) {
        // or what is on its way would reset the connection before the answer is read
        threads.execute(() -> drain(client));
        attack.get().answer(client.getOutputStream());
        client.getOutputStream().flush();
        client.shutdownOutput();
        Thread.sleep(500);
        return;
      }
      pass(client, head);
    } catch (IOException | InterruptedException e) {
      // one of both broke off, and so does the other
    }
  }

  private static void drain(Socket client) {
    try {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // it has enough
    }
  }

  /** One request per connection, so that each passes here. */
  private void pass(Socket client, String head) throws IOException {
    try (Socket server = new Socket(behind.getHost(), behind.getPort())) {
      String once = head.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      server.getOutputStream().write(once.getBytes(ISO_8859_1));
      threads.execute(() -> copy(client, server));
      String answer = head(server.getInputStream());
      while (answer.startsWith("HTTP/1.1 1")) {
        Attack.write(client.getOutputStream(), answer);
        answer = head(server.getInputStream());
      }
      // or the client would send the next request here, too
      Attack.write(
          client.getOutputStream(), answer.replaceFirst("\r\n", "\r\nConnection: close\r\n"));
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
      // it does not listen any more
    }
    threads.shutdownNow();
  }
}
