package io.glancesync.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String UUID_TOKEN = "9b0e6c0a51f64bd9a2b1c6c1b5e5a0f7";

  @Property
  void a_secret_is_found_however_it_is_written(
      @ForAll("secrets") String secret,
      @ForAll("others") String before,
      @ForAll("others") String after) {
    var redaction = new Redaction(Set.of(secret));

    assertThat(redaction.of(before + secret + after)).doesNotContain(secret).contains("***");
    String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    assertThat(redaction.of(before + url + after)).doesNotContain(url);
    for (Base64.Encoder encoder :
        new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
      String encoded = encode(encoder, before + secret + after);
      String redacted = redaction.of(encoded);
      assertThat(redacted).contains("***");
      // what is left are the neighbours, and parts of at most two characters
      assertThat(redacted.length())
          .isLessThanOrEqualTo(encode(encoder, before + "xx" + after).length() + 3 + 4);
    }
  }

  private static String encode(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.strings()
        .withChars("abcXYZ0189 +/%&=<>\"'\\$.*é-_~")
        .ofMinLength(Redaction.SHORTEST)
        .ofMaxLength(40)
        .filter(it -> !it.isBlank());
  }

  @Provide
  Arbitrary<String> others() {
    return Arbitraries.strings().withChars("mnopq").ofMaxLength(5);
  }

  @Test
  void words_of_ours_stay_whole_though_a_password_is_one_of_them() {
    assertThat(new Redaction(Set.of("admin", "")).of("user admin, an administrator"))
        .isEqualTo("user admin, an administrator");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      http-outgoing-0 >> X-Auth-Token: 9b0e6c0a => http-outgoing-0 >> X-Auth-Token: ***
      http-outgoing-0 << x-subject-token:9b0e6c0a => http-outgoing-0 << x-subject-token:***
      {Accept=json, X-Auth-Token=9b0e6c0a, Host=x} => {Accept=json, X-Auth-Token=***, Host=x}
      "X-Auth-Token": "9b0e6c0a", "a": 1 => "X-Auth-Token": "***", "a": 1
      Authorization: Basic dTpw, Accept: json => Authorization: Basic ***, Accept: json
      {"user": {"password": "a\\"b c", "name": "n"}} => {"user": {"password": "***", "name": "n"}}
      {"application_credential": {"id": "i", "secret":"s"}} => {"application_credential": {"id": "i", "secret":"***"}}
      "{\\"password\\":\\"abc\\",\\"x\\":1}" => "{\\"password\\":\\"***\\",\\"x\\":1}"
      {"methods":["password"],"password":{"user":{}}} => {"methods":["password"],"password":{"user":{}}}
      proxy http://me:abc@proxy:3128/ => proxy http://me:***@proxy:3128/
      token gAAAAABlongenough-_longenough== expired => token *** expired
      eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl => ***
      see http://h:8080/a and mail a@b => see http://h:8080/a and mail a@b
      the password: is missing; give OS_PASSWORD => the password: is missing; give OS_PASSWORD
      """)
  void what_stands_where_a_secret_stands_is_one(String text, String redacted) {
    assertThat(Redaction.OF_PLACES.of(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"X-Auth-Token: ", "\"password\":\"", "://", "gAAAA", "eyJ", "\\\"secret\\\":\\\""})
  void long_texts_need_no_deep_stack(String unit) {
    var redaction = new Redaction(Set.of(UUID_TOKEN));

    assertThat(redaction.of(unit.repeat(20_000))).isNotEmpty();
    assertThat(redaction.of(unit + "\\n".repeat(100_000))).isNotEmpty();
    assertThat(redaction.of("\"password\":\"" + "\\n".repeat(100_000) + "\"")).hasSize(16);
  }
}
