package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A token is good for a while. */
class TokenTest {
  private static final class Hands extends Clock {
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Hands clock = new Hands();
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
        .isEqualTo("2026-01-02T04:04:05.000000Z");

    clock.now = clock.now.plusSeconds(3599);
    assertThat(status()).isEqualTo(200);

    clock.now = clock.now.plusSeconds(1);
    assertThat(status()).isEqualTo(401);
  }

  @Test
  void those_given_out_from_now_on_may_live_shorter() {
    burgos.keystone.tokenLifetime(Duration.ofSeconds(5));

    assertThat(Burgos.json(burgos.signIn()).at("/token/expires_at").asText())
        .isEqualTo("2026-01-02T03:04:10.000000Z");
    clock.now = clock.now.plusSeconds(100);
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
