package io.glancesync.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import io.glancesync.cli.Shell.Said;
import io.glancesync.config.credential.Tls;
import io.glancesync.error.UnreachableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service or Keystone answers in vain, and how an operator is told about it. */
class RemoteErrorsTest {
  private static final String RUNS = "GET /v2/runs?limit=30";
  private static final String PASSWORD = "a-secret-that-nobody-sees";
  private static final String TOKEN = "0c1d6a3e53f54d0a8a508a0f4d1c1f10";
  private static final String SIGN_IN = "POST /v3/auth/tokens";
  private static final String TOKEN_BODY =
      """
      {"token": {"expires_at": "2099-01-01T00:00:00.000000Z", "issued_at": "2026-01-01T00:00:00Z",
       "user": {"name": "ana"}, "project": {"id": "p1", "name": "cloud"}, "roles": [], "catalog": []}}""";

  @TempDir Path folder;
  private final FakeService service = new FakeService();
  private final FakeService other = new FakeService();
  private Shell shell;

  @BeforeEach
  void an_operators_own_machine() {
    shell = new Shell(folder, new FakeEngine()).remove("work/conf/glancesync.conf");
    shell.variable("GLANCESYNC_URL", service.url() + "/");
  }

  @AfterEach
  void end() {
    service.close();
    other.close();
  }

  private Said run(String... words) {
    Said said = shell.run(words);
    assertThat(said.out() + said.err())
        .doesNotContain(TOKEN, PASSWORD, "\tat ", "Exception", "\u001b", "in GlanceSync itself");
    return said;
  }

  @ParameterizedTest
  @CsvSource({
    "401, 2, the token comes from $OS_TOKEN",
    "403, 2, glancesync.http.roles",
    "404, 2, check that $GLANCESYNC_URL is the address",
    "409, 1, answered 409",
    "429, 1, try again later",
    "500, 1, see the log of the service",
    "503, 3, try again later",
    "418, 1, answered 418",
  })
  void an_answer_that_is_no_good_one_says_what_to_do(int answer, int code, String text) {
    shell.variable("OS_TOKEN", TOKEN);
    service.on(RUNS, answer, "{\"detail\": \"No: %s\\u001b[2J\\n x\"}".formatted(TOKEN));

    Said said = run("runs");

    assertThat(said.code()).isEqualTo(code);
    assertThat(said.err())
        .startsWith("glancesync: Tried to GET %s/v2/runs?limit=30, but".formatted(service.url()))
        .contains("answered " + answer + " (request req-4711): No: ***\\u001b[2J\\n x")
        .contains(text);
    assertThat(said.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html>", "[]", "{", "{\"runs\": [{}]}", "{\"runs\": [7]}", "''"})
  void garbage_is_no_stack_trace(String body) {
    shell.variable("OS_TOKEN", TOKEN);
    service.on(RUNS, body);

    Said said = run("runs");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err())
        .contains("the answer is not one of GlanceSync's API")
        .contains("check the address in $GLANCESYNC_URL");
  }

  @Test
  void a_redirect_does_not_carry_the_token_elsewhere() {
    shell.variable("OS_TOKEN", TOKEN);
    service.on(RUNS, 302, "", Map.of("Location", other.url() + "/v2/runs"), 0);

    Said said = run("runs");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("and points to " + other.url()).contains("$GLANCESYNC_URL");
    assertThat(other.seen()).isEmpty();
  }

  @Test
  void a_service_that_does_not_run_is_an_error_of_its_own() {
    shell.variable("OS_TOKEN", TOKEN);
    service.close();

    Said said = run("runs");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err())
        .contains("but there was no connection (Connection refused)")
        .contains("see whether the server runs");
  }

  @Test
  void a_host_that_there_is_not_is_said() {
    shell.variable("OS_TOKEN", TOKEN);

    Said noHost = run("runs", "--url", "http://no-such-host.invalid");
    assertThat(noHost.code()).isEqualTo(3);
    assertThat(noHost.err()).contains("there is no host no-such-host.invalid");
  }

  @Test
  void a_slow_answer_is_not_waited_for_forever() {
    service.on("GET /slow", 200, "x", Map.of(), 5000);
    var web = new WebConnection(Tls.STANDARD, Duration.ofSeconds(1));
    HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/slow")).build();

    assertThatThrownBy(() -> web.send("Tried it", request))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("Tried it, but no answer came in time (1 s)");
  }

  @Test
  void without_a_token_it_says_which_variables_are_missing() {
    Said said = shell.variable("OS_AUTH_URL", other.url()).run("runs");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("$OS_USERNAME, $OS_PASSWORD, $OS_PROJECT_NAME are not set")
        .contains("set $OS_TOKEN, or $OS_CLOUD, or");
    assertThat(service.seen()).isEmpty();
    shell.variable("OS_CLOUD", "nowhere");
    assertThat(run("runs").err()).contains("$OS_CLOUD: there is no clouds.yaml");
    shell.variable("OS_TOKEN", "two words");
    assertThat(run("runs").err()).contains("$OS_TOKEN is not a token");
  }

  private void password() {
    shell
        .variable("OS_AUTH_URL", other.url())
        .variable("OS_USERNAME", "ana")
        .variable("OS_PASSWORD", PASSWORD)
        .variable("OS_PROJECT_NAME", "cloud");
  }

  @Test
  void a_password_gets_a_token_of_keystone() {
    password();
    other.on(SIGN_IN, 201, TOKEN_BODY, Map.of("X-Subject-Token", TOKEN), 0);
    service.on(RUNS, "{\"runs\": []}");

    assertThat(run("runs").code()).isZero();

    assertThat(other.bodies("POST").get(0)).contains("\"password\":\"" + PASSWORD);
    assertThat(service.seen()).hasSize(1).allMatch(it -> it.token().equals(TOKEN));
  }

  @Test
  void an_application_credential_of_clouds_yaml_does_too() {
    shell
        .variable("OS_CLOUD", "mine")
        .file(
            "work/clouds.yaml",
            """
            clouds:
              mine:
                auth_type: v3applicationcredential
                auth:
                  auth_url: %s/v3
                  application_credential_id: abc
                  application_credential_secret: %s
            """
                .formatted(other.url(), PASSWORD));
    other.on(SIGN_IN, 201, TOKEN_BODY, Map.of("X-Subject-Token", TOKEN), 0);
    service.on(RUNS, 401, "{\"detail\": \"no\"}");

    Said said = run("runs");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("the token comes from $OS_CLOUD and clouds.yaml");
    assertThat(other.bodies("POST").get(0)).contains("\"application_credential\":{\"id\":\"abc\"");
  }

  @Test
  void a_token_that_ran_out_is_replaced() {
    password();
    other.on(SIGN_IN, 201, TOKEN_BODY, Map.of("X-Subject-Token", TOKEN), 0);
    service.on(RUNS, 401, "{}").on(RUNS, "{\"runs\": []}");

    assertThat(run("runs").code()).isZero();
    assertThat(other.requests()).containsExactly(SIGN_IN, SIGN_IN);
  }

  @ParameterizedTest
  @CsvSource({
    "401, 2, 'check $OS_AUTH_URL, $OS_PASSWORD, $OS_PROJECT_NAME, $OS_USERNAME'",
    "500, 3, it answered 500 (request req-4711)",
    "201, 3, answered without a token",
  })
  void a_keystone_that_gives_no_token_is_said(int answer, int code, String text) {
    password();
    other.on(SIGN_IN, answer, "{\"error\": {\"message\": \"%s\"}}".formatted(PASSWORD));

    Said said = run("runs");

    assertThat(said.code()).isEqualTo(code);
    assertThat(said.err()).contains("Tried to sign in at Keystone at " + other.url(), text);
    assertThat(said.err()).doesNotContain("ana");
    assertThat(service.seen()).isEmpty();
  }

  @Test
  void a_file_of_certificates_that_cannot_be_read_is_said() {
    shell.variable("OS_TOKEN", TOKEN).variable("OS_CACERT", "none.pem");

    Said said = run("runs");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("Tried to read the certificates of cacert =", "none.pem");
  }
}
