package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.condition.function.Search;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SearchTest {
  /** A text that counts how often somebody looks at one of its characters. */
  private static final class Watched implements CharSequence {
    private final String text;
    private long looks;

    private Watched(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }

  @Property(tries = 5000)
  void it_finds_what_java_finds(
      @ForAll("texts") String text, @ForAll("parts") String part, @ForAll("starts") int from) {
    assertThat(new Search(part).in(text, from)).isEqualTo(text.indexOf(part, from));
  }

  // few letters, so that much repeats itself
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab😀").ofMaxLength(40);
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.strings().withChars("ab😀").ofMinLength(1).ofMaxLength(6);
  }

  @Provide
  Arbitrary<Integer> starts() {
    return Arbitraries.integers().between(0, 45);
  }

  @Property
  void it_looks_at_each_character_a_few_times_however_much_repeats_itself(
      @ForAll("texts") String unit, @ForAll("parts") String end) {
    var text = new Watched((unit + "a").repeat(1000));
    var part = new Watched((unit + "a").repeat(500) + end);

    new Search(part).in(text, 0);

    assertThat(text.looks).isLessThanOrEqualTo(text.length());
    assertThat(part.looks).isLessThanOrEqualTo(5L * (text.length() + part.length()));
  }

  @Test
  void one_letter_a_hundred_thousand_times_is_no_worse() {
    var text = new Watched("a".repeat(99_999));
    var part = new Watched("a".repeat(49_999) + "b");

    assertThat(new Search(part).in(text, 0)).isNegative();
    assertThat(text.looks + part.looks).isLessThan(1_000_000);
  }
}
