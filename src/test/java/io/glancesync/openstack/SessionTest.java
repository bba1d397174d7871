package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Keystone answers to a sign-in. */
class SessionTest {
  private static final String URL = "http://keystone:5000/v3";
  private static final String TOKEN = "gAAAAA-the-token";

  @Test
  void token_expiry_project_and_addresses_are_read() {
    Session session = session(endpoint("public", "Burgos", "http://glance:9292"));

    assertThat(session.token().reveal()).isEqualTo(TOKEN);
    assertThat(session.expiresAt()).isEqualTo(Instant.parse("2030-01-02T03:04:05Z"));
    assertThat(session.projectId()).isEqualTo("p1");
    assertThat(addresses(session)).isEqualTo(Map.of("Burgos", "http://glance:9292/v2/images"));
  }

  @Test
  void whose_the_token_is_and_when_it_was_issued_is_read() {
    String body =
        """
        {"token":{"expires_at":"2030-01-02T03:04:05.000000Z","issued_at":"2030-01-02T02:04:05.000000Z",
          "user":{"name":"ann"},"project":{"id":"p1","name":"images"},
          "roles":[{"name":"member"},{"name":"admin"}]}}
        """;

    assertThat(new Keystone().session(URL, TOKEN, body, "public").owner())
        .isEqualTo(
            new TokenOwner(
                "ann",
                "images",
                Set.of("admin", "member"),
                Optional.of(Instant.parse("2030-01-02T02:04:05Z"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"issued_at\":\"today\",",
        "\"issued_at\":\"2030-01-01T00:00:00.0000000000000000000000000000Z\","
      })
  void a_time_of_issue_that_is_missing_or_odd_is_no_error(String issued) {
    String body = "{\"token\":{%s\"expires_at\":\"2030-01-02T03:04:05Z\"}}".formatted(issued);

    assertThat(new Keystone().session(URL, TOKEN, body, "public").owner().issuedAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://glance:9292,          http://glance:9292/v2",
    "http://glance:9292/,         http://glance:9292/v2",
    "http://glance:9292//,        http://glance:9292/v2",
    "http://glance:9292/v2,       http://glance:9292/v2",
    "http://glance:9292/v2/,      http://glance:9292/v2",
    "https://cloud/image,         https://cloud/image/v2",
    "https://cloud/image/,        https://cloud/image/v2",
    "https://cloud/image/v2,      https://cloud/image/v2",
    "https://cloud/a/b/image/v2/, https://cloud/a/b/image/v2",
    "http://[::1]:9292,           http://[::1]:9292/v2"
  })
  void however_the_catalog_writes_an_address_it_ends_in_the_version(String given, String used) {
    assertThat(addresses(session(endpoint("public", "R", given))))
        .isEqualTo(Map.of("R", used + "/images"));
  }

  @ParameterizedTest
  @CsvSource({"public, 1", "internal, 2", "admin, 3"})
  void of_several_interfaces_the_one_that_was_asked_for_is_used(String name, String host) {
    String body =
        body(
            service(
                "image",
                endpoint("public", "R", "http://g1"),
                endpoint("internal", "R", "http://g2"),
                endpoint("admin", "R", "http://g3")));

    assertThat(addresses(new Keystone().session(URL, TOKEN, body, name)))
        .isEqualTo(Map.of("R", "http://g" + host + "/v2/images"));
  }

  @Test
  void every_region_of_every_image_service_is_found_and_no_other_service() {
    String body =
        body(
            service("identity", endpoint("public", "Keystone", "http://k"))
                + ","
                + service("image", endpoint("public", "A", "http://a"))
                + ","
                + service("image", endpoint("public", "B", "http://b"))
                + ","
                + service("volumev3", endpoint("public", "C", "http://c")));

    assertThat(new Keystone().session(URL, TOKEN, body, "public").catalog().glances())
        .containsOnlyKeys("A", "B");
  }

  @Test
  void the_first_of_two_addresses_of_a_region_is_used() {
    assertThat(
            addresses(
                session(
                    endpoint("public", "R", "http://g1"), endpoint("public", "R", "http://g2"))))
        .isEqualTo(Map.of("R", "http://g1/v2/images"));
  }

  @Test
  void an_older_catalog_names_the_region_otherwise() {
    String older = endpoint("public", "R", "http://g1").replace("region_id", "region");
    String without = endpoint("public", "R", "http://g1").replace("\"R\"", "null");

    assertThat(session(older).catalog().glances()).containsOnlyKeys("R");
    assertThat(
            session(without.replace("\"region_id\":null", "\"region_id\":null,\"region\":\"S\""))
                .catalog()
                .glances())
        .containsOnlyKeys("S");
  }

  @Test
  void without_an_image_service_there_are_no_addresses() {
    for (String catalog :
        new String[] {"", service("identity", endpoint("public", "R", "http://g1"))}) {
      assertThat(new Keystone().session(URL, TOKEN, body(catalog), "public").catalog().glances())
          .isEmpty();
    }
  }

  @Test
  void a_token_without_catalog_and_project_is_a_session_all_the_same() {
    String body = "{\"token\":{\"expires_at\":\"2030-01-02T03:04:05.000000Z\"}}";
    Session session = new Keystone().session(URL, TOKEN, body, "public");

    assertThat(session.catalog().glances()).isEmpty();
    assertThat(session.projectId()).isEmpty();
  }

  @Test
  void a_null_instead_of_a_project_is_none() {
    String body = body("").replace("{\"id\":\"p1\"}", "null");

    assertThat(new Keystone().session(URL, TOKEN, body, "public").projectId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body>It works</body></html> | HTML or XML instead of JSON",
        "''                                 | an empty answer",
        "'  '                               | an empty answer",
        "It works                           | something else than JSON",
        "[]                                 | something else than JSON",
        "null                               | something else than JSON",
        "{}                                 | without a token",
        "{\"token\": null}                  | without a token",
        "{\"token\": []}                    | without a token",
        "{\"versions\": {\"values\": []}}   | without a token"
      })
  void what_is_no_answer_of_keystone_is_said_to_be_none(String body, String what) {
    assertThatThrownBy(() -> new Keystone().session(URL, TOKEN, body, "public"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("Keystone at " + URL)
        .hasMessageContaining(what);
  }

  @Test
  void no_body_at_all_is_an_empty_answer() {
    assertThatThrownBy(() -> new Keystone().session(URL, TOKEN, null, "public"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("an empty answer");
  }

  @Test
  void an_answer_without_the_header_is_no_answer_of_keystone() {
    assertThatThrownBy(() -> new Keystone().session(URL, null, body(""), "public"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("without a token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!!!!!!", "a b", "a\"b", "tök", "a\nb", "a,b", "a;b"})
  void a_token_that_keystone_would_not_make_is_refused_and_not_shown(String token) {
    for (String it : List.of(token, token.repeat(4000), "x".repeat(8193))) {
      assertThatThrownBy(() -> new Keystone().session(URL, it, body(""), "public"))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("an invalid token")
          .message()
          .doesNotContain(it);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9b0e6c0a51f64bd9a2b1c6c1b5e5a0f7",
        "gAAAAABl_x-Y==",
        "eyJ0.eyJz-dW_I.c2ln",
        "MII+-/=",
        "PKIZ_eJx9"
      })
  void the_tokens_of_every_keystone_are_accepted(String token) {
    assertThat(new Keystone().session(URL, token, body(""), "public").token().reveal())
        .isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"tomorrow\"", "\"\"", "null", "1735787045", "\"2030-01-02\""})
  void an_expiry_that_cannot_be_read_is_an_error_that_shows_it(String expiry) {
    String body = body("").replace("\"2030-01-02T03:04:05.000000Z\"", expiry);

    assertThatThrownBy(() -> new Keystone().session(URL, TOKEN, body, "public"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("expires_at");
  }

  @Test
  void the_token_is_never_printed() {
    assertThat(session(endpoint("public", "R", "http://g1")).toString()).doesNotContain(TOKEN);
    for (String body : new String[] {"<html>", "{}", body("").replace("2030", "20x0")}) {
      Throwable thrown = catchThrowable(() -> new Keystone().session(URL, TOKEN, body, "public"));
      assertThat(thrown).isNotNull();
      assertThat(thrown.toString()).doesNotContain(TOKEN);
    }
  }

  private static Map<String, String> addresses(Session session) {
    var addresses = new TreeMap<String, String>();
    session.catalog().glances().forEach((region, it) -> addresses.put(region, it.toString()));
    return addresses;
  }

  private static Session session(String... endpoints) {
    return new Keystone().session(URL, TOKEN, body(service("image", endpoints)), "public");
  }

  private static String body(String services) {
    return """
        {"token":{"expires_at":"2030-01-02T03:04:05.000000Z","project":{"id":"p1"},"catalog":[%s]}}
        """
        .formatted(services);
  }

  private static String service(String type, String... endpoints) {
    return "{\"type\":\"%s\",\"endpoints\":[%s]}".formatted(type, String.join(",", endpoints));
  }

  private static String endpoint(String name, String region, String url) {
    return "{\"interface\":\"%s\",\"region_id\":\"%s\",\"url\":\"%s\"}"
        .formatted(name, region, url);
  }
}
