package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import io.glancesync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in to Keystone v3. */
@Contract
class TokensContractIT {
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000000Z";

  private static String fromHeader(Answer answer) {
    return answer.header("X-Subject-Token");
  }

  private static Answer list(String token) {
    return Answer.of(Http.request("GET", BURGOS.url() + "/v2/images").token(token).send());
  }

  @Test
  void the_token_is_in_a_header_and_what_it_is_good_for_in_the_body() {
    Answer answer = SignIn.as("sync").is(201);

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Vary")).isEqualTo("X-Auth-Token");
    JsonNode token = answer.json().path("token");
    assertThat(token.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "methods",
            "user",
            "audit_ids",
            "expires_at",
            "issued_at",
            "project",
            "is_domain",
            "roles",
            "catalog");
    assertThat(token.path("methods")).extracting(JsonNode::asText).containsExactly("password");
    assertThat(token.at("/user/name").asText()).isEqualTo("sync");
    assertThat(token.at("/user/domain/name").asText()).isEqualTo(SignIn.of("sync", "domain"));
    assertThat(token.at("/user/id").asText()).isNotEmpty();
    assertThat(token.at("/project/name").asText()).isEqualTo(SignIn.of("sync", "project"));
    assertThat(token.at("/project/id").asText()).isEqualTo(BURGOS.project());
    assertThat(token.at("/project/domain/name").asText()).isEqualTo(SignIn.of("sync", "domain"));
    assertThat(token.path("roles")).extracting(it -> it.path("name").asText()).contains("admin");
    list(fromHeader(answer)).is(200);
  }

  @Test
  void times_are_in_utc_with_six_digits_of_a_second() {
    JsonNode token = SignIn.as("sync").is(201).json().path("token");

    assertThat(token.path("expires_at").asText()).matches(TIME);
    assertThat(token.path("issued_at").asText()).matches(TIME);
    Instant issued = Instant.parse(token.path("issued_at").asText());
    assertThat(issued).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(Instant.parse(token.path("expires_at").asText()))
        .isAfter(issued)
        .isBefore(issued.plus(Duration.ofDays(1)));
  }

  @Test
  void each_sign_in_gives_another_token() {
    assertThat(fromHeader(SignIn.as("sync"))).isNotEqualTo(fromHeader(SignIn.as("sync")));
  }

  @Test
  void a_member_has_fewer_roles() {
    assertThat(SignIn.as("member").is(201).json().at("/token/roles"))
        .extracting(it -> it.path("name").asText())
        .contains("member")
        .doesNotContain("admin");
  }

  @Test
  void users_and_projects_of_another_domain_are_found_by_its_name() {
    JsonNode token = SignIn.as("partner").is(201).json().path("token");

    assertThat(token.at("/user/domain/name").asText()).isEqualTo("Partners");
    assertThat(token.at("/project/name").asText()).isEqualTo("partner-images");
  }

  @Test
  void users_projects_and_domains_may_be_named_by_id() {
    JsonNode token = SignIn.as("sync").json().path("token");
    String password = SignIn.of("sync", "password");
    Map<String, Object> domain = Map.of("id", token.at("/user/domain/id").asText());
    Map<String, Object> userById =
        Map.of("id", token.at("/user/id").asText(), "password", password);
    Map<String, Object> userByName = Map.of("name", "sync", "password", password, "domain", domain);
    Map<String, Object> project = Map.of("id", token.at("/project/id").asText());
    Map<String, Object> projectByName = Map.of("name", "images", "domain", domain);

    for (Map<String, Object> user : List.of(userById, userByName)) {
      for (Map<String, Object> scope : List.of(project, projectByName)) {
        Answer answer = SignIn.send(SignIn.password(user), Map.of("project", scope)).is(201);
        assertThat(answer.json().at("/token/project")).isEqualTo(token.path("project"));
      }
    }
  }

  @Test
  void without_a_project_there_is_a_token_that_shows_nothing() {
    Answer answer = SignIn.send(SignIn.password("sync", SignIn.of("sync", "password"))).is(201);

    assertThat(answer.json().path("token").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("methods", "user", "audit_ids", "expires_at", "issued_at");
    String image = Api.of(BURGOS).queued("visibility", "private");
    assertThat(list(fromHeader(answer)).is(200).text()).doesNotContain(image);
  }

  @Test
  void an_application_credential_is_named_by_id_or_with_its_user() {
    String key = BURGOS.keystone() + ".application_credential.";
    String secret = World.property(key + "secret");
    Map<String, Object> user = Map.of("name", "sync", "domain", SignIn.domain("sync"));
    Map<String, Object> byId = Map.of("id", World.property(key + "id"), "secret", secret);
    Map<String, Object> byName =
        Map.of("name", World.property(key + "name"), "user", user, "secret", secret);

    for (Map<String, Object> credential : List.of(byId, byName)) {
      Answer answer = SignIn.send(SignIn.application(credential)).is(201);
      JsonNode token = answer.json().path("token");
      assertThat(token.at("/methods/0").asText()).isEqualTo("application_credential");
      assertThat(token.at("/project/id").asText()).isEqualTo(BURGOS.project());
      assertThat(token.path("catalog").isArray()).isTrue();
      list(fromHeader(answer)).is(200);
    }
    SignIn.send(SignIn.application(byId), SignIn.project("sync", "images")).is(401);
  }
}
