package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.ImagePatch;
import io.glancesync.embedded.glance.Quirks;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Glance that does some things otherwise than most. */
class QuirksTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private HttpResponse<byte[]> patch(String id, String change) {
    return burgos.call(
        burgos.glance.url() + "/v2/images/" + id,
        "PATCH",
        BodyPublishers.ofString("[" + change + "]"),
        "Content-Type",
        ImagePatch.MEDIA_TYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 416, 501})
  void a_header_may_be_refused(int status) {
    String id = burgos.add("a", new byte[] {1, 2});
    burgos.glance.quirks().refuseHeader("Range", status);

    String file = "/v2/images/" + id + "/file";
    assertThat(burgos.get(file, "Range", "bytes=1-").statusCode()).isEqualTo(status);
    assertThat(burgos.download(id).body()).containsExactly(1, 2);
  }

  @Test
  void a_refused_expectation_leaves_the_image_queued() {
    String id = burgos.create("a");
    burgos.glance.quirks().refuseHeader("Expect", 417);

    Wire.Heard heard =
        burgos.wire().say(burgos.uploadHead(id, "Content-Length: 2\nExpect: 100-continue")).hear();

    assertThat(heard.text()).startsWith("HTTP/1.1 417 ");
    assertThat(burgos.status(id)).isEqualTo("queued");
    assertThat(burgos.upload(id, new byte[2]).statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "sort_key", "limit", "os_hidden"})
  void a_parameter_may_be_refused(String name) {
    burgos.add("a", new byte[1]);
    burgos.glance.quirks().refuseParameter(name, 400);

    assertThat(burgos.get("/v2/images?" + name + "=1").statusCode()).isEqualTo(400);
    assertThat(burgos.get("/v2/images?status=active").statusCode()).isEqualTo(200);
  }

  @Test
  void an_image_may_be_in_use_for_a_while() {
    String id = burgos.add("a", new byte[1]);
    burgos.glance.quirks().keepInUse(id, 2);

    assertThat(burgos.delete(id).statusCode()).isEqualTo(409);
    assertThat(burgos.delete(id).statusCode()).isEqualTo(409);
    assertThat(burgos.delete(id).statusCode()).isEqualTo(204);
  }

  @Test
  void a_property_may_appear_in_what_is_created() {
    burgos.glance.quirks().addProperty("vendor", "x", Quirks.Removal.IGNORED);

    String id = burgos.create("a");

    assertThat(burgos.image(id).path("vendor").asText()).isEqualTo("x");
  }

  @Test
  void a_property_may_appear_in_what_is_changed_and_then_stay() {
    String id = burgos.add("a", new byte[1]);
    burgos.glance.quirks().addProperty("vendor", "x", Quirks.Removal.IGNORED);

    HttpResponse<byte[]> renamed = burgos.rename(id, "b");
    HttpResponse<byte[]> removed = patch(id, "{\"op\": \"remove\", \"path\": \"/vendor\"}");
    HttpResponse<byte[]> replaced =
        patch(id, "{\"op\": \"replace\", \"path\": \"/vendor\", \"value\": \"y\"}");

    assertThat(Burgos.json(renamed).path("vendor").asText()).isEqualTo("x");
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(burgos.image(id).path("vendor").asText()).isEqualTo("x");
  }

  @Test
  void a_request_may_be_refused_because_of_a_protected_property() {
    burgos.glance.quirks().addProperty("vendor", "x", Quirks.Removal.REFUSED);
    String id = burgos.create("a");

    HttpResponse<byte[]> answer =
        patch(
            id,
            "{\"op\": \"remove\", \"path\": \"/vendor\"},"
                + "{\"op\": \"replace\", \"path\": \"/name\", \"value\": \"b\"}");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(burgos.image(id).path("name").asText()).isEqualTo("a");
    assertThat(burgos.rename(id, "b").statusCode()).isEqualTo(200);
  }

  @Test
  void a_second_region_may_have_the_same_address() {
    burgos.cloud.alias(burgos.glance, "Palencia", burgos.keystone);

    assertThat(Burgos.json(burgos.signIn()).findValuesAsText("region_id"))
        .contains("Burgos", "Palencia");
    assertThat(Burgos.json(burgos.signIn()).findValuesAsText("url"))
        .filteredOn(burgos.glance.url()::equals)
        .hasSize(6);
  }
}
