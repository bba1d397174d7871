package io.glancesync.engine;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.glancesync.config.Configuration;
import io.glancesync.config.credential.Tls;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RetryAfterTest;
import io.glancesync.http.AnswerGuard;
import io.glancesync.http.AnswerLimit;
import io.glancesync.http.DeadlineTimer;
import io.glancesync.http.TlsConnections;
import io.glancesync.region.RegionName;
import io.glancesync.text.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each server's certificate is checked as its target says. */
@Timeout(300)
class ConnectionsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @TempDir static Path folder;
  private static Path cacert;
  private static HttpsServer server;

  /** A server whose certificate nobody but the holder of {@code cacert} knows. */
  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(
        store,
        "-genkeypair -alias server -keyalg EC -dname CN=server -validity 2 -ext san=ip:127.0.0.1");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    cacert = folder.resolve("ca.pem");
  }

  private static void keytool(Path store, String words) throws Exception {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String common = " -storetype PKCS12 -storepass changeit -keystore " + store;
    var process =
        new ProcessBuilder((program + " " + words + common).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    String pem =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
    Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(pem));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void a_certificate_in_cacert_is_accepted() throws IOException {
    assertThat(status(with(Optional.of(cacert), false))).isEqualTo(204);
  }

  @Test
  void any_certificate_is_accepted_where_the_target_says_insecure() throws IOException {
    assertThat(status(with(Optional.empty(), true))).isEqualTo(204);
  }

  @Test
  void a_certificate_for_another_name_is_accepted_there_and_nowhere_else() throws IOException {
    String elsewhere = keystone().replace("127.0.0.1", "localhost");

    assertThat(status(elsewhere, new Tls(Optional.empty(), true))).isEqualTo(204);
    assertThatThrownBy(() -> status(elsewhere, new Tls(Optional.of(cacert), false)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void a_certificate_that_nobody_knows_is_refused_with_a_word_on_cacert() {
    Configuration configuration = with(Optional.empty(), false);
    Throwable refused = catchThrowable(() -> status(configuration));

    ErrorReport failure =
        Targets.errorMapper(
                () -> configuration, RetryAfterTest.UP_TO_FIVE_MINUTES, Redaction.OF_PLACES::of)
            .ofTarget(BURGOS, refused);

    assertThat(failure.kind()).isEqualTo(ErrorReport.ErrorKind.UNREACHABLE);
    assertThat(failure.message()).contains("TLS failed", "check cacert");
  }

  @Test
  void a_certificate_of_somebody_else_is_refused() throws Exception {
    Path other = folder.resolve("other.p12");
    keytool(other, "-genkeypair -alias server -keyalg EC -dname CN=other -validity 2");
    Path pem = folder.resolve("other.pem");
    keytool(other, "-exportcert -rfc -alias server -file " + pem);

    assertThatThrownBy(() -> status(with(Optional.of(pem), false)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void what_one_target_accepts_does_not_hold_for_another_at_the_same_address() throws IOException {
    Configuration configuration =
        configuration(
            target("master", "http://k1/v3"),
            target("lenient", keystone(), new Tls(Optional.empty(), true)),
            target("strict", keystone(), Tls.STANDARD),
            target("knowing", keystone(), new Tls(Optional.of(cacert), false)));

    try (HttpClientConnectionManager connections =
        TlsConnections.of(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
      assertThat(status(configuration, connections, "lenient")).isEqualTo(204);
      // the connection that is there now was made without looking at the certificate
      assertThatThrownBy(() -> status(configuration, connections, "strict"))
          .isInstanceOf(SSLException.class);
      assertThat(status(configuration, connections, "knowing")).isEqualTo(204);
      assertThatThrownBy(() -> status(configuration, connections, "strict"))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void a_request_to_no_target_is_checked_as_usual() throws IOException {
    Configuration configuration = with(Optional.empty(), true);

    try (HttpClientConnectionManager connections =
        TlsConnections.of(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
      assertThat(status(configuration, connections, "master")).isEqualTo(204);
      assertThatThrownBy(() -> status(configuration, connections, ""))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void a_cacert_that_cannot_be_read_is_an_error_that_names_it() throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");

    for (Path file : new Path[] {missing, garbage}) {
      assertThatThrownBy(() -> status(with(Optional.of(file), false)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("give a readable PEM file");
    }
  }

  private static String keystone() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/v3";
  }

  private static Configuration with(Optional<Path> file, boolean insecure) {
    return configuration(target("master", keystone(), new Tls(file, insecure)));
  }

  private static int status(String address, Tls tls) throws IOException {
    Configuration configuration = configuration(target("master", address, tls));
    try (HttpClientConnectionManager connections =
        TlsConnections.of(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
      return status(configuration, connections, "master", address);
    }
  }

  private static int status(Configuration configuration) throws IOException {
    try (HttpClientConnectionManager connections =
        TlsConnections.of(Duration.ofSeconds(5), Duration.ofSeconds(5))) {
      return status(configuration, connections, "master");
    }
  }

  private static int status(
      Configuration configuration, HttpClientConnectionManager connections, String target)
      throws IOException {
    return status(configuration, connections, target, keystone());
  }

  private static int status(
      Configuration configuration,
      HttpClientConnectionManager connections,
      String target,
      String address)
      throws IOException {
    var limit =
        new AnswerLimit("an answer", 1000, it -> Duration.ofSeconds(10), "a-setting", false);
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setConnectionManagerShared(true)
            .disableAutomaticRetries();
    try (var deadlines = new DeadlineTimer()) {
      new AnswerGuard(
              limit, deadlines, it -> it.isEmpty() ? Tls.STANDARD : configuration.target(it).tls())
          .configure(builder);
      try (CloseableHttpClient client = builder.build()) {
        var request = new HttpGet(address);
        request.setHeader(AnswerGuard.TARGET, target);
        return client.execute(request, response -> response.getCode());
      }
    }
  }
}
