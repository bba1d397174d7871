package io.glancesync.engine;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.error.UnreachableException;
import io.glancesync.run.RunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a command when Keystone does not let it in. */
@Timeout(300)
class SignInTest {
  private static final int RETRIES = 3;
  private static final String SIGN_IN = "POST /v3/auth/tokens";

  @TempDir static Path home;
  private static StubCloud cloud;
  private static StartedEngine started;

  @BeforeAll
  static void start() throws IOException {
    cloud = new StubCloud();
    started = new StartedEngine(home, configuration(target("master", cloud.keystone())));
  }

  @AfterAll
  static void stop() {
    started.close();
    cloud.close();
  }

  @BeforeEach
  void no_requests_yet() {
    cloud.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void a_refused_credential_is_not_tried_again_and_never_shown(int status) {
    cloud.answers(SIGN_IN, 1000, status, "no " + Targets.PASSWORD.length());

    assertThatThrownBy(SignInTest::run)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("correct the credential")
        .hasMessageNotContaining(Targets.PASSWORD);
    assertThat(cloud.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void a_passing_error_that_does_not_pass_ends(int status) {
    cloud.answers(SIGN_IN, 1000, status, "busy");

    assertThatThrownBy(SignInTest::run)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("Keystone at")
        .hasMessageContaining("answered " + status);
    assertThat(cloud.requests()).hasSize(RETRIES + 1);
  }

  @Test
  void a_connection_that_always_breaks_ends_too() {
    cloud.breaksOff(SIGN_IN, 1000);

    assertThatThrownBy(SignInTest::run).isInstanceOf(UnreachableException.class);
    assertThat(cloud.requests()).hasSize(RETRIES + 1);
  }

  @Test
  void html_instead_of_a_token_is_said_to_be_html() {
    cloud.answers(SIGN_IN, 1000, 200, "<html><body>Welcome</body></html>");

    assertThatThrownBy(SignInTest::run)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("Keystone at " + cloud.keystone())
        .hasMessageContaining("HTML or XML instead of JSON");
    assertThat(cloud.requests()).hasSize(1);
  }

  @Test
  void an_address_that_is_no_keystone_is_said_to_be_none() {
    cloud.answers(SIGN_IN, 1000, 404, "");

    assertThatThrownBy(SignInTest::run)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("404");
    assertThat(cloud.requests()).hasSize(1);
  }

  private static void run() {
    started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
  }
}
