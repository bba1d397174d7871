package io.glancesync.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of a service is checked. */
class RemoteTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private static Path folder;
  private static HttpsServer server;
  private Shell shell;

  @BeforeAll
  static void a_service_whose_certificate_only_we_know() throws Exception {
    Path store = folder.resolve("store.p12");
    keytool(
        "-genkeypair -alias server -keyalg EC -dname CN=server -ext san=ip:127.0.0.1 -storetype PKCS12",
        store);
    keytool("-exportcert -rfc -alias server -file " + folder.resolve("ca.pem"), store);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = "{\"runs\": []}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private static void keytool(String words, Path store) throws Exception {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String all = "%s %s -storepass %s -keystore %s".formatted(program, words, PASSWORD, store);
    Process process = new ProcessBuilder(all.split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @BeforeEach
  void an_operators_own_machine(@TempDir Path home) {
    shell =
        new Shell(home, new FakeEngine())
            .variable("GLANCESYNC_URL", "https://127.0.0.1:" + server.getAddress().getPort())
            .variable("OS_TOKEN", "a-token");
  }

  @AfterAll
  static void end() {
    server.stop(0);
  }

  @Test
  void one_that_nobody_knows_is_refused() {
    Shell.Said said = shell.run("runs");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err())
        .contains("but TLS failed (")
        .contains("check cacert")
        .doesNotContain("\tat ");
  }

  @Test
  void one_of_cacert_is_accepted() {
    assertThat(shell.variable("OS_CACERT", "" + folder.resolve("ca.pem")).run("runs").code())
        .isZero();
  }

  @Test
  void any_is_accepted_by_who_wants_that() {
    shell
        .variable("OS_CLOUD", "mine")
        .file(
            "work/clouds.yaml",
            """
            clouds:
              mine:
                verify: false
                auth: {auth_url: https://x, username: u, password: p, project_name: p}
            """);

    assertThat(shell.run("runs").code()).isZero();
  }
}
