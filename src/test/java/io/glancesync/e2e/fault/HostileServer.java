package io.glancesync.e2e.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Stands before a good server, and answers certain requests as nobody should ever be answered. */
public final class HostileServer extends Between {

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

  private final Map<Pattern, Attack> attacks = new ConcurrentHashMap<>();
  private volatile boolean isHostile = true;

  /**
   * @param behind the good server's address
   */
  HostileServer(String behind) {
    super(behind);
    open();
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

  /** From now on everything is answered as it should be. */
  void giveUp() {
    isHostile = false;
  }

  @Override
  void handle(Socket client, String head) throws IOException, InterruptedException {
    Optional<Attack> attack = attack(head);
    if (attack.isEmpty()) {
      pass(client, head, new byte[0]);
      return;
    }
    drain(client);
    attack.get().answer(client.getOutputStream());
    client.getOutputStream().flush();
    client.shutdownOutput();
    Thread.sleep(500);
  }
}
