package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConditionPropertiesTest {
  @Property
  void any_text_is_a_condition_or_a_syntax_error_with_a_place(@ForAll String text) {
    readAndTest(text);
  }

  @Property(tries = 3000)
  void any_row_of_words_is_a_condition_or_a_syntax_error_with_a_place(
      @ForAll("rowsOfWords") String text) {
    readAndTest(text);
  }

  @Provide
  Arbitrary<String> rowsOfWords() {
    return Arbitraries.of(
            ("image . name size user_properties metadata_set get lower and or not in is if else for"
                    + " True None ( ) [ ] { } , : + - * / // ** % & | ^ < <= == != 1 2.5 0x1 'a' \"b\""
                    + " '\\ ''' len int max sorted # \\ = ! _x lambda é \n")
                .split(" "))
        .list()
        .ofMaxSize(12)
        .map(words -> String.join(" ", words));
  }

  private static void readAndTest(String text) {
    try {
      Condition.parse(text).test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET);
    } catch (ConditionSyntaxException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      assertThat(e.excerpt()).endsWith("^");
    } catch (ConditionEvaluationException e) {
      assertThat(e.getMessage()).matches("(?s)[A-Z]\\w+Error: .* \\(.*column \\d+\\)");
    }
  }
}
