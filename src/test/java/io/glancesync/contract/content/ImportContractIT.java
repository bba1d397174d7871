package io.glancesync.contract.content;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.contract.Answer;
import io.glancesync.contract.Api;
import io.glancesync.contract.Contract;
import io.glancesync.world.Http;
import org.junit.jupiter.api.Test;

/** What a Glance says of the ways in which it fetches content itself. */
@Contract
class ImportContractIT {
  private static final String GLANCE_DOWNLOAD = "glance-download";

  private final Api glance = Api.of(BURGOS);

  private Answer info(Http request) {
    return Answer.of(request.send());
  }

  @Test
  void the_methods_are_named() {
    String url = BURGOS.url() + "/v2/info/import";

    Answer answer = info(Http.request("GET", url).token(BURGOS.token())).is(200);

    JsonNode methods = answer.json().path("import-methods");
    assertThat(methods.path("type").asText()).isEqualTo("array");
    assertThat(methods.path("description").asText()).isEqualTo("Import methods available.");
    assertThat(methods.path("value"))
        .extracting(JsonNode::asText)
        .contains("glance-direct", "web-download")
        .doesNotContain(GLANCE_DOWNLOAD);
    info(Http.request("GET", url).token(BURGOS.as("member").token())).is(200);
    info(Http.request("GET", url)).is(401);
  }

  @Test
  void a_method_that_is_off_is_refused_with_400() {
    String id = glance.queued();
    var method =
        Api.map(
            "name",
            GLANCE_DOWNLOAD,
            "glance_region",
            "Valladolid",
            "glance_image_id",
            id,
            "glance_service_interface",
            "public");

    Answer answer =
        info(glance.request("POST", "/" + id + "/import").json(Api.map("method", method)));

    answer.is(400).saying("Unknown import method name 'glance-download'.");
    assertThat(glance.status(id)).isEqualTo("queued");
  }
}
