package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Http;
import io.glancesync.world.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is not let in by Keystone v3. */
@Contract
class RefusedSignInContractIT {
  private static void isRefused(Answer answer) {
    answer.is(401);
    assertThat(answer.text().strip())
        .isEqualTo(
            "{\"error\":{\"code\":401,\"message\":\"The request you have made requires"
                + " authentication.\",\"title\":\"Unauthorized\"}}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Keystone uri=\"" + SignIn.url() + "\"");
    assertThat(answer.header("X-Subject-Token")).isNull();
  }

  @Test
  void whatever_is_wrong_the_refusal_is_the_same() {
    String password = SignIn.of("sync", "password");
    Map<String, Object> scope = SignIn.project("sync", "images");
    isRefused(SignIn.send(SignIn.password("sync", "wrong"), scope));
    isRefused(SignIn.send(SignIn.password(Map.of("id", "nobody", "password", "x")), scope));
    isRefused(SignIn.send(SignIn.password("sync", password), SignIn.project("sync", "nothing")));
    isRefused(SignIn.send(SignIn.password("sync", password), SignIn.project("sync", "other")));
    Map<String, Object> nowhere = Map.of("name", "Nowhere");
    isRefused(
        SignIn.send(
            SignIn.password("sync", password),
            Map.of("project", Map.of("name", "images", "domain", nowhere))));
    isRefused(
        SignIn.send(
            SignIn.password(Map.of("name", "sync", "password", password, "domain", nowhere))));
  }

  @Test
  void a_wrong_application_credential_is_401_and_an_unknown_one_404() {
    String key = BURGOS.keystone() + ".application_credential.";
    Map<String, Object> nobody = Map.of("name", "nobody", "domain", SignIn.domain("sync"));
    Map<String, Object> user = Map.of("name", "sync", "domain", SignIn.domain("sync"));

    isRefused(
        SignIn.send(
            SignIn.application(Map.of("id", World.property(key + "id"), "secret", "wrong"))));
    isRefused(
        SignIn.send(SignIn.application(Map.of("name", "unknown", "user", user, "secret", "x"))));
    SignIn.send(SignIn.application(Map.of("id", "unknown", "secret", "x")))
        .is(404)
        .saying("Could not find Application Credential: unknown.");
    SignIn.send(SignIn.application(Map.of("name", "any", "user", nobody, "secret", "x")))
        .is(404)
        .saying("Could not find user: nobody.");
  }

  @Test
  void a_request_that_makes_no_sense_is_400() {
    String url = SignIn.url() + "/auth/tokens";
    Answer answer = Answer.of(Http.request("POST", url).json(Map.of()).send()).is(400);

    assertThat(answer.json().at("/error/code").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/error/title").asText()).isEqualTo("Bad Request");
    SignIn.send(SignIn.password(Map.of("name", "sync", "password", "without domain"))).is(400);
    SignIn.send(Map.of("methods", List.of("magic"))).is(400);
  }
}
