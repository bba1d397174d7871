package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services that come with a token, and the version documents of both servers. */
@Contract
class CatalogContractIT {
  private JsonNode catalog;

  @BeforeAll
  void a_token() {
    catalog = SignIn.as("sync").is(201).json().at("/token/catalog");
  }

  private JsonNode only(String type) {
    List<JsonNode> services =
        StreamSupport.stream(catalog.spliterator(), false)
            .filter(it -> it.path("type").asText().equals(type))
            .toList();
    assertThat(services).hasSize(1);
    return services.get(0);
  }

  private static Answer get(String url) {
    return Answer.of(Http.request("GET", url).send());
  }

  @Test
  void a_service_has_a_type_a_name_an_id_and_endpoints() {
    assertThat(only("image").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "name", "id", "endpoints");
    assertThat(only("image").path("name").asText()).isEqualTo("glance");
    assertThat(only("identity").path("name").asText()).isEqualTo("keystone");
  }

  @Test
  void an_endpoint_says_its_region_twice() {
    for (JsonNode endpoint : only("image").path("endpoints")) {
      assertThat(endpoint.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("id", "interface", "region_id", "region", "url");
      assertThat(endpoint.path("region")).isEqualTo(endpoint.path("region_id"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal", "admin"})
  void each_region_of_the_keystone_has_an_endpoint_of_each_kind(String kind) {
    var urls = new ArrayList<String>();
    for (JsonNode endpoint : only("image").path("endpoints")) {
      if (endpoint.path("interface").asText().equals(kind)) {
        urls.add(endpoint.path("region_id").asText() + " " + endpoint.path("url").asText());
      }
    }

    assertThat(urls)
        .containsExactlyInAnyOrder(
            "Valladolid " + VALLADOLID.url(), "Burgos " + BURGOS.url(), "Caceres " + CACERES.url());
  }

  @Test
  void the_catalog_can_be_asked_for_again() {
    Answer answer =
        Answer.of(Http.request("GET", SignIn.url() + "/auth/catalog").token(BURGOS.token()).send());

    assertThat(answer.is(200).json().path("catalog")).hasSameSizeAs(catalog);
  }

  @Test
  void keystone_says_its_version() {
    JsonNode version = get(SignIn.url()).is(200).json().path("version");

    assertThat(version.path("id").asText()).startsWith("v3.");
    assertThat(version.path("status").asText()).isEqualTo("stable");
    assertThat(version.at("/links/0/rel").asText()).isEqualTo("self");
    assertThat(version.at("/links/0/href").asText()).isEqualTo(SignIn.url() + "/");
  }

  @Test
  void keystone_says_its_versions_with_300() {
    String root = SignIn.url().replaceAll("/v3$", "/");

    Answer answer = get(root).is(300);

    assertThat(answer.header("Location")).isEqualTo(SignIn.url() + "/");
    assertThat(answer.json().at("/versions/values/0/id").asText()).startsWith("v3.");
  }

  @Test
  void glance_says_its_versions_to_everybody() {
    Answer root = get(BURGOS.url() + "/").is(300);

    JsonNode newest = root.json().at("/versions/0");
    assertThat(newest.path("id").asText()).startsWith("v2.");
    assertThat(newest.path("status").asText()).isEqualTo("CURRENT");
    assertThat(newest.path("links"))
        .containsExactly(
            Http.json(
                "{\"rel\": \"self\", \"href\": \"%s/v2/\"}".formatted(BURGOS.url()).getBytes()));
    assertThat(root.json().at("/versions/1/status").asText()).isEqualTo("SUPPORTED");
    assertThat(get(BURGOS.url() + "/versions").is(200).json()).isEqualTo(root.json());
    assertThat(get(BURGOS.url() + "/nothing").is(300).json()).isEqualTo(root.json());
  }

  @Test
  void below_v2_nothing_is_shown_without_a_token() {
    for (String path : List.of("/v2", "/v2/nothing", "/v2/images", "/v2/schemas/image")) {
      get(BURGOS.url() + path).is(401);
    }
  }

  @Test
  void what_is_not_there_is_404() {
    for (String path : List.of("/v2/nothing", "/v2/images/")) {
      Answer.of(Http.request("GET", BURGOS.url() + path).token(BURGOS.token()).send()).is(404);
    }
    get(SignIn.url() + "/nothing").is(404);
  }
}
