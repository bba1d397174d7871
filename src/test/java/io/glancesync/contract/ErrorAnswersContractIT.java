package io.glancesync.contract;

import static io.glancesync.world.World.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Http;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an error looks like, whoever reads it. */
@Contract
class ErrorAnswersContractIT {
  private static final String REQUEST_ID =
      "req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private final Api glance = Api.of(BURGOS);
  private String id;

  /** Requests that a Glance refuses. */
  enum Refused {
    BAD_REQUEST(400, "Bad Request"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "Not Found"),
    CONFLICT(409, "Conflict"),
    TOO_LARGE(413, "Request Entity Too Large"),
    UNSUPPORTED(415, "Unsupported Media Type");

    private final int status;
    private final String title;

    Refused(int status, String title) {
      this.status = status;
      this.title = title;
    }

    Http request(Api glance, String id) {
      String url = glance.region().url() + "/v2/images";
      return switch (this) {
        case BAD_REQUEST -> glance.request("GET", "?limit=x");
        case UNAUTHORIZED -> Http.request("GET", url);
        case FORBIDDEN -> glance.request("POST", "").json(Api.map("status", "active"));
        case NOT_FOUND -> glance.request("GET", "/" + UUID.randomUUID());
        case CONFLICT -> glance.request("POST", "").json(Api.map("id", id));
        case TOO_LARGE ->
            glance.request("POST", "").json(Api.map("tags", "x,".repeat(200).split(",")));
        case UNSUPPORTED -> glance.request("PATCH", "/" + id).json("text/plain", Api.map());
      };
    }
  }

  @BeforeAll
  void an_image() {
    id = glance.queued();
  }

  @ParameterizedTest
  @EnumSource
  void an_error_of_glance_is_plain_text_unless_asked_otherwise(Refused refused) {
    Answer answer = Answer.of(refused.request(glance, id).send()).is(refused.status);

    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(answer.text()).startsWith(refused.status + " " + refused.title + "\n\n");
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
  }

  @ParameterizedTest
  @EnumSource
  void an_error_of_glance_is_html_to_a_browser(Refused refused) {
    for (String accepted : new String[] {"*/*", "text/html"}) {
      Http request = refused.request(glance, id).header("Accept", accepted);

      Answer answer = Answer.of(request.send()).is(refused.status);

      String title = refused.status + " " + refused.title;
      assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=UTF-8");
      assertThat(answer.text())
          .startsWith("<html>\n <head>\n  <title>" + title + "</title>")
          .contains("<h1>" + title + "</h1>");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_error_of_glance_is_json_when_asked_for(Refused refused) {
    Http request = refused.request(glance, id).header("Accept", "application/json");

    Answer answer = Answer.of(request.send()).is(refused.status);

    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("message", "code", "title");
    assertThat(answer.json().path("code").asText()).isEqualTo(refused.status + " " + refused.title);
    assertThat(answer.json().path("title").asText()).isEqualTo(refused.title);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAUTHORIZED")
  void an_answer_of_glance_names_its_request(Refused refused) {
    Answer answer = Answer.of(refused.request(glance, id).send());

    assertThat(answer.header("X-Openstack-Request-Id")).matches(REQUEST_ID);
  }

  @Test
  void an_answer_of_glance_without_a_valid_token_does_not_name_its_request() {
    Answer answer = Answer.of(Refused.UNAUTHORIZED.request(glance, id).send());

    assertThat(answer.header("X-Openstack-Request-Id")).isNull();
    assertThat(glance.get(id).header("X-Openstack-Request-Id")).matches(REQUEST_ID);
  }

  @Test
  void an_error_of_keystone_is_json_for_its_api_and_html_for_other_paths() {
    Answer known = Answer.of(Http.request("GET", SignIn.url() + "/auth/tokens").send()).is(401);
    assertThat(known.header("Content-Type")).isEqualTo("application/json");
    assertThat(known.json().at("/error/code").asInt()).isEqualTo(401);
    assertThat(known.json().at("/error/title").asText()).isEqualTo("Unauthorized");
    assertThat(known.header("X-Openstack-Request-Id")).matches(REQUEST_ID);

    Answer unknown = Answer.of(Http.request("GET", SignIn.url() + "/nothing").send()).is(404);
    assertThat(unknown.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(unknown.text()).contains("<h1>Not Found</h1>");
  }

  @Test
  void methods_that_are_not_allowed_are_405_and_told_the_right_ones() {
    Answer answer = Answer.of(glance.request("PUT", "").json(Api.map()).send()).is(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, POST");

    Answer image = Answer.of(glance.request("POST", "/" + id).json(Api.map()).send()).is(405);
    assertThat(image.header("Allow")).isEqualTo("GET, PATCH, DELETE");
  }
}
