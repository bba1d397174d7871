package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
  @ParameterizedTest
  @CsvSource({
    "base_ubuntu_24.04, 20, base_ubuntu_24.04",
    "base_ubuntu_24.04, 17, base_ubuntu_24.04",
    "base_ubuntu_24.04, 13, base_...24.04",
    "base_ubuntu_24.04, 4,  b...",
    "base_ubuntu_24.04, 3,  ...",
    "\u955c\u50cf\u955c\u50cf\u955c\u50cf, 11, \u955c\u50cf...\u955c\u50cf",
    "\u955c\u50cf\u955c\u50cf\u955c\u50cf, 10, \u955c\u50cf...\u50cf",
    "abcdefghe\u0301, 5, a...e\u0301",
  })
  void a_text_is_shortened_in_its_middle(String text, int columns, String shown) {
    assertThat(Width.shortened(text, columns)).isEqualTo(shown);
  }

  @Property
  void it_has_room(
      @ForAll @StringLength(max = 40) String text,
      @ForAll @IntRange(min = 3, max = 60) int columns) {
    assertThat(Width.of(Width.shortened(text, columns))).isLessThanOrEqualTo(columns);
    assertThat(Width.of(Width.limited(text, columns))).isLessThanOrEqualTo(columns);
  }
}
