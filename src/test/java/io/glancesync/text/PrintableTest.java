package io.glancesync.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @Test
  void what_would_begin_a_line_is_shown() {
    assertThat(Printable.of("a\nb\r\nc\u0085d\u2028e\u2029f\u000bg"))
        .isEqualTo("a\\nb\\r\\nc\\u0085d\\u2028e\\u2029f\\u000bg");
  }

  @Test
  void what_would_steer_a_terminal_is_shown() {
    assertThat(Printable.of("\u001b[31m\u009b2J\0\t\b\u007f"))
        .isEqualTo("\\u001b[31m\\u009b2J\\u0000\\t\\u0008\\u007f");
  }

  @Test
  void what_would_turn_the_direction_of_writing_is_shown() {
    assertThat(
            Printable.of(
                "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
        .isEqualTo(
            "\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c");
  }

  @Test
  void what_nobody_would_see_is_shown() {
    assertThat(Printable.of("a\u200bb\u200cc\u00add\ufeffe\u2060f\udb40\udc41g\ud800h\udc00"))
        .isEqualTo("a\\u200bb\\u200cc\\u00add\\ufeffe\\u2060f\\U000e0041g\\ud800h\\udc00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "base_ubuntu_24.04",
        "C:\\new",
        "Ñandú, Übergröße, Ελλάδα, Москва",
        "日本語 한국어 中文",
        "العربية עברית हिन्दी ไทย",
        "e\u0301 combined",
        "🚀 👍🏽 🇪🇸 ❤️",
        "👩‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍💻"
      })
  void letters_and_emoji_stay_as_they_are(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @Test
  void a_joiner_between_anything_but_emoji_is_shown() {
    assertThat(Printable.of("ubu\u200dntu")).isEqualTo("ubu\\u200dntu");
    assertThat(Printable.of("\u200d🚀")).isEqualTo("\\u200d🚀");
    assertThat(Printable.of("🚀\u200d")).isEqualTo("🚀\\u200d");
    assertThat(Printable.of("\ufe0f\u200d🚀")).isEqualTo("\ufe0f\\u200d🚀");
    assertThat(Printable.of("🚀\u200d\u200d🚀")).isEqualTo("🚀\\u200d\\u200d🚀");
  }

  @Test
  void line_breaks_of_ours_stay() {
    assertThat(Printable.lines("key: no\n\u001bimage.nam\n  ^"))
        .containsExactly("key: no", "\\u001bimage.nam", "  ^");
  }

  @Property(tries = 3000)
  void any_text_is_one_line_without_anything_hidden(@ForAll("texts") String text) {
    String line = Printable.of(text);

    assertThat(line.lines().count()).isLessThanOrEqualTo(1);
    assertThat(line.replace("\u200d", "").codePoints().map(Character::getType))
        .doesNotContain(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);
    assertThat(Printable.of(line)).isEqualTo(line);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        Arbitraries.strings().withChars("a\n\u001b\u200d\ud83d\ude80\ufe0f\u202e").ofMaxLength(8));
  }
}
