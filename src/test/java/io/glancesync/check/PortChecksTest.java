package io.glancesync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.HttpSettings;
import io.glancesync.api.HttpSettings.TlsFiles;
import io.glancesync.api.ListenAddress;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortChecksTest {
  @TempDir private Path folder;
  private boolean isServing;

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static HttpSettings settings(String host, int port, Optional<TlsFiles> tls) {
    return new HttpSettings(
        new ListenAddress(host, port),
        tls,
        Set.of("operator", "admin"),
        Set.of(),
        false,
        Set.of("ops"),
        "o",
        "s",
        "h",
        1);
  }

  private List<Check> checks(Optional<HttpSettings> api, Optional<ListenAddress> management) {
    return new PortChecks(() -> api, () -> management, () -> isServing).all();
  }

  @Test
  void without_a_port_nothing_is_said() {
    assertThat(checks(Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void what_the_service_can_listen_on_is_said() throws IOException {
    int port = freePort();
    assertThat(
            checks(
                Optional.of(settings("127.0.0.1", port, Optional.empty())),
                Optional.of(new ListenAddress("127.0.0.1", freePort()))))
        .extracting(Check::verdict)
        .containsExactly(CheckStatus.OK, CheckStatus.OK);
    assertThat(checks(Optional.of(settings("127.0.0.1", port, Optional.empty())), Optional.empty()))
        .singleElement()
        .extracting(Check::text)
        .isEqualTo(
            "http://127.0.0.1:%d, for the roles admin, operator in the projects ops"
                .formatted(port));
  }

  @Test
  void a_port_of_another_program_fails_and_one_of_the_service_does_not() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var taken = new ListenAddress("127.0.0.1", other.getLocalPort());
      assertThat(checks(Optional.empty(), Optional.of(taken)))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.verdict()).isEqualTo(CheckStatus.FAILED);
                assertThat(it.text())
                    .contains("Tried to listen on " + taken, "glancesync.management.port");
              });
      isServing = true;
      assertThat(checks(Optional.empty(), Optional.of(taken)))
          .extracting(Check::verdict)
          .containsExactly(CheckStatus.OK);
    }
  }

  @Test
  void tokens_that_others_can_read_are_a_warning() throws IOException {
    assertThat(
            checks(
                Optional.of(settings("0.0.0.0", freePort(), Optional.empty())), Optional.empty()))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING);
              assertThat(it.text()).contains("not encrypted");
            });
  }

  @Test
  void a_certificate_that_cannot_be_read_fails() throws IOException {
    Path there = Files.writeString(folder.resolve("a.crt"), "x");
    var tls = new TlsFiles(there, folder.resolve("a.key"));
    assertThat(
            checks(
                Optional.of(settings("127.0.0.1", freePort(), Optional.of(tls))), Optional.empty()))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo(CheckStatus.FAILED);
              assertThat(it.text()).contains("a.key", "glancesync.http.certificate");
            });
  }
}
