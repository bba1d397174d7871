package io.glancesync.cli.remote;

import io.glancesync.config.credential.Tls;
import io.glancesync.error.ConnectionError;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.UnreachableException;
import io.glancesync.file.LimitedFile;
import io.glancesync.http.TrustedCertificates;
import io.glancesync.text.Printable;
import io.glancesync.text.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends the few requests of a command. It follows no redirect, as what a request carries is meant
 * for the server that was named, and reads no answer that is too large or comes too slowly.
 */
final class WebConnection implements AutoCloseable {
  /** How long an answer may take, with all of its content. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int LARGEST = LimitedFile.REPORT;

  /** The thread of Java's client that waits for sockets. */
  private static final Pattern SELECTOR = Pattern.compile("HttpClient-\\d+-SelectorManager");

  private static final long SELECTOR_END_MILLIS = 100;

  private final HttpClient client;
  private final ExecutorService threads;
  private final Duration patience;

  WebConnection(Tls tls, Duration patience) {
    this.patience = patience;
    this.threads = Executors.newCachedThreadPool(WebConnection::daemon);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(threads);
    trust(tls).ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "http");
    thread.setDaemon(true);
    return thread;
  }

  /** Empty for the certificates that the Java runtime trusts. */
  private static Optional<SSLContext> trust(Tls tls) {
    try {
      if (tls.insecure()) {
        return Optional.of(context(new AnyCertificate()));
      }
      if (tls.cacert().isEmpty()) {
        return Optional.empty();
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(TrustedCertificates.of(tls.cacert().get()));
      return Optional.of(context(factory.getTrustManagers()));
    } catch (GeneralSecurityException e) {
      throw TrustedCertificates.unusable(tls.cacert(), e);
    }
  }

  private static SSLContext context(TrustManager... managers) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  /** What a server answered. */
  record Received(HttpResponse<InputStream> head, String body) {
    int status() {
      return head.statusCode();
    }

    boolean isGood() {
      return status() >= 200 && status() < 300;
    }

    Optional<String> header(String name) {
      return head.headers().firstValue(name);
    }

    /** The id under which the server's log has the request, as it goes on in a sentence. */
    String request() {
      return header("X-Openstack-Request-Id")
          .map(it -> " (request %s)".formatted(Printable.of(it)))
          .orElse("");
    }
  }

  /**
   * Sends a request, and waits for the answer.
   *
   * @param tried what it is for, as the beginning of a sentence
   * @throws UnreachableException when there is no answer
   */
  Received send(String tried, HttpRequest request) {
    CompletableFuture<Received> answer =
        client
            .sendAsync(request, BodyHandlers.ofInputStream())
            .thenApplyAsync(WebConnection::read, threads);
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unreachable(
          tried, new SocketTimeoutException("%d s".formatted(Math.max(1, patience.toSeconds()))));
    } catch (ExecutionException e) {
      throw unreachable(tried, ConnectionError.unwrapped(e, request.uri().getHost()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(tried, new IOException("interrupted"));
    }
  }

  private static Received read(HttpResponse<InputStream> head) {
    try (InputStream in = head.body()) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("the answer has more than " + Size.of(LARGEST));
      }
      return new Received(head, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the threads. Java 17 has no such call for its client, and when a process exits, Java waits
   * for 0.3 s for a thread that waits for sockets.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    var all = new Thread[2 * Thread.activeCount()];
    int count = Thread.enumerate(all);
    Stream.of(all)
        .limit(count)
        .filter(it -> SELECTOR.matcher(it.getName()).matches())
        .forEach(WebConnection::end);
  }

  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join(SELECTOR_END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static UnreachableException unreachable(String tried, IOException cause) {
    ConnectionError error = ConnectionError.of(cause);
    return unreachable(tried, error.words(), error.remedy());
  }

  /** For what a server did not answer, or not sensibly. */
  static UnreachableException unreachable(String tried, String came, String remedy) {
    return new UnreachableException(
        new ErrorReport(
            ErrorReport.ErrorKind.UNREACHABLE,
            ErrorClass.TRANSIENT,
            "%s, but %s".formatted(tried, came),
            remedy),
        null);
  }
}
