package io.glancesync.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibilityTest {
  @ParameterizedTest
  @CsvSource({"public, PUBLIC", "private, PRIVATE", "shared, SHARED", "community, COMMUNITY"})
  void glance_has_four_words_for_it(String text, Visibility visibility) {
    assertThat(Visibility.of(text)).isEqualTo(visibility);
    assertThat(visibility.text()).isEqualTo(text);
  }

  @Test
  void another_word_is_an_error() {
    assertThatIllegalArgumentException().isThrownBy(() -> Visibility.of("secret"));
  }
}
