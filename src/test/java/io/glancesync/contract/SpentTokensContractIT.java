package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Http;
import io.glancesync.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens that are good no longer, or never were. */
@Contract
class SpentTokensContractIT {

  private final Api glance = Api.of(BURGOS);
  private String expired;
  private String uploaded;
  private Answer upload;

  @BeforeAll
  void a_token_expires_in_the_middle_of_an_upload() {
    uploaded = glance.queued();
    World.tokensLast(Duration.ofSeconds(5));
    try (Wire wire = Wire.to(BURGOS)) {
      expired = SignIn.as("sync").is(201).header("X-Subject-Token");
      wire.request(
          "PUT",
          "/" + uploaded + "/file",
          List.of(
              "X-Auth-Token: " + expired,
              "Content-Type: application/octet-stream",
              "Content-Length: 5"));
      wire.send("hel");
      Wait.untilSaving(glance, uploaded);
      awaitExpiry();
      upload = wire.send("lo").answer();
    } finally {
      World.tokensLast(Duration.ofHours(1));
    }
  }

  private void awaitExpiry() {
    Instant late = Instant.now().plusSeconds(20);
    while (list(expired).status() != 401) {
      assertThat(Instant.now()).as("the time of a token's end").isBefore(late);
      Wait.aLittle();
    }
  }

  private static Answer list(String token) {
    return Answer.of(Http.request("GET", BURGOS.url() + "/v2/images").token(token).send());
  }

  private static Answer revoke(String token) {
    return Answer.of(
        Http.request("DELETE", SignIn.url() + "/auth/tokens")
            .token(token)
            .header("X-Subject-Token", token)
            .send());
  }

  private static void isRefused(Answer answer) {
    answer.is(401).saying("could not verify that you are authorized");
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Keystone uri=\"" + SignIn.url() + "\"");
  }

  @Test
  void an_expired_token_is_refused() {
    isRefused(list(expired));
    revoke(expired).is(401);
  }

  @Test
  void what_began_with_a_valid_token_is_finished_after_it_has_expired() {
    upload.is(204);
    assertThat(glance.status(uploaded)).isEqualTo("active");
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    String token = SignIn.as("sync").is(201).header("X-Subject-Token");
    list(token).is(200);

    assertThat(revoke(token).is(204).body()).isEmpty();

    isRefused(list(token));
    revoke(token).is(401);
  }

  @Test
  void what_is_no_token_is_refused() {
    isRefused(list("unknown"));
    isRefused(list(BURGOS.token() + "x"));
    isRefused(Answer.of(Http.request("GET", BURGOS.url() + "/v2/images").send()));
  }
}
