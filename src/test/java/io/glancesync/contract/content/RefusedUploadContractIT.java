package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.contract.Answer;
import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import io.glancesync.contract.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code Expect: 100-continue}, and what becomes of content that nobody wants. */
@Contract
class RefusedUploadContractIT {
  private static final String EXPECT = "Expect: 100-continue";
  private static final String OCTETS = "Content-Type: application/octet-stream";
  private static final int MUCH = 3_000_000;

  private final Api glance = Api.of(BURGOS);

  /** Why a server does not even begin to read. */
  enum Reason {
    UNKNOWN_TOKEN(401),
    NO_TOKEN(401),
    NOT_OURS(403),
    NOT_FOUND(404),
    ACTIVE(409),
    WRONG_TYPE(415),
    NO_FORMATS(400);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    Wire begin(Wire wire, Api glance, String... more) {
      var headers = new ArrayList<>(List.of(more));
      headers.add(this == WRONG_TYPE ? "Content-Type: text/plain" : OCTETS);
      headers.add("Content-Length: " + MUCH);
      if (this == UNKNOWN_TOKEN) {
        headers.add("X-Auth-Token: unknown");
      } else if (this == NOT_OURS) {
        headers.add("X-Auth-Token: " + glance.as("other").region().token());
      } else if (this != NO_TOKEN) {
        headers.add("X-Auth-Token: " + glance.region().token());
      }
      return wire.request("PUT", "/" + image(glance) + "/file", headers);
    }

    private String image(Api glance) {
      return switch (this) {
        case NOT_FOUND -> UUID.randomUUID().toString();
        case ACTIVE -> glance.active("content");
        case NO_FORMATS -> glance.post().is(201).id();
        case NOT_OURS -> glance.queued("visibility", "community");
        case UNKNOWN_TOKEN, NO_TOKEN, WRONG_TYPE -> glance.queued();
      };
    }
  }

  @Test
  void who_asks_first_is_told_to_continue() {
    String id = glance.queued();
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, OCTETS, EXPECT, "Content-Length: 5").head().is(100);
      assertThat(glance.status(id)).isEqualTo("saving");

      wire.send("hello").answer().is(204);

      wire.get("?limit=0").answer().is(200);
    }
    assertThat(glance.status(id)).isEqualTo("active");
  }

  @Test
  void who_asks_first_may_send_chunks() {
    String id = glance.queued();
    try (Wire wire = Wire.to(BURGOS)) {
      wire.put(id, OCTETS, EXPECT, "Transfer-Encoding: chunked").head().is(100);

      wire.sendChunk("hello").send("0\r\n\r\n").answer().is(204);
    }
    assertThat(glance.field(id, "size").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void who_asks_first_is_refused_without_sending_anything(Reason reason) {
    try (Wire wire = Wire.to(BURGOS)) {
      reason.begin(wire, glance, EXPECT);

      Answer answer = wire.answer().is(reason.status);

      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_does_not_ask_is_refused_before_the_content_is_read(Reason reason) {
    try (Wire wire = Wire.to(BURGOS)) {
      reason.begin(wire, glance).answer().is(reason.status);
    }
  }

  @ParameterizedTest
  @EnumSource
  void content_that_nobody_wanted_is_read_and_the_connection_stays(Reason reason) {
    try (Wire wire = Wire.to(BURGOS)) {
      reason.begin(wire, glance).send("x".repeat(MUCH)).answer().is(reason.status);

      wire.get("?limit=0").answer().is(200);
    }
  }
}
