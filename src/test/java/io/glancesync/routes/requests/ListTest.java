package io.glancesync.routes.requests;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.SESSION;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.ListingReader;
import io.glancesync.openstack.ListingRequest;
import io.glancesync.openstack.Page;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.RegionRequest;
import io.glancesync.routes.RouteTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

/** {@code routes/70-list.camel.yaml}. */
class ListTest extends RouteTest {
  private static final Image UBUNTU = anImage("ubuntu").build();
  private static final Image DEBIAN = anImage("debian").build();
  private static final Image HIDDEN = anImage("fedora").isHidden().build();
  private static final ImageId ID = new ImageId("11111111-2222-4333-8444-555555555555");

  private static final RegionRequest PROBE = new RegionRequest(BURGOS);

  private static Page page(Optional<ImageId> next, Image... images) {
    return new Page(List.of(images), next, 1000);
  }

  private static Processor answer(String json) {
    return exchange ->
        exchange
            .getMessage()
            .setBody(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** Asks for the next page, whose query is noted. */
  private static Processor noting(List<String> queries, Processor answer) {
    return exchange -> {
      var request = exchange.getMessage().getBody(ListingRequest.class);
      queries.add(request.listing().query());
      answer.process(exchange);
    };
  }

  @Test
  void all_pages_are_listed_and_hidden_images_are_asked_for_separately() throws Exception {
    var queries = new ArrayList<String>();
    mock(
        "list-pages",
        Map.of(
            "glance-list",
            noting(
                queries,
                inTurn(
                    body(page(Optional.of(UBUNTU.id()), UBUNTU)),
                    body(page(Optional.empty(), DEBIAN)),
                    body(page(Optional.empty(), HIDDEN))))));

    Exchange done = send("list-images", BURGOS, Map.of());

    assertThat(queries)
        .containsExactly("limit=1000", "limit=1000&marker=ubuntu", "limit=1000&os_hidden=true");
    assertThat(List.copyOf((Collection<?>) done.getMessage().getBody()))
        .isEqualTo(List.of(UBUNTU, DEBIAN, HIDDEN));
    assertThat(done.getVariable("request")).isNull();
  }

  @Test
  void a_page_that_cannot_be_had_fails_the_list() throws Exception {
    mock("list-pages", Map.of("glance-list", error(503)));
    called("glance-list").expectedMessageCount(1);

    Exchange done = send("list-images", BURGOS, Map.of());

    called("glance-list").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
  }

  @Test
  void a_page_that_breaks_off_is_requested_again() throws Exception {
    mock("glance-list", Map.of("glance-page", inTurn(error(503), body("the page"))));
    called("glance-page").expectedMessageCount(2);

    Exchange done = send("glance-list", BURGOS, Map.of());

    called("glance-page").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo("the page");
  }

  @Test
  void a_page_is_read_from_the_answer_to_its_query() throws Exception {
    mock(
        "glance-page",
        Map.of(
            "session",
            SESSION,
            HTTP,
            answer(
                """
                {"images": [{"id": "%s", "name": "ubuntu", "status": "active",
                  "visibility": "public"}]}"""
                    .formatted(ID))));
    called(HTTP).message(0).header("CamelHttpQuery").isEqualTo("limit=1000");

    Exchange done = page();

    called(HTTP).assertIsSatisfied();
    Page page = done.getMessage().getBody(Page.class);
    assertThat(page.images()).extracting(Image::id).containsExactly(ID);
    assertThat(page.next()).isEmpty();
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  @Test
  void an_answer_that_is_no_page_fails() throws Exception {
    mock("glance-page", Map.of("session", SESSION, HTTP, answer("<html>Welcome</html>")));

    Exchange done = page();

    assertThat(done.getException()).hasCauseInstanceOf(UnexpectedAnswerException.class);
  }

  private Exchange page() {
    var request = bean("listingReader", ListingReader.class).request(BURGOS);
    return send("glance-page", request, Map.of());
  }

  @Test
  void a_probe_is_one_small_request_without_a_retry() throws Exception {
    mock("glance-probe", Map.of("session", SESSION, HTTP, error(503)));
    called(HTTP).expectedMessageCount(1);
    called(HTTP).message(0).header("CamelHttpQuery").isEqualTo("limit=1");

    Exchange done = send("glance-probe", PROBE, Map.of());

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(HttpOperationFailedException.class);
  }

  @Test
  void the_schema_is_requested_beside_the_images_and_again_if_need_be() throws Exception {
    bean("tokenCache", TokenCache.class)
        .store(
            BURGOS,
            "token",
            """
            {"token": {"expires_at": "2099-01-01T00:00:00Z", "catalog": [
              {"type": "image", "endpoints": [
                {"interface": "public", "region_id": "Burgos", "url": "http://burgos:9292"}]}]}}""");
    mock(
        "glance-schema",
        Map.of("fresh-session", SESSION, HTTP, inTurn(error(503), body("the schema"))));
    called(HTTP).expectedMessageCount(2);
    called(HTTP).message(1).header("CamelHttpUri").isEqualTo("http://burgos:9292/v2/schemas/image");

    Exchange done = send("glance-schema", PROBE, Map.of());

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo("the schema");
  }
}
