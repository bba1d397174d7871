package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token is good for a while. */
class TokenTest {
  private final SettableClock clock = new SettableClock();
  private final Burgos burgos = new Burgos(clock);

  @AfterEach
  void close() {
    burgos.close();
  }

  private int status() {
    return burgos.get("/v2/images").statusCode();
  }

  @Test
  void it_says_when_it_expires_and_does() {
    assertThat(Burgos.json(burgos.signIn()).at("/token/expires_at").asText())
        .isEqualTo("2030-01-01T01:00:00.000000Z");

    clock.goOn(Duration.ofSeconds(3599));
    assertThat(status()).isEqualTo(200);

    clock.goOn(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(401);
  }

  @Test
  void those_given_out_from_now_on_may_live_shorter() {
    burgos.keystone.tokenLifetime(Duration.ofSeconds(5));

    assertThat(Burgos.json(burgos.signIn()).at("/token/expires_at").asText())
        .isEqualTo("2030-01-01T00:00:05.000000Z");
    clock.goOn(Duration.ofSeconds(100));
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void all_can_be_revoked() {
    burgos.keystone.revokeAllTokens();

    assertThat(status()).isEqualTo(401);
    assertThat(burgos.signIn().statusCode()).isEqualTo(201);
  }

  @Test
  void one_can_be_revoked_with_the_request_that_brings_it() {
    burgos.faults().on(Operation.LIST).skip(1).times(1).then(Fault.revoked());

    assertThat(status()).isEqualTo(200);
    assertThat(status()).isEqualTo(401);
    assertThat(status()).isEqualTo(401);
  }

  @Test
  void an_upload_that_has_begun_goes_on_without_it() {
    String id = burgos.create("a");
    burgos.faults().on(Operation.UPLOAD).then(Fault.stalledReceiving(5, Duration.ofMillis(300)));
    try (Wire wire = burgos.wire()) {
      wire.say(burgos.uploadHead(id, "Content-Length: 10")).say("12345");
      assertThat(Burgos.soon(() -> burgos.status(id).equals("saving"))).isTrue();
      burgos.keystone.revokeAllTokens();

      wire.say("67890").hear();

      assertThat(Burgos.soon(() -> burgos.status(id).equals("active"))).isTrue();
    }
  }
}
