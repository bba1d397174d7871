package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionSyntaxTest {
  private static ConditionSyntaxException errorIn(String text) {
    return catchThrowableOfType(ConditionSyntaxException.class, () -> Condition.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      image.is_public and => 20 => expected a value, but the condition ends here
      image.is_public  # all => 1 => none
      (image.is_public => 1 => '(' is never closed
      [1, (2, 3] => 10 => expected ')', but found ']'
      image.is_public) => 16 => expected an operator, but found ')'
      image.is_public, => 16 => expected an operator, but found ','
      image.is_public image.size => 17 => expected an operator, but found 'image'
      image.is_public AND True => 17 => expected an operator, but found 'AND'; did you mean 'and'?
      1 not 2 => 7 => expected 'in', but found the number 2
      1 if 2 => 7 => expected 'else', but the condition ends here
      or 1 => 1 => expected a value, but found 'or'
      1 == not 2 => 6 => expected a value, but found 'not'
      1 + * 2 => 5 => expected a value, but found '*'
      f(1) => 1 => unknown name 'f'
      [1 2] => 4 => expected ']', but found the number 2
      {1: 2, 3} => 9 => expected ':', but found '}'
      'a'['b' 5] => 9 => expected ']', but found the number 5
      'a' if 'b' 'c' => 15 => expected 'else', but the condition ends here
      image. => 7 => expected a name, but the condition ends here
      image.5 => 1 => 'image' needs one of its fields, for example image.name
      """)
  void a_slip_in_the_grammar_is_told_with_its_place(String text, int column, String message) {
    if (message.equals("none")) {
      assertThat(errorIn(text)).isNull();
      return;
    }
    assertThat(errorIn(text)).hasMessage(message);
    assertThat(errorIn(text).column()).isEqualTo(column);
    assertThat(errorIn(text).line()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      imag.name => 1 => unknown name 'imag'; did you mean 'image'?
      nid in image.user_properties => 1 => unknown name 'nid'; write a text in quotes
      image.is_public or true => 20 => unknown name 'true'; did you mean 'True'?
      False and lenn(image.name) => 11 => unknown name 'lenn'; did you mean 'len'?
      open('/etc/passwd') => 1 => unknown name 'open'; did you mean 'len'?
      False and image.naem => 17 => an image has no 'naem'; did you mean 'name'?
      image.type == 'x' => 7 => an image has no 'type'
      True or image.name.startwith('x') => 20 => str has no method 'startwith'; did you mean 'startswith'?
      image.user_properties.lower() => 23 => dict has no method 'lower'
      image.user_properties.type => 23 => dict has no method 'type'
      metadata_set.intersect('x') => 14 => set has no method 'intersect'; did you mean 'intersection'?
      image.size.lower() => 12 => int has no method 'lower'
      image.checksum.starts('x') => 16 => there is no method 'starts'
      image.name.lower().title() => 20 => there is no method 'title'
      image => 1 => 'image' needs one of its fields, for example image.name
      'nid' in image => 10 => 'image' needs one of its fields, for example image.name
      image.name.lower => 12 => write lower(...) to call it
      len => 1 => write len(...) to call it
      image.name() => 11 => only functions and methods can be called
      metadata_set('x') => 13 => only functions and methods can be called
      False and image.name.startswith() => 22 => startswith takes 1 argument, not 0
      image.user_properties.get('a', 'b', 'c') => 23 => get takes 1 to 2 arguments, not 3
      image.name.lower(1) => 12 => lower takes 0 arguments, not 1
      max() => 1 => max takes 1 or more arguments, not 0
      len('a', 'b') => 1 => len takes 1 argument, not 2
      """)
  void what_does_not_exist_is_found_even_where_it_is_never_evaluated(
      String text, int column, String message) {
    assertThat(errorIn(text)).hasMessage(message);
    assertThat(errorIn(text).column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      any(p in metadata_set for p in image.user_properties) => 23 => a condition cannot loop: comprehensions ('... for x in ...') are not supported
      [image.name for x in metadata_set] => 13 => a condition cannot loop: comprehensions ('... for x in ...') are not supported
      lambda: True => 1 => 'lambda' is not supported in a condition
      import os => 1 => 'import' is not supported in a condition
      image.is_public && True => 17 => '&&' is not supported: write 'and'
      image.is_public || True => 17 => '||' is not supported: write 'or'
      !image.is_public => 1 => '!' is not supported: write 'not'
      image.size <> 1 => 12 => '<>' is not supported: write '!='
      image.status = 'active' => 14 => '=' is not supported: compare with '=='; arguments have no names here
      sorted(image.tags, reverse=True) => 27 => '=' is not supported: compare with '=='; arguments have no names here
      (n := 1) => 4 => ':=' is not supported: a condition cannot assign
      1 << 2 => 3 => '<<' is not supported: bits cannot be shifted here
      ~1 => 1 => '~' is not supported: bits cannot be inverted here
      image.name == “x” => 15 => '“' is not supported: quote a text with ' or "
      f'{image.name}' => 1 => only plain texts are supported, without a letter before the quote
      b'x' => 1 => only plain texts are supported, without a letter before the quote
      1 ? 2 => 3 => unexpected character '?'
      image.name == '' ; 1 => 18 => unexpected character ';'
      """)
  void what_is_left_out_on_purpose_is_named(String text, int column, String message) {
    assertThat(errorIn(text)).hasMessage(message);
    assertThat(errorIn(text).column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      image.name == 'abc => 15 => the text is never closed with '
      image.name == 'abc\\' => 15 => the text is never closed with '
      '''a' => 1 => the text is never closed with '''
      'a\\x4' => 3 => this escape needs 2 hexadecimal digits
      'a\\U00110000' => 3 => there is no such character
      'a\\101' => 3 => this escape is not supported; write it with \\u
      0777 => 1 => a number cannot start with 0; octal ones start with 0o
      1_ => 2 => a number cannot be followed by a letter or '_'
      0x1__2 => 1 => in a number, each '_' must stand between two digits
      10GB => 3 => a number cannot be followed by a letter or '_'
      1.5j => 4 => a number cannot be followed by a letter or '_'
      """)
  void a_literal_that_cannot_be_read_is_told(String text, int column, String message) {
    assertThat(errorIn(text)).hasMessage(message);
    assertThat(errorIn(text).column()).isEqualTo(column);
  }

  @Test
  void the_excerpt_has_a_caret_under_the_place() {
    assertThat(errorIn("image.is_public and image.naem").excerpt())
        .isEqualTo(
            """
            image.is_public and image.naem
                                      ^""");
  }

  @Test
  void the_excerpt_shows_the_line_in_question_only() {
    var error = errorIn("image.is_public\n\t and image.naem \r\n and True");

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(13);
    assertThat(error.excerpt()).isEqualTo("\t and image.naem\n\t           ^");
  }

  @Test
  void a_character_outside_of_the_basic_plane_is_one_column() {
    var error = errorIn("'\uD83D\uDE00' in nid");

    assertThat(error.column()).isEqualTo(8);
    assertThat(error.excerpt()).isEqualTo("'\uD83D\uDE00' in nid\n       ^");
  }

  @Test
  void an_empty_condition_is_an_error() {
    assertThat(errorIn("")).hasMessage("expected a value, but the condition ends here");
    assertThat(errorIn("").excerpt()).isEqualTo("\n^");
    assertThat(errorIn(" \n ").line()).isOne();
  }

  @Test
  void an_end_that_comes_too_soon_is_shown_after_the_last_word() {
    var error = errorIn("image.is_public and\n\n");

    assertThat(error.excerpt()).isEqualTo("image.is_public and\n" + " ".repeat(19) + "^");
  }

  @Test
  void a_space_that_only_looks_like_one_is_named() {
    assertThat(errorIn("1\u00A0+ 1")).hasMessage("unexpected character U+00A0");
  }
}
