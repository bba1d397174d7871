package io.glancesync.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name from a cloud runs nothing when somebody copies the command that has it. */
class ShellWordTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "base_ubuntu-24.04, base_ubuntu-24.04",
        "other:Madrid, other:Madrid",
        "a b, 'a b'",
        "$(reboot), '$(reboot)'",
        "it's;x, 'it'\\''s;x'",
        "-f, '-f'"
      })
  void a_word_is_one_word_for_a_shell(String word, String written) {
    assertThat(ShellWord.of(word)).isEqualTo(written);
  }
}
