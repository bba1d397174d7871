package io.glancesync.route;

import static io.glancesync.route.Targets.configuration;
import static io.glancesync.route.Targets.target;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.glancesync.SettableClock;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.Tls;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each server's certificate is checked as its target says. */
@Timeout(30)
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
  void a_certificate_that_nobody_knows_is_refused_with_a_word_on_cacert() {
    Configuration configuration = with(Optional.empty(), false);
    Throwable refused = catchThrowable(() -> status(configuration));

    Failure failure =
        new Failures(() -> configuration, RetryAfterTest.UP_TO_FIVE_MINUTES)
            .ofTarget(BURGOS, refused);

    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNREACHABLE);
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
  void what_one_target_accepts_does_not_hold_for_another() {
    Configuration configuration =
        configuration(
            target("master", keystone()),
            target("other", "https://127.0.0.1:1/v3", new Tls(Optional.empty(), true)));

    assertThatThrownBy(() -> status(configuration)).isInstanceOf(SSLException.class);
  }

  @Test
  void the_glances_of_a_target_are_checked_like_its_keystone() throws IOException {
    Configuration configuration =
        configuration(
            target("master", "https://127.0.0.1:1/v3", new Tls(Optional.of(cacert), false)));
    var sessions = new Sessions(() -> configuration, new SettableClock());
    sessions.keep(
        BURGOS,
        "token",
        """
        {"token":{"expires_at":"%s","catalog":[{"type":"image","endpoints":[
          {"interface":"public","region_id":"Burgos","url":"%s"}]}]}}
        """
            .formatted("2099-01-01T00:00:00Z", keystone().replace("/v3", "")));

    assertThat(status(configuration, sessions)).isEqualTo(204);

    sessions.forget(BURGOS);

    assertThat(status(configuration, sessions)).isEqualTo(204);
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

  private static int status(Configuration configuration) throws IOException {
    return status(configuration, new Sessions(() -> configuration, new SettableClock()));
  }

  private static int status(Configuration configuration, Sessions sessions) throws IOException {
    HttpClientConnectionManager connections = Connections.of(() -> configuration, sessions, 5, 5);
    try (CloseableHttpClient client =
        HttpClients.custom().setConnectionManager(connections).disableAutomaticRetries().build()) {
      return client.execute(new HttpGet(keystone()), response -> response.getCode());
    }
  }
}
