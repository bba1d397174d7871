package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionValueTest {
  private static boolean holds(String text) {
    return Condition.parse(text).test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET);
  }

  @ParameterizedTest
  @MethodSource("io.glancesync.condition.Examples#thatHold")
  void a_condition_holds_as_in_python(String text) {
    assertThat(holds(text)).isTrue();
    assertThat(holds("not (" + text + "\n)")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.glancesync.condition.Examples#thatRaise")
  void a_condition_fails_where_python_raises(String text) {
    assertThatExceptionOfType(ConditionEvaluationException.class).isThrownBy(() -> holds(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      image.user_properties['typ'] => KeyError: 'typ' (column 23)
      image.is_public and int('abc') => ValueError: invalid literal for int(): 'abc' (column 21)
      image.size / image.min_ram => ZeroDivisionError: division by zero (column 12)
      image.name < 10 => TypeError: '<' not supported between instances of 'str' and 'int' (column 12)
      image.name + 1 => TypeError: unsupported operand type(s) for +: 'str' and 'int' (column 12)
      (image.owner or 1).lower() + [image.size][0].lower() => AttributeError: 'int' object has no attribute 'lower' (column 46)
      1 < 2 < 'a' => TypeError: '<' not supported between instances of 'int' and 'str' (column 7)
      image.tags[2] => IndexError: list index out of range (column 12)
      -image.name => TypeError: bad operand type for unary -: 'str' (column 1)
      {image.tags} => TypeError: unhashable type: 'list' (column 1)
      metadata_set & image.user_properties => TypeError: unsupported operand type(s) for &: 'set' and 'dict' (column 14)
      min([int(image.name)]) => ValueError: invalid literal for int(): 'base_ubuntu' (column 6)
      """)
  void a_failure_says_what_python_would_and_where(String text, String message) {
    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds(text))
        .withMessage(message);
  }

  @Test
  void a_failure_in_a_condition_of_several_lines_names_the_line() {
    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds("image.is_public\n  and 1 / 0"))
        .withMessage("ZeroDivisionError: division by zero (line 2, column 9)");
  }

  @Test
  void a_condition_may_go_over_several_lines_without_a_backslash() {
    assertThat(holds("\n image.is_public\r\n\tand # every one\n not \\\n (image.size\n == 0)\n"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"owner", "checksum", "disk_format", "container_format"})
  void a_field_that_glance_left_empty_is_none(String field) {
    var bare = Image.builder(new ImageId("1")).build();

    assertThat(Condition.parse("image." + field + " is None").test(bare, Examples.REGION, Set.of()))
        .isTrue();
  }

  @Test
  void the_region_is_the_master_region_as_users_write_it() {
    var condition = Condition.parse("image.region == 'other:Madrid'");

    assertThat(condition.test(Examples.IMAGE, RegionName.of("other:Madrid"), Set.of())).isTrue();
  }

  @Test
  void has_key_works_as_in_python_2() {
    assertThat(holds("image.user_properties.has_key('nid')")).isTrue();
    assertThat(holds("image.user_properties.has_key('x')")).isFalse();
  }

  @Test
  void is_compares_texts_and_numbers_by_value() {
    assertThat(holds("image.status is 'active' and image.size is 2000000000")).isTrue();
    assertThat(holds("[] is [] or image.tags is image.tags or 1 is 1.0")).isFalse();
  }

  @Test
  void a_condition_is_written_as_it_was_read() {
    assertThat(Condition.parse(" image.is_public ")).hasToString(" image.is_public ");
  }
}
