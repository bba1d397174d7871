package io.glancesync.config.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://server:5000,               http://server:5000/v3,             false",
    "http://server:5000/,              http://server:5000/v3,             false",
    "http://server:5000/v3,            http://server:5000/v3,             false",
    "http://server:5000/v3/,           http://server:5000/v3,             false",
    "http://server:4730/v2.0,          http://server:4730/v3,             true",
    "http://server:4730/v2.0/,         http://server:4730/v3,             true",
    "http://server:4730/v2,            http://server:4730/v3,             true",
    "https://host/identity,            https://host/identity/v3,          false",
    "https://host/identity/v3,         https://host/identity/v3,          false",
    "https://host/identity/v2.0,       https://host/identity/v3,          true",
    "https://host/v3/keystone,         https://host/v3/keystone/v3,       false",
    "HTTPS://host,                     HTTPS://host/v3,                   false",
    "http://[::1]:5000/v3,             http://[::1]:5000/v3,              false",
  })
  void every_address_ends_in_v3(String written, String read, boolean wasV2) {
    var url = AuthUrl.of(written).orElseThrow();

    assertThat(url.uri()).hasToString(read);
    assertThat(url.wasV2()).isEqualTo(wasV2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "url",
        "server:5000",
        "ftp://server/v3",
        "http://",
        "http:///v3",
        "http://a b/v3",
        "http://user:hunter2@server/v3",
        "http://server/v3?a=b",
        "http://server/v3#a",
        "http://my_host:5000",
        "http://server:65536/v3",
        "http://server:0/v3",
        "http://{{env:HOME}}/v3",
        "http://server/{{env:HOME}}",
      })
  void anything_else_is_no_address(String written) {
    assertThat(AuthUrl.of(written)).isEmpty();
  }

  @Test
  void an_underscore_in_the_name_of_a_host_is_told() {
    assertThat(AuthUrl.advice("http://glance_1:5000/v3"))
        .startsWith(
            "In the name of its host letters, digits, hyphens and dots are allowed, and no");
    assertThat(AuthUrl.advice("http://user:my_secret@host_1/v3")).isEqualTo(AuthUrl.EXAMPLE);
    assertThat(AuthUrl.advice("url")).isEqualTo(AuthUrl.EXAMPLE);
  }
}
