package io.glancesync.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a span may say of a text from elsewhere. */
class SpanTextTest {
  @Test
  void a_short_text_stays_as_it_is() {
    assertThat(SpanText.of("Ubuntu 26.04 – ñ")).isEqualTo("Ubuntu 26.04 – ñ");
  }

  @Test
  void a_text_is_one_line_and_has_an_end() {
    assertThat(SpanText.of("a\nb")).isEqualTo("a\\nb");
    assertThat(SpanText.of("x".repeat(2000))).hasSize(1003).endsWith("x...");
  }
}
