package io.glancesync.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.api.EventFeed;
import io.glancesync.api.HttpSettings;
import io.glancesync.api.HttpSettings.TlsFiles;
import io.glancesync.api.ListenAddress;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server alone; what it answers is tested with the routes. */
@Timeout(120)
class HttpServerTest {
  private static final EventFeed NO_EVENTS =
      new EventFeed(
          () -> 0, it -> new EventFeed.EventText(0, true, "", ""), it -> Optional.empty());

  @TempDir static Path made;
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeAll
  static void certificates() throws Exception {
    certificate("one");
    certificate("two");
  }

  private static void certificate(String name) throws Exception {
    Path store = made.resolve(name + ".p12");
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String words =
        " -genkeypair -alias it -keyalg EC -validity 2 -dname CN=%s -storetype PKCS12 -storepass changeit -keystore %s";
    var process =
        new ProcessBuilder((program + words.formatted(name, store)).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    pem(name + ".crt", "CERTIFICATE", keys.getCertificate("it").getEncoded());
    pem(name + ".key", "PRIVATE KEY", keys.getKey("it", "changeit".toCharArray()).getEncoded());
  }

  private static void pem(String file, String kind, byte[] content) throws IOException {
    Files.writeString(
        made.resolve(file),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(content)));
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int start(Optional<TlsFiles> tls) {
    int port = freePort();
    server =
        new HttpServer(
            new HttpSettings(
                new ListenAddress("127.0.0.1", port),
                tls,
                Set.of("admin"),
                Set.of(),
                false,
                Set.of(),
                "o",
                "s",
                "h",
                1),
            NO_EVENTS);
    server.open();
    return port;
  }

  private TlsFiles use(String name) throws IOException {
    for (String kind : new String[] {"crt", "key"}) {
      Path file = folder.resolve("tls." + kind);
      Files.copy(made.resolve(name + "." + kind), file, StandardCopyOption.REPLACE_EXISTING);
    }
    return new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  /** The name in the certificate that a new connection gets. */
  private static String name(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Polls as the service does, until a new connection gets that certificate. */
  private void await(int port, String name) throws Exception {
    String last = "";
    for (int i = 0; i < 100 && !last.equals(name); i++) {
      server.poll();
      Thread.sleep(50);
      try {
        last = name(port);
      } catch (SSLException e) {
        // while the server changes over, it refuses connections for a moment
        last = e.toString();
      }
    }
    assertThat(last).isEqualTo(name);
  }

  private void touch(int seconds) throws IOException {
    for (String kind : new String[] {"crt", "key"}) {
      Files.setLastModifiedTime(
          folder.resolve("tls." + kind),
          FileTime.fromMillis(System.currentTimeMillis() + seconds * 1000L));
    }
  }

  @Test
  void a_renewed_certificate_is_used_without_a_restart_and_a_broken_one_is_not() throws Exception {
    int port = start(Optional.of(use("one")));
    assertThat(name(port)).isEqualTo("CN=one");

    use("two");
    touch(10);
    await(port, "CN=two");

    Files.writeString(folder.resolve("tls.crt"), "nonsense");
    touch(20);
    for (int i = 0; i < 10; i++) {
      server.poll();
      Thread.sleep(20);
    }
    assertThat(name(port)).isEqualTo("CN=two");

    use("one");
    touch(30);
    await(port, "CN=one");
  }

  @Test
  void an_old_protocol_is_refused() throws Exception {
    int port = start(Optional.of(use("one")));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.1"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void a_port_in_use_is_said() throws IOException {
    try (var other = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      server =
          new HttpServer(
              new HttpSettings(
                  new ListenAddress("127.0.0.1", other.getLocalPort()),
                  Optional.empty(),
                  Set.of("admin"),
                  Set.of(),
                  false,
                  Set.of(),
                  "o",
                  "s",
                  "h",
                  1),
              NO_EVENTS);
      assertThatThrownBy(() -> server.open())
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Tried to listen on http://127.0.0.1:" + other.getLocalPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void a_certificate_that_is_missing_is_said() {
    TlsFiles missing = new TlsFiles(folder.resolve("a.crt"), folder.resolve("a.key"));
    assertThatThrownBy(() -> start(Optional.of(missing)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.crt")
        .hasMessageContaining("glancesync.http.certificate");
  }

  @Test
  void a_certificate_that_is_none_is_said() throws IOException {
    TlsFiles files = use("one");
    Files.writeString(files.key(), "nonsense");
    assertThatThrownBy(() -> start(Optional.of(files)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Tried to listen on https://127.0.0.1");
  }
}
