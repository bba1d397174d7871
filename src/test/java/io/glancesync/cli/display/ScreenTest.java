package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  Screen screen = new Screen(80, 24);

  @Test
  void it_is_as_large_as_the_terminal_says() {
    screen.take("40 132\n");

    assertThat(screen.rows()).isEqualTo(40);
    assertThat(screen.columns()).isEqualTo(132);
  }

  @Test
  void one_without_a_size_is_taken_for_a_usual_one() {
    var none = new Screen(0, 0);

    assertThat(none.rows()).isEqualTo(24);
    assertThat(none.columns()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0\n", "x y", "1", "1 2 3", "stty: not a tty", "99999999999 1"})
  void what_says_nothing_changes_nothing(String said) {
    screen.take(said);

    assertThat(screen.rows()).isEqualTo(24);
    assertThat(screen.columns()).isEqualTo(80);
  }
}
