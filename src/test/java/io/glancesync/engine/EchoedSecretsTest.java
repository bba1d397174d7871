package io.glancesync.engine;

import static io.glancesync.engine.Targets.current;
import static io.glancesync.engine.Targets.target;
import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.credential.ApplicationCredential;
import io.glancesync.config.credential.Login;
import io.glancesync.config.credential.Secret;
import io.glancesync.config.credential.Tls;
import io.glancesync.error.Attempt;
import io.glancesync.error.AttemptLog;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.RetryAfterTest;
import io.glancesync.error.UnreachableException;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.region.RegionName;
import io.glancesync.route.LiveSecrets;
import io.glancesync.route.Webhook;
import io.glancesync.text.Redaction;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server, or a proxy before it, that repeats what it was asked. */
class EchoedSecretsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final String FIRST = "0123456789abcdef0123456789abcdef";
  private static final String TOKEN = "9b0e6c0a51f64bd9a2b1c6c1b5e5a0f7";
  private static final String APP_SECRET = "app+secret/with=signs&more";
  private static final String GLANCE = "http://burgos:9292/v2/images";

  private final CurrentConfiguration configuration =
      current(
          target("master", "http://keystone:5000/v3"),
          target(
              "other",
              new Login.Known(
                  new ApplicationCredential(
                      URI.create("http://k2/v3"),
                      new ApplicationCredential.CredentialKey.CredentialId("a1"),
                      new Secret(APP_SECRET))),
              Tls.STANDARD),
          target("nobody", new Login.Missing("[nobody] needs a password"), Tls.STANDARD));
  private final SettableClock clock = new SettableClock();
  private final TokenCache tokenCache = new TokenCache(configuration, clock);
  private final LiveSecrets secrets = new LiveSecrets(configuration, tokenCache);
  private final ErrorMapper errorMapper =
      Targets.errorMapper(configuration, RetryAfterTest.UP_TO_FIVE_MINUTES, secrets::hidden);

  @BeforeEach
  void sign_in() {
    keep(FIRST);
    keep(TOKEN);
  }

  private void keep(String token) {
    String answer = "{\"token\": {\"expires_at\": \"%s\", \"catalog\": []}}";
    tokenCache.store(BURGOS, token, answer.formatted(clock.instant().plusSeconds(3600)));
  }

  static List<String> echoes() {
    return List.of(
        TOKEN,
        FIRST,
        Targets.PASSWORD,
        APP_SECRET,
        URLEncoder.encode(APP_SECRET, StandardCharsets.UTF_8),
        Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8)),
        Base64.getUrlEncoder().encodeToString(APP_SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void what_a_server_repeats_of_a_request_is_not_shown(String echo) {
    String page =
        "<html><body><pre>Bad gateway:\n X-Whatever: %s</pre></body></html>".formatted(echo);
    var body = answer(502, "Bad Gateway", page, Map.of());
    var reason = answer(400, "Cannot use " + echo, "", Map.of());
    var request = answer(503, "Busy", "", Map.of("x-openstack-request-id", "req-" + echo));

    for (HttpOperationFailedException answer : List.of(body, reason, request)) {
      assertHidden(answer, echo);
    }
    for (Exception problem :
        List.of(
            new IOException("Invalid header: " + echo),
            new SSLException("unexpected " + echo),
            new UnreachableException(
                new ErrorReport(
                    ErrorReport.ErrorKind.UNREACHABLE,
                    ErrorClass.TRANSIENT,
                    "Keystone says " + echo,
                    ""),
                null),
            new IllegalStateException("cannot convert " + echo))) {
      assertHidden(problem, echo);
    }
  }

  private void assertHidden(Exception problem, String echo) {
    Transfer transfer = Transfers.uploadOf(anImage("ubuntu").build());
    for (ErrorReport failure :
        List.of(
            errorMapper.ofStep(transfer.step(), transfer.region(), problem),
            errorMapper.ofRegion(BURGOS, problem),
            errorMapper.ofTarget(MADRID, problem),
            errorMapper.ofRun(problem))) {
      assertThat(failure.message()).doesNotContain(echo).contains("***");
    }
    var attempts = new AttemptLog("run", secrets::hidden);
    attempts.note(problem, Instant.EPOCH);
    assertThat(attempts.failed())
        .singleElement()
        .extracting(Attempt::toString)
        .asString()
        .doesNotContain(echo);
  }

  private static HttpOperationFailedException answer(
      int status, String text, String body, Map<String, String> headers) {
    return new HttpOperationFailedException(GLANCE, status, text, null, headers, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {270, 299, 9_970, 9_999, 19_990})
  void no_part_of_a_secret_is_left_where_a_long_answer_is_cut(int before) {
    for (String text : List.of("x".repeat(before) + TOKEN, " ".repeat(before) + TOKEN)) {
      String message = errorMapper.ofRegion(BURGOS, answer(500, "Error", text, null)).message();

      assertThat(message).doesNotContain(TOKEN.substring(0, 6)).hasSizeLessThan(600);
    }
  }

  @Test
  void a_reason_without_end_is_cut() {
    var answer =
        answer(500, "x".repeat(60_000), "", Map.of("X-Openstack-Request-Id", "y".repeat(60_000)));

    assertThat(errorMapper.ofRegion(BURGOS, answer).message()).hasSizeLessThan(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<title", "<style ", "<b ", "\n", "500 "})
  void a_page_that_is_nothing_but_beginnings_is_soon_read(String unit) {
    var answer = answer(500, "Error", unit.repeat(1_000_000 / unit.length()), null);

    assertThat(errorMapper.ofRegion(BURGOS, answer).message()).contains("500 Error");
  }

  @Test
  void a_token_of_a_server_breaks_nothing_and_shows_no_password_of_another() {
    for (int i = 0; i < 21; i++) {
      try {
        keep("!".repeat(4_000 * (1 + i % 2)) + i);
      } catch (UnexpectedAnswerException e) {
        // it is not a token
      }
      keep("=".repeat(8_000) + i);
    }

    for (String text : List.of("=".repeat(8_000), "!".repeat(4_000), "x".repeat(4_000))) {
      assertThat(secrets.hidden(text + Targets.PASSWORD)).endsWith("***");
    }
  }

  @Test
  void where_the_secrets_are_not_known_nothing_is_shown() {
    var unknown =
        new LiveSecrets(
            () -> {
              throw new IllegalStateException("cannot be read");
            },
            tokenCache);

    assertThat(unknown.hidden("is " + Targets.PASSWORD)).isEqualTo(Redaction.NOT_CHECKED);
  }

  @Test
  void a_password_that_was_changed_while_it_runs_is_hidden_as_well() {
    configuration.replace(Targets.configuration(target("master", "http://k/v3")));

    assertThat(secrets.hidden(APP_SECRET)).isEqualTo(APP_SECRET);
    assertThat(secrets.hidden("is " + Targets.PASSWORD)).isEqualTo("is ***");
  }

  @Test
  void of_a_webhook_nothing_but_the_server_is_shown() {
    String path = "/services/T00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
    var address = URI.create("https://hooks.example.org" + path + "?key=abcd");
    var webhook = new Webhook(() -> address, secrets);

    assertThat(webhook.address()).isEqualTo(address.toString());

    assertThat(secrets.hidden("POST " + path + "?key=abcd HTTP/1.1"))
        .isEqualTo("POST ***?*** HTTP/1.1");
    assertThat(secrets.hidden("no hook XXXXXXXXXXXXXXXXXXXXXXXX at hooks.example.org"))
        .isEqualTo("no hook *** at hooks.example.org");
  }
}
