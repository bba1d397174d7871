package io.glancesync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.SettableClock;
import io.glancesync.config.credential.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API version 1, section 3. */
class CallerCheckTest {
  private static final String ANSWER =
      """
      {"token": {"user": {"name": "alice"}, "project": {"id": "4711", "name": "ops"},
       "roles": [{"name": "reader"}, {"name": "admin"}], "expires_at": "%s"}}""";

  private final SettableClock clock = new SettableClock();
  private Set<String> roles = Set.of("admin");
  private Set<String> projects = Set.of();
  private boolean isReadByAnybody;
  private final CallerCheck check =
      new CallerCheck(
          () ->
              new HttpSettings(
                  new ListenAddress("127.0.0.1", 1),
                  Optional.empty(),
                  roles,
                  Set.of("reader-of-images"),
                  isReadByAnybody,
                  projects,
                  "o",
                  "s",
                  "h",
                  1),
          () -> "http://keystone/v3",
          clock);

  private static ApiRequest request(String token) {
    return TestRequest.get("/regions/x")
        .of(Optional.of(token).filter(it -> !it.isEmpty()).map(Secret::new))
        .request();
  }

  private ApiRequest recognised(String token, Duration left) {
    return check.recognised(request(token), ANSWER.formatted(clock.instant().plus(left)));
  }

  private boolean isRemembered(String token) {
    return !check.remembered(request(token)).isOfStranger();
  }

  @Test
  void a_good_answer_is_remembered_for_a_minute_and_not_beyond_the_token() {
    recognised("long", Duration.ofHours(1));
    recognised("short", Duration.ofSeconds(10));
    assertThat(isRemembered("long")).isTrue();
    assertThat(isRemembered("Long")).isFalse();

    clock.goOn(Duration.ofSeconds(10));
    assertThat(isRemembered("short")).isFalse();
    clock.goOn(Duration.ofSeconds(50));
    assertThat(isRemembered("long")).isFalse();
  }

  @Test
  void a_clock_that_is_set_back_makes_nobody_known_for_longer() {
    recognised("gold", Duration.ofHours(1));
    clock.goOn(Duration.ofHours(-2));
    assertThat(isRemembered("gold")).isFalse();
  }

  @Test
  void the_memory_is_bounded() {
    for (int i = 0; i < 3000; i++) {
      recognised("token" + i, Duration.ofHours(1));
      check.token(request("token" + i));
    }
    assertThat(check.tokens()).hasSize(100);
    clock.goOn(Duration.ofMinutes(2));
    recognised("another", Duration.ofHours(1));
    assertThat(isRemembered("another")).isTrue();
  }

  @Test
  void no_token_and_one_that_is_over_are_unauthorized() {
    assertThatThrownBy(() -> check.remembered(request("")))
        .isInstanceOfSatisfying(ApiException.class, it -> assertThat(it.code()).isEqualTo(401));
    assertThatThrownBy(() -> recognised("gold", Duration.ZERO))
        .isInstanceOfSatisfying(
            ApiException.class,
            it ->
                assertThat(it.answer("/", "req-1").headers())
                    .containsEntry("WWW-Authenticate", "Keystone uri=\"http://keystone/v3\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "null", "<html>", "{\"token\": {}}", "{\"token\": {\"expires_at\": 1}}"})
  void what_no_keystone_answers_is_no_proof(String body) {
    assertThatThrownBy(() -> check.recognised(request("gold"), body))
        .isInstanceOfSatisfying(ApiException.class, it -> assertThat(it.code()).isEqualTo(503));
    assertThat(isRemembered("gold")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "admin,  '',    true",
    "reader, '',    true",
    "member, '',    false",
    "Admin,  '',    false",
    "admin,  4711,  true",
    "admin,  ops,   true",
    "admin,  other, false"
  })
  void role_and_project_have_to_suffice(String role, String project, boolean isLetIn) {
    roles = Set.of(role);
    projects = project.isEmpty() ? Set.of() : Set.of(project);
    ApiRequest request = recognised("gold", Duration.ofHours(1));
    if (isLetIn) {
      assertThat(check.allowed(request)).isSameAs(request);
    } else {
      assertThatThrownBy(() -> check.allowed(request))
          .isInstanceOfSatisfying(ApiException.class, it -> assertThat(it.code()).isEqualTo(403));
    }
  }

  @Test
  void a_token_without_a_project_is_of_none() {
    var nobody = new Caller("alice", "", "", Set.of("admin"), Instant.MAX);
    projects = Set.of("ops");
    assertThatThrownBy(() -> check.allowed(request("gold").by(nobody)))
        .isInstanceOf(ApiException.class);
  }

  private static Caller caller(String role) {
    return new Caller("bob", "ops", "4711", Set.of(role), Instant.MAX);
  }

  private boolean isLetIn(TestRequest request) {
    try {
      check.allowed(request.request());
      return true;
    } catch (ApiException e) {
      assertThat(e.code()).isEqualTo(403);
      return false;
    }
  }

  @Test
  void who_may_only_read_reads_version_two() {
    Caller reader = caller("reader-of-images");
    assertThat(isLetIn(TestRequest.get("/v2/regions").by(reader))).isTrue();
    assertThat(isLetIn(TestRequest.of("HEAD", "/v2").by(reader))).isTrue();
    assertThat(isLetIn(TestRequest.get("/v2/regions").by(caller("admin")))).isTrue();
    assertThat(isLetIn(TestRequest.get("/v2/regions").by(caller("member")))).isFalse();
    assertThat(isLetIn(TestRequest.of("POST", "/v2/runs").by(reader))).isFalse();
    assertThat(isLetIn(TestRequest.get("/regions/Burgos").by(reader))).isFalse();
    assertThat(isLetIn(TestRequest.get("/v2x").by(reader))).isFalse();
    assertThat(check.mayAct(TestRequest.get("/v2").by(reader).request())).isFalse();
    assertThat(check.mayAct(TestRequest.get("/v2").by(caller("admin")).request())).isTrue();
  }

  @Test
  void without_a_token_only_version_two_is_read_and_only_where_that_is_wanted() {
    TestRequest read = TestRequest.get("/v2/regions").of(Optional.empty());
    TestRequest act = TestRequest.of("POST", "/v2/runs").of(Optional.empty());
    assertThatThrownBy(() -> check.remembered(read.request())).isInstanceOf(ApiException.class);
    isReadByAnybody = true;
    ApiRequest known = check.remembered(read.request());
    assertThat(known.isOfStranger()).isFalse();
    assertThat(check.allowed(known)).isEqualTo(known);
    assertThat(check.mayAct(known)).isFalse();
    assertThatThrownBy(() -> check.remembered(act.request())).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> check.remembered(request(""))).isInstanceOf(ApiException.class);
  }
}
