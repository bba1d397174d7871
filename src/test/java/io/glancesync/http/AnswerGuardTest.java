package io.glancesync.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.credential.Tls;
import io.glancesync.openstack.UnexpectedAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an honest server notices of the limits: nothing. What another one does is cut short. */
@Timeout(300)
class AnswerGuardTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch reset = new CountDownLatch(1);
  private final DeadlineTimer deadlineTimer = new DeadlineTimer();
  private final HttpClientConnectionManager pool =
      TlsConnections.of(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private ServerSocket listening;
  private CloseableHttpClient client;

  private interface Answering {
    void answer(String head, OutputStream out) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  private void answering(Answering answering) {
    var thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket socket = listening.accept();
                  connections.incrementAndGet();
                  var serving = new Thread(() -> serve(socket, answering));
                  serving.setDaemon(true);
                  serving.start();
                }
              } catch (IOException e) {
                // closed
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket socket, Answering answering) {
    try (socket) {
      while (true) {
        String head = head(socket.getInputStream());
        answering.answer(head, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException e) {
      reset.countDown();
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no more requests");
      }
      head.write(next);
    }
    return head.toString(ISO_8859_1);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
  }

  private void limited(long bytes, Duration time, boolean isContent) {
    var limit = new AnswerLimit("an answer", bytes, target -> time, "a-setting", isContent);
    HttpClientBuilder builder =
        HttpClients.custom().setConnectionManager(pool).disableAutomaticRetries();
    new AnswerGuard(limit, deadlineTimer, target -> Tls.STANDARD).configure(builder);
    client = builder.build();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    listening.close();
    deadlineTimer.close();
  }

  private ClassicHttpResponse send(HttpUriRequestBase request) throws IOException {
    request.setHeader(AnswerGuard.TARGET, "other");
    return client.executeOpen(null, request, null);
  }

  private String url() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/";
  }

  /** As camel-http reads it. */
  private String get() throws IOException {
    ClassicHttpResponse answer = send(new HttpGet(url()));
    if (answer.getEntity() == null) {
      return "";
    }
    try {
      return new String(answer.getEntity().getContent().readAllBytes(), ISO_8859_1);
    } finally {
      EntityUtils.consume(answer.getEntity());
    }
  }

  @Test
  void a_connection_is_used_again_after_an_answer_of_any_form() throws Exception {
    var bodies = new AtomicInteger();
    answering(
        (head, out) -> {
          assertThat(head).doesNotContainIgnoringCase("GlanceSync-Target");
          switch (bodies.getAndIncrement() % 4) {
            case 0 -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            case 1 ->
                write(
                    out,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
            case 2 -> write(out, "HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno");
            default -> write(out, "HTTP/1.1 204 No Content\r\n\r\n");
          }
        });
    limited(100, LONG, false);

    for (int i = 0; i < 12; i++) {
      assertThat(get()).isIn("ok", "no", "");
    }
    // read to its length, as one that knows it does, and closed
    for (int i = 0; i < 4; i++) {
      try (ClassicHttpResponse answer = send(new HttpGet(url()))) {
        if (answer.getEntity() != null) {
          try (InputStream body = answer.getEntity().getContent()) {
            // the end of a chunked body shows only when one reads on
            body.readNBytes(answer.getEntity().getContentLength() < 0 ? 3 : 2);
          }
        }
      }
    }

    assertThat(connections).as("none was given up").hasValue(1);
  }

  private static byte[] packed(String text) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return packed.toByteArray();
  }

  private int leased() {
    return ((ConnPoolControl<?>) pool).getTotalStats().getLeased();
  }

  @Test
  void what_was_packed_gives_its_connection_back_as_well() throws Exception {
    byte[] packed = packed("x".repeat(500));
    var number = new AtomicInteger();
    answering(
        (head, out) -> {
          assertThat(head).containsIgnoringCase("gzip");
          write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");
          if (number.getAndIncrement() % 2 == 0) {
            write(out, "Content-Length: %d\r\n\r\n".formatted(packed.length));
            out.write(packed);
          } else {
            write(out, "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(packed.length));
            out.write(packed);
            write(out, "\r\n0\r\n\r\n");
          }
        });
    limited(1000, LONG, false);

    for (int i = 0; i < 6; i++) {
      assertThat(get()).hasSize(500);
      assertThat(leased()).isZero();
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void what_cannot_be_read_gives_its_connection_back_as_well() throws Exception {
    byte[] broken = packed("x".repeat(500));
    broken[broken.length - 6] ^= 1;
    var number = new AtomicInteger();
    answering(
        (head, out) -> {
          switch (number.getAndIncrement() % 3) {
            case 0 -> {
              write(
                  out,
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
                      .formatted(broken.length));
              out.write(broken);
            }
            case 1 ->
                write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
            default -> {
              write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
              throw new IOException("broken off");
            }
          }
        });
    limited(1000, LONG, false);

    for (int i = 0; i < 9; i++) {
      assertThatThrownBy(this::get).isInstanceOf(IOException.class);
      assertThat(leased()).isZero();
    }
  }

  @Test
  void whoever_waits_for_a_connection_waits_no_longer_than_for_an_answer() throws Exception {
    answering((head, out) -> Thread.sleep(20_000));
    limited(1000, Duration.ofSeconds(1), false);
    ((ConnPoolControl<?>) pool).setMaxTotal(1);
    var first = new Thread(() -> assertThatThrownBy(this::get).isInstanceOf(IOException.class));
    first.start();
    while (leased() == 0) {
      Thread.sleep(10);
    }

    assertThatThrownBy(this::get).hasMessageContaining("took longer than 1 s for an answer");
    first.join();
    // one that was leased in the moment of the end is given back by the thread of the deadlines
    for (int i = 0; i < 1000 && leased() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(leased()).isZero();
  }

  @Test
  void a_body_up_to_the_limit_is_read_and_one_beyond_it_is_not() throws Exception {
    var length = new AtomicInteger(1000);
    answering(
        (head, out) ->
            write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(length.get(), "x".repeat(length.get()))));
    limited(1000, LONG, false);

    assertThat(get()).hasSize(1000);
    length.set(1001);
    assertThatThrownBy(this::get)
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("http://127.0.0.1:")
        .hasMessageContaining("for an answer");
  }

  @Test
  void of_what_says_why_something_failed_only_the_beginning_is_read() throws Exception {
    answering(
        (head, out) -> {
          write(out, "HTTP/1.1 500 No\r\nContent-Length: 100000000\r\n\r\n");
          while (true) {
            write(out, "no ".repeat(10_000));
          }
        });
    limited(100, LONG, false);

    assertThat(get()).startsWith("no no").hasSizeLessThan(100_000);
    assertThat(reset.await(10, TimeUnit.SECONDS)).as("the rest is not waited for").isTrue();
  }

  @Test
  void an_answer_that_takes_too_long_as_a_whole_is_broken_off() {
    answering(
        (head, out) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          for (int i = 0; i < 1000; i++) {
            write(out, "x");
            out.flush();
            Thread.sleep(50);
          }
        });
    limited(10_000, SHORT, false);

    assertThatThrownBy(this::get)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("took longer than 0 s for an answer, see a-setting");
  }

  @Test
  void while_something_is_sent_the_time_stands_still() throws Exception {
    answering(
        (head, out) -> {
          Thread.sleep(100);
          write(out, "HTTP/1.1 204 No Content\r\n\r\n");
        });
    limited(100, SHORT, false);
    var put = new HttpPut(url());
    put.setEntity(new Slow());

    try (ClassicHttpResponse answer = send(put)) {
      assertThat(answer.getCode()).isEqualTo(204);
    }
  }

  @Test
  void content_may_take_its_time_as_long_as_it_moves() throws Exception {
    answering(
        (head, out) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
          for (int i = 0; i < 10; i++) {
            Thread.sleep(200);
            write(out, "x".repeat(1000));
            out.flush();
          }
        });
    limited(Long.MAX_VALUE, Duration.ofSeconds(1), true);

    assertThat(get()).hasSize(10_000);
  }

  @Test
  void content_that_crawls_is_broken_off() {
    answering(
        (head, out) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
          while (true) {
            Thread.sleep(50);
            write(out, "x");
            out.flush();
          }
        });
    limited(Long.MAX_VALUE, Duration.ofSeconds(1), true);

    assertThatThrownBy(this::get)
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessageContaining("sent less than 1024 bytes a second for 1 s, see a-setting");
  }

  /** Takes longer than the answer may. */
  private static final class Slow extends AbstractHttpEntity {
    Slow() {
      super("text/plain", null, false);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try {
        Thread.sleep(SHORT.toMillis() * 3);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      out.write("slow".getBytes(ISO_8859_1));
    }

    @Override
    public long getContentLength() {
      return 4;
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public boolean isStreaming() {
      return false;
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
