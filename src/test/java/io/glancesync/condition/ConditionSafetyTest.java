package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionSafetyTest {
  private static boolean holds(String text) {
    return Condition.parse(text).test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image.__class__",
        "image._name",
        "''.__class__",
        "metadata_set.__class__.__mro__",
        "__import__('os')",
        "_",
        "(1).__add__(2)",
        "image.user_properties.__init__()",
        "[].__len__()"
      })
  void a_name_that_starts_with_an_underscore_is_out_of_reach(String text) {
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> Condition.parse(text))
        .withMessage("names that start with '_' are out of reach");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eval('1')",
        "exec('1')",
        "getattr(image, 'name')",
        "globals()",
        "type(1)",
        "open('x')",
        "image.getClass()",
        "image.name.getClass()",
        "''.format(image.name)",
        "java.lang.System.exit(1)"
      })
  void nothing_but_the_listed_names_exists(String text) {
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> Condition.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9**9**9**9",
        "2**100000",
        "(-2)**10**12",
        "(2**9000) * (2**9000)",
        "'a' * 10**9",
        "10**30 * 'ab'",
        "[0] * 10**9",
        "((1,) * 1000) * 1000",
        "[[[['x' * 100] * 100] * 100] * 100] * 100",
        "('a' * 60000) + ('a' * 60000)",
        "[1] * 30000 + [1] * 30000 + [1] * 30000 + [1] * 30000",
        "('a' * 1000).replace('a', 'b' * 1000)",
        "('a' * 1000).replace('', 'b' * 1000)",
        "('a' * 1000).join('b' * 1000)"
      })
  void what_would_grow_too_large_is_refused_at_once(String text) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatExceptionOfType(ConditionEvaluationException.class)
                .isThrownBy(() -> holds(text))
                .withMessageStartingWith("MemoryError: a "));
  }

  static Stream<Arguments> tooDeep() {
    return Stream.of(
            "(".repeat(5000) + "1" + ")".repeat(5000),
            "[".repeat(5000),
            "{".repeat(5000),
            "not ".repeat(4000) + "1",
            "-".repeat(5000) + "1",
            "2" + "**2".repeat(5000),
            "len(".repeat(4000),
            "''[".repeat(4000),
            "1 if 1 else ".repeat(1500) + "1",
            "-(".repeat(4000))
        .map(text -> arguments(text.substring(0, 20) + "...", text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooDeep")
  void what_is_nested_too_deep_is_a_syntax_error(String title, String text) {
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> Condition.parse(text))
        .withMessage("nested deeper than 50 levels");
  }

  static Stream<Arguments> longButFlat() {
    return Stream.of(
            "1" + "+1".repeat(9000),
            "1" + " and 1".repeat(3000),
            "0 or ".repeat(3000) + "1",
            "1" + " <= 1".repeat(3000),
            "'a'" + ".lower()".repeat(2000),
            "'a'" + "[0]".repeat(5000),
            "'a' ".repeat(4000),
            "[" + "1,".repeat(9000) + "]",
            "(".repeat(49) + "1" + ")".repeat(49),
            "'x' in 'x' and ".repeat(1000) + "True")
        .map(text -> arguments(text.substring(0, 15) + "...", text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longButFlat")
  void what_is_longButFlat_needs_no_deep_stack(String title, String text) {
    assertThat(holds(text)).isTrue();
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            "1" + "_1".repeat(9000),
            "1".repeat(19_000),
            "0x" + "f".repeat(19_000),
            " ".repeat(19_000),
            "#\n".repeat(9000),
            "'" + "a".repeat(19_000),
            "'" + "\\".repeat(19_000),
            "x".repeat(19_000),
            "1".repeat(30_000),
            "\\\n".repeat(9000),
            "_".repeat(19_000),
            ".".repeat(19_000))
        .map(text -> arguments(text.substring(0, 10).strip() + "...", text));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void text_without_sense_is_a_syntax_error_however_long(String title, String text) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatExceptionOfType(ConditionSyntaxException.class)
                .isThrownBy(() -> Condition.parse(text)));
  }
}
