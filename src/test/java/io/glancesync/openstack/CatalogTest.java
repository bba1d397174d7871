package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a service catalog says is data: nothing of it is used that is not the address of a server.
 */
class CatalogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://host/{{env:OS_PASSWORD}}/x | holds a brace",
        "{{glancesync.notify.webhook}}     | holds a brace",
        "http://host/${header.X-Auth-Token} | holds a brace",
        "http://host/v2?followRedirects=true&proxyHost=x&y= | holds a query",
        "http://host/v2#x                  | holds a fragment",
        "http://user:secret@host/v2        | holds a user or a password",
        "http://user@my_host/v2            | holds a user or a password",
        "stub:x                            | does not begin with http:// or https://",
        "mock:x                            | does not begin with http:// or https://",
        "file:///etc                       | does not begin with http:// or https://",
        "bean:sessions                     | does not begin with http:// or https://",
        "//host/v2                         | does not begin with http:// or https://",
        "http:host                         | does not begin with http:// or https://",
        "http:///v2                        | names no host",
        "http://my_host:9292               | letters, digits, hyphens and dots are allowed, and no underscore; give the server another name",
        "http://host:0                     | names a port that does not exist",
        "http://host:70000                 | names a port that does not exist",
        "http://host/a b                   | holds a blank",
        "http://host/%zz                   | cannot be read as an address",
        "http://höst/                      | beyond ASCII",
        "''                                | is empty"
      })
  void an_address_that_is_anything_else_is_refused_in_words(String address, String why) {
    Catalog catalog = catalog("Burgos", address);

    assertThat(catalog.glances()).isEmpty();
    assertThat(catalog.refused().get("Burgos")).contains(why).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host/a\rb", "http://host/\u0000", "http://host/\u202ex"})
  void a_control_character_is_refused(String address) {
    assertThat(catalog("Burgos", address).refused()).containsOnlyKeys("Burgos");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eu:west", "a,b", " a", "a ", "a\u001b[31m", "a\nb", "\ud800"})
  void a_region_that_nobody_could_write_is_told(String region) {
    Catalog catalog = catalog(region, "http://host");

    assertThat(catalog.glances()).isEmpty();
    assertThat(catalog.nameless()).containsExactly(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu/west", "x{{OS_PASSWORD}}?a=b", "Zürich 2", "..", "-"})
  void any_other_text_is_a_region(String region) {
    assertThat(catalog(region, "http://host").glances()).containsOnlyKeys(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc", "http://host/{x}"})
  void one_address_that_is_refused_keeps_no_other_from_being_used(String address) {
    ArrayNode catalog = Json.MAPPER.createArrayNode();
    ArrayNode endpoints = image(catalog);
    endpoint(endpoints, "Burgos", address);
    endpoint(endpoints, "Burgos", "http://burgos");
    endpoint(endpoints, "Madrid", address);
    endpoint(endpoints, "Sevilla", "http://sevilla");

    Catalog read = Catalog.of(catalog, "public");

    assertThat(read.glances()).containsOnlyKeys("Burgos", "Sevilla");
    assertThat(read.refused()).containsOnlyKeys("Madrid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host", "file:///etc"})
  void a_catalog_of_more_regions_than_any_cloud_has_is_refused(String address) {
    ArrayNode catalog = Json.MAPPER.createArrayNode();
    ArrayNode endpoints = image(catalog);
    for (int i = 0; i < 500; i++) {
      endpoint(endpoints, "Region" + i, address);
    }
    Catalog most = Catalog.of(catalog, "public");
    assertThat(most.glances().size() + most.refused().size()).isEqualTo(500);

    endpoint(endpoints, "", address);

    assertThatThrownBy(() -> Catalog.of(catalog, "public"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("more than 500 regions");
  }

  @Property(tries = 10_000)
  void whatever_a_catalog_says_an_address_is_one_of_the_web_and_nothing_else(
      @ForAll("addresses") String address) {
    Catalog catalog = catalog("R", address);

    assertThat(catalog.glances().size() + catalog.refused().size()).isEqualTo(1);
    catalog
        .glances()
        .values()
        .forEach(
            it -> {
              URI uri = URI.create(it.toString());
              assertThat(uri.getScheme()).isIn("http", "https", "HTTP", "hTTps");
              assertThat(uri.getHost()).isNotEmpty();
              assertThat(address).startsWith(uri.getScheme() + "://" + uri.getRawAuthority());
              assertThat(it.toString())
                  .matches("[!-~]+/v2/images")
                  .doesNotContain("{", "}", "?", "#");
              assertThat(uri.getRawAuthority()).doesNotContain("@");
            });
  }

  @Provide
  Arbitrary<String> addresses() {
    Arbitrary<String> scheme =
        Arbitraries.of("http://", "https://", "HTTP://", "hTTps://", "http:", "file:", "", "//");
    Arbitrary<String> host =
        Arbitraries.of(
            "h", "host.example", "[::1]", "[fe80::1%eth0]", "a_b", "u:p@h", "", "1", "-");
    Arbitrary<String> port = Arbitraries.of("", ":9292", ":0", ":99999", ":", ":{{x}}", ":-1");
    Arbitrary<String> path =
        Arbitraries.strings()
            .withChars("/v2?&=#{}%25@:;\\ .~[]\u0000\r\n\u0085\u202eé$")
            .ofMaxLength(20);
    return Combinators.combine(scheme, host, port, path)
        .as((one, two, three, four) -> one + two + three + four);
  }

  private static Catalog catalog(String region, String address) {
    ArrayNode catalog = Json.MAPPER.createArrayNode();
    endpoint(image(catalog), region, address);
    return Catalog.of(catalog, "public");
  }

  private static ArrayNode image(ArrayNode catalog) {
    ObjectNode service = catalog.addObject().put("type", "image");
    return service.putArray("endpoints");
  }

  private static void endpoint(ArrayNode endpoints, String region, String address) {
    endpoints.addObject().put("interface", "public").put("region_id", region).put("url", address);
  }
}
