package io.glancesync.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
  @Test
  void a_line_ends_before_it_is_too_long() {
    assertThat(Wrapped.lines("one two three four", 9)).containsExactly("one two", "three", "four");
    assertThat(Wrapped.lines("one two", 7)).containsExactly("one two");
  }

  @Test
  void a_long_word_has_a_line_of_its_own() {
    assertThat(Wrapped.lines("a wonderfully b", 4)).containsExactly("a", "wonderfully", "b");
  }

  @Test
  void an_item_hangs() {
    assertThat(Wrapped.item("one two three", 9)).containsExactly("- one two", "  three");
  }
}
