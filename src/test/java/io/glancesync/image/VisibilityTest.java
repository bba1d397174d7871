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

  @ParameterizedTest
  @CsvSource({
    // the region's, the master's, what the region's should be
    "PRIVATE, SHARED, PRIVATE",
    "SHARED, PRIVATE, SHARED",
    "SHARED, SHARED, SHARED",
    "SHARED, PUBLIC, PUBLIC",
    "PUBLIC, SHARED, SHARED",
    "PUBLIC, PRIVATE, PRIVATE",
    "PRIVATE, COMMUNITY, COMMUNITY",
    "COMMUNITY, PRIVATE, PRIVATE",
    "COMMUNITY, PUBLIC, PUBLIC",
    "PUBLIC, COMMUNITY, COMMUNITY",
    "PUBLIC, PUBLIC, PUBLIC"
  })
  void only_public_community_or_neither_is_kept_in_step(
      Visibility region, Visibility master, Visibility wanted) {
    assertThat(region.inStepWith(master)).isEqualTo(wanted);
  }

  @Test
  void another_word_is_an_error() {
    assertThatIllegalArgumentException().isThrownBy(() -> Visibility.of("secret"));
  }
}
