package io.glancesync.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret that is written as some program writes it, whatever the secret, is hidden. */
class WrittenSecretsTest {
  private static final String SECRET = "geheim-wörter/&<\"x\">";

  private static final Map<String, UnaryOperator<String>> WRITERS =
      Map.ofEntries(
          Map.entry("as it is", it -> it),
          Map.entry("percent", it -> percent(it, UTF_8, "%%%02X")),
          Map.entry("percent in lower case", it -> percent(it, UTF_8, "%%%02x")),
          Map.entry("percent of Latin-1", it -> percent(it, ISO_8859_1, "%%%02X")),
          Map.entry("form", it -> percent(it, UTF_8, "%%%02X").replace("%20", "+")),
          Map.entry("JSON", WrittenSecretsTest::json),
          Map.entry("JSON of PHP", it -> json(it).replace("/", "\\/")),
          Map.entry("JSON of Python", it -> json(each(it, "\\u%04x"))),
          Map.entry("JSON in upper case", it -> json(each(it, "\\u%04X"))),
          Map.entry("decimal entities", it -> entities(it, "&#%d;")),
          Map.entry("hexadecimal entities", it -> entities(it, "&#x%X;")),
          Map.entry("XML", WrittenSecretsTest::xml),
          Map.entry("bytes of Python", WrittenSecretsTest::pythonBytes),
          Map.entry("UTF-8 as Latin-1", it -> new String(it.getBytes(UTF_8), ISO_8859_1)));

  @Test
  void a_secret_of_every_kind_of_character_is_hidden_in_every_writing() {
    WRITERS.forEach(
        (name, writer) ->
            assertThat(new Redaction(Set.of(SECRET)).of("no: " + writer.apply(SECRET) + " (told)"))
                .as(name)
                .isEqualTo("no: *** (told)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geheim-w\\u00f6rter",
        "geheim-w\\u00F6rter",
        "geheim-w&#246;rter",
        "geheim-w&#xF6;rter",
        "geheim-w&#xf6;rter",
        "geheim-w&ouml;rter",
        "geheim-w%c3%B6rter",
        "geheim-wÃ¶rter",
        "geheim-w\\xc3\\xb6rter",
        "geheim-w%F6rter",
        "geheim-w\\\\u00f6rter",
        "geheim%2Dw%25C3%25B6rter",
        "geheim-w&amp;#246;rter",
        "geheim&#45;w&#xC3;&#xB6;rter"
      })
  void a_word_with_an_umlaut_is_hidden(String written) {
    assertThat(new Redaction(Set.of("geheim-wörter")).of("<" + written + ">")).isEqualTo("<***>");
  }

  @Property(tries = 300)
  void whatever_a_secret_is_made_of_it_is_hidden(
      @ForAll("secrets") String secret,
      @ForAll("writers") String writer,
      @ForAll("others") String before,
      @ForAll("others") String after) {
    String written = WRITERS.get(writer).apply(secret);

    String redacted = new Redaction(Set.of(secret)).of(before + written + after);

    assertThat(redacted).doesNotContain(written).contains("***");
    assertThat(redacted).hasSizeLessThanOrEqualTo(before.length() + 3 + after.length());
  }

  @Property(tries = 300)
  void one_program_may_repeat_what_another_one_wrote(
      @ForAll("plainSecrets") String secret,
      @ForAll("writers") String inner,
      @ForAll("writers") String outer) {
    String written = WRITERS.get(outer).apply(WRITERS.get(inner).apply(secret));

    assertThat(new Redaction(Set.of(secret)).of("no: " + written)).isEqualTo("no: ***");
  }

  @Property(tries = 300)
  void base64_is_hidden_behind_anything(
      @ForAll("secrets") String secret,
      @ForAll("writers") String writer,
      @ForAll("others") String before,
      @ForAll("others") String after) {
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String encoded = encoder.encodeToString((before + secret + after).getBytes(UTF_8));
      String others = encoder.encodeToString((before + "xx" + after).getBytes(UTF_8));

      String redacted = new Redaction(Set.of(secret)).of(WRITERS.get(writer).apply(encoded));

      // what is left are the neighbours, and parts of at most two characters
      assertThat(redacted).contains("***");
      assertThat(redacted.length())
          .isLessThanOrEqualTo(3 + WRITERS.get(writer).apply(others).length() + 4 * 6);
    }
  }

  @Property
  void a_text_without_the_secret_is_as_it_was(
      @ForAll("plainSecrets") String secret, @ForAll("texts") String text) {
    assertThat(new Redaction(Set.of("1" + secret)).of(text)).isSameAs(text);
  }

  @Provide
  Arbitrary<String> secrets() {
    return Arbitraries.oneOf(
            Arbitraries.strings(), Arbitraries.strings().withChars("ab 1%&#;\\u/+\"'<x0=-_ö€"))
        .map(it -> it.length() > 200 ? it.substring(0, 200) : it)
        // half of a character is not a character, and encoders lose it
        .map(it -> new String(it.getBytes(UTF_8), UTF_8))
        .map(it -> it + "s3cret-ö".substring(0, Math.max(0, 8 - Math.min(8, it.length()))));
  }

  @Provide
  Arbitrary<String> plainSecrets() {
    return Arbitraries.strings()
        .withChars("abcXYZ0189 +/<>\"'$.*éö€-_~")
        .ofMinLength(8)
        .ofMaxLength(100);
  }

  @Provide
  Arbitrary<String> writers() {
    return Arbitraries.of(WRITERS.keySet());
  }

  @Provide
  Arbitrary<String> others() {
    return Arbitraries.strings().withChars("mnopq").ofMaxLength(5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("mnopqu%&\\#;+ 02345/ü'").ofMaxLength(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "a", "%", "\\", "&", "&#", "%2", " +", "gAAAA", "ab"})
  void no_secret_and_no_text_is_too_much(String unit) {
    List<String> secrets =
        IntStream.range(0, 25).mapToObj(it -> unit.repeat(16_000) + (char) ('A' + it)).toList();
    var redaction = new Redaction(secrets);

    assertThat(redaction.of("near " + unit.repeat(2_000) + "?")).endsWith("?");
    assertThat(redaction.of(unit.repeat(1_000_000 / unit.length())))
        .isNotEqualTo(Redaction.NOT_CHECKED);
    for (String secret : secrets) {
      assertThat(redaction.of("no:" + secret + ".")).isEqualTo("no:***.");
    }
  }

  @Test
  void secrets_that_begin_alike_are_hidden_to_their_ends() {
    String head = "gAAAAABl-" + "x".repeat(100);
    var redaction = new Redaction(List.of(head + "first", head + "second/", head));

    assertThat(redaction.of(head + "second/ " + head + "first " + head)).isEqualTo("*** *** ***");
  }

  @Test
  void of_a_secret_where_a_text_is_cut_no_part_is_left() {
    var redaction = new Redaction(List.of("s3cret-".repeat(4), "l0nger-".repeat(40)));

    for (String secret : List.of("s3cret-s3cr", "l0nger-l0n", "l0nger-".repeat(39))) {
      String text = "x".repeat(Redaction.LONGEST - secret.length()) + secret + secret;
      assertThat(redaction.of(text)).endsWith("x***... (the rest is not shown)");
    }
  }

  @Test
  void what_cannot_be_checked_is_not_shown() {
    assertThat(Redaction.OF_PLACES.of(null)).isEqualTo(Redaction.NOT_CHECKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Auth-Token%3A%20abc",
        "{&quot;password&quot;: &quot;abc&quot;}",
        "\\u0022secret\\u0022:\"abc"
      })
  void where_a_secret_stands_is_seen_in_other_writings_too(String text) {
    assertThat(Redaction.OF_PLACES.of(text)).isEqualTo(text.replace("abc", "***"));
  }

  private static String percent(String text, Charset charset, String format) {
    if (!charset.newEncoder().canEncode(text)) {
      return percent(text, UTF_8, format);
    }
    var percent = new StringBuilder();
    for (byte it : text.getBytes(charset)) {
      boolean isPlain = it > 0 && (Character.isLetterOrDigit(it) || it == '-' || it == '_');
      percent.append(isPlain ? String.valueOf((char) it) : format.formatted(it));
    }
    return percent.toString();
  }

  /** The ends of JSON's escapes of other characters stay as they are. */
  private static String json(String text) {
    var json = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char it = text.charAt(i);
      boolean isEscape = it == '\\' && text.startsWith("\\\u0000u", i);
      if (isEscape) {
        json.append("\\u");
        i += 2;
      } else if (it == '"' || it == '\\') {
        json.append('\\').append(it);
      } else if (it < ' ') {
        int control = "\b\f\n\r\t".indexOf(it);
        json.append(control < 0 ? "\\u%04x".formatted((int) it) : "\\" + "bfnrt".charAt(control));
      } else {
        json.append(it);
      }
    }
    return json.toString();
  }

  /** Escapes what is not ASCII, so that {@link #json} leaves it alone. */
  private static String each(String text, String format) {
    return text.chars()
        .mapToObj(
            it ->
                it < 0x7F
                    ? Character.toString(it)
                    : format.formatted(it).replace("\\u", "\\\u0000u"))
        .collect(Collectors.joining());
  }

  private static String entities(String text, String format) {
    return text.codePoints()
        .mapToObj(
            it ->
                it < 0x80 && Character.isLetterOrDigit(it)
                    ? Character.toString(it)
                    : format.formatted(it))
        .collect(Collectors.joining());
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  private static String pythonBytes(String text) {
    var parts = new ArrayList<String>();
    for (byte it : text.getBytes(UTF_8)) {
      parts.add(
          it == '\\' ? "\\\\" : it < ' ' ? "\\x%02x".formatted(it) : String.valueOf((char) it));
    }
    return String.join("", parts);
  }
}
