package io.glancesync.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.credential.Tls;
import io.glancesync.content.WriteTimeout;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server may refuse an image while it is being sent: the rest is not sent, and its word counts.
 */
@Timeout(60)
class EarlyAnswerTest {
  private static final int MIB = 1 << 20;
  private static final long SIZE = 300L * MIB;
  private static final String REFUSAL =
      "HTTP/1.1 413 Request Entity Too Large\r\nContent-Length: 8\r\n\r\ntoo much";

  private static SSLContext context;

  @BeforeAll
  static void make_a_certificate(@TempDir Path folder) throws Exception {
    context = WriteTimeoutInterceptorTest.tls(folder);
  }

  /** What the client got, and what the server got after it had answered. */
  private record Outcome(String answer, long after) {}

  private interface Conversation {
    /**
     * Has read the request's head and said {@code 100 Continue}.
     *
     * @return how many bytes came after the answer
     */
    long with(Socket client) throws IOException;
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0",
    "true, 0",
    "false, 20",
    "true, 20",
    "false, 200",
    "true, 200",
  })
  void a_server_that_refuses_while_it_reads_is_sent_no_more_than_1_mib(
      boolean tls, int mibPerSecond) throws Exception {
    Outcome outcome =
        put(
            tls,
            mibPerSecond,
            client -> {
              client.getInputStream().readNBytes(2 * MIB);
              say(client, REFUSAL);
              return rest(client.getInputStream());
            });

    assertThat(outcome.answer()).isEqualTo("413 too much");
    assertThat(outcome.after()).isLessThanOrEqualTo(MIB);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_refuses_and_closes_is_quoted_and_not_called_a_broken_pipe(boolean tls)
      throws Exception {
    for (int i = 0; i < 10; i++) {
      Outcome outcome =
          put(
              tls,
              0,
              client -> {
                client.getInputStream().readNBytes(2 * MIB);
                say(client, REFUSAL);
                client.close();
                return 0;
              });

      assertThat(outcome.answer()).isEqualTo("413 too much");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_reads_no_more_then_refuses_and_closes_is_quoted_too(boolean tls)
      throws Exception {
    Outcome outcome =
        put(
            tls,
            0,
            client -> {
              client.getInputStream().readNBytes(2 * MIB);
              // by then the client waits for room to write
              pause();
              say(client, REFUSAL);
              pause();
              client.close();
              return 0;
            });

    assertThat(outcome.answer()).isEqualTo("413 too much");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_says_once_more_that_it_wants_all_gets_all(boolean tls) throws Exception {
    Outcome outcome =
        put(
            tls,
            0,
            client -> {
              client.getInputStream().readNBytes(2 * MIB);
              say(client, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
              client.getInputStream().skipNBytes(SIZE - 2 * MIB);
              say(client, "HTTP/1.1 204 No Content\r\n\r\n");
              return 0;
            });

    assertThat(outcome.answer()).isEqualTo("204 ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_refusal_that_comes_in_one_piece_with_another_word_is_heard(boolean tls) throws Exception {
    Outcome outcome =
        put(
            tls,
            0,
            client -> {
              client.getInputStream().readNBytes(2 * MIB);
              say(client, "HTTP/1.1 102 Processing\r\n\r\n" + REFUSAL);
              return rest(client.getInputStream());
            });

    assertThat(outcome.answer()).isEqualTo("413 too much");
    assertThat(outcome.after()).isLessThanOrEqualTo(MIB);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(Socket client, String words) throws IOException {
    client.getOutputStream().write(words.getBytes(US_ASCII));
    client.getOutputStream().flush();
  }

  /** Reads on until the client gives up. */
  private static long rest(InputStream in) {
    long count = 0;
    byte[] piece = new byte[64 * 1024];
    try {
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        count += length;
      }
    } catch (IOException e) {
      // reset
    }
    return count;
  }

  private static Outcome put(boolean tls, int mibPerSecond, Conversation conversation)
      throws Exception {
    try (ServerSocket server = server(tls);
        var deadlines = new DeadlineTimer();
        var watchdog = new WriteTimeout(() -> Duration.ofSeconds(10), Ticker.REAL);
        CloseableHttpClient client = client(watchdog, deadlines)) {
      var after = CompletableFuture.supplyAsync(() -> serve(server, conversation));
      var put =
          new HttpPut("%s://127.0.0.1:%d/file".formatted(tls ? "https" : "http", port(server)));
      put.setEntity(new Zeros(mibPerSecond));
      put.setHeader("Expect", "100-continue");
      String answer =
          client.execute(
              put,
              it ->
                  it.getCode()
                      + " "
                      + (it.getEntity() == null ? "" : EntityUtils.toString(it.getEntity())));
      return new Outcome(answer, after.get(20, TimeUnit.SECONDS));
    }
  }

  private static int port(ServerSocket server) {
    return server.getLocalPort();
  }

  private static ServerSocket server(boolean tls) throws Exception {
    ServerSocket server =
        tls ? context.getServerSocketFactory().createServerSocket() : new ServerSocket();
    // what is on its way when the answer arrives nobody can take back
    server.setReceiveBufferSize(64 * 1024);
    server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    return server;
  }

  private static long serve(ServerSocket server, Conversation conversation) {
    try (Socket client = server.accept()) {
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) client.getInputStream().read();
      }
      say(client, "HTTP/1.1 100 Continue\r\n\r\n");
      return conversation.with(client);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CloseableHttpClient client(WriteTimeout watchdog, DeadlineTimer deadlines) {
    var builder =
        HttpClientBuilder.create()
            .disableAutomaticRetries()
            .setConnectionManager(
                TlsConnections.of(Duration.ofSeconds(10), Duration.ofSeconds(10)));
    new WriteTimeoutInterceptor(watchdog).configure(builder);
    var limit = new AnswerLimit("an answer", MIB, target -> Duration.ofSeconds(10), "x", false);
    new AnswerGuard(limit, deadlines, target -> new Tls(Optional.empty(), true)).configure(builder);
    return builder.build();
  }

  /** Is written in pieces as an image is. */
  private static final class Zeros extends AbstractHttpEntity {
    private final int mibPerSecond;
    private long written;

    Zeros(int mibPerSecond) {
      super(ContentType.APPLICATION_OCTET_STREAM, null);
      this.mibPerSecond = mibPerSecond;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      byte[] piece = new byte[256 * 1024];
      try {
        for (; written < SIZE; written += piece.length) {
          out.write(piece, 0, piece.length);
          if (mibPerSecond > 0) {
            Thread.sleep(250 / mibPerSecond);
          }
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public long getContentLength() {
      return SIZE;
    }

    @Override
    public boolean isRepeatable() {
      return false;
    }

    @Override
    public boolean isStreaming() {
      return true;
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
