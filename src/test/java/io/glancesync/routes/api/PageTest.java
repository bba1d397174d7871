package io.glancesync.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.api.ApiRequest;
import io.glancesync.api.TestRequest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/12-page.camel.yaml}. */
class PageTest extends ApiRouteTest {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  @Override
  protected String door() {
    return "read-stranger";
  }

  private Exchange file(String name) throws Exception {
    return answered("show-page-file", TestRequest.get("/page/" + name).with("file", name));
  }

  private static void assertIsFile(Exchange done, String type, String text) {
    assertThat(code(done)).isEqualTo(200);
    assertThat(done.getMessage().getBody(String.class)).contains(text);
    assertThat(done.getMessage().getHeader("Content-Type")).isEqualTo(type);
    assertThat(done.getMessage().getHeaders())
        .containsEntry("Content-Security-Policy", POLICY)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cache-Control", "no-cache");
    assertThat(done.getMessage().getHeader("ETag", String.class)).matches("\"[0-9a-f]{64}\"");
  }

  @Test
  void the_page_and_how_it_may_be_used() throws Exception {
    Exchange page = answered("show-page", TestRequest.get("/page"));
    assertIsFile(page, "text/html; charset=utf-8", "/page/status.js");
    String tag = page.getMessage().getHeader("ETag", String.class);

    Exchange again = answered("show-page", TestRequest.get("/page").header("if-none-match", tag));

    assertThat(code(again)).isEqualTo(304);
    assertThat(again.getMessage().getBody(String.class)).isEmpty();
    assertThat(again.getMessage().getHeader("Content-Security-Policy")).isEqualTo(POLICY);
  }

  @ParameterizedTest
  @CsvSource({
    "status.js, text/javascript; charset=utf-8, ${",
    "status.css, text/css; charset=utf-8, prefers-color-scheme",
    "icon.svg, image/svg+xml, <svg",
    "lit-html.js, text/javascript; charset=utf-8, BSD-3-Clause"
  })
  void what_the_page_needs(String name, String type, String text) throws Exception {
    assertIsFile(file(name), type, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"index.html", "PageFiles.class", "", "../build.properties", "/x", "STATUS.JS"})
  void there_is_no_other_file(String name) throws Exception {
    assertThat(code(file(name))).isEqualTo(404);
  }

  @Test
  void nobody_has_to_say_who_they_are() throws Exception {
    Exchange done = send("read-stranger", null, Map.of("X-Auth-Token", "secret"));
    ApiRequest request = done.getMessage().getBody(ApiRequest.class);
    assertThat(request.isOfStranger()).isTrue();
    assertThat(done.getVariable("apiRequest")).isSameAs(request);
    assertThat(done.getMessage().getHeaders()).isEmpty();
  }
}
