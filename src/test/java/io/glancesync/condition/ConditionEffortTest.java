package io.glancesync.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.WorkBudget;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a condition may cost: none can keep a run busy, or fill the memory. */
class ConditionEffortTest {
  /** What an evaluation may allocate in all, most of which is gone again at once. */
  private static final long BYTES = 300_000_000;

  private static boolean holds(String text) {
    return holds(text, new WorkBudget());
  }

  private static boolean holds(String text, WorkBudget steps) {
    return Condition.parse(text)
        .test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET, steps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "('a'*49999 + 'b') not in 'a'*99999",
        "'a'*49999 + 'b' in 'a'*99998 + 'b'",
        "('a'*99999).find('a'*49999 + 'b') == -1",
        "('a'*99998 + 'b').find('a'*49999 + 'b') == 49999",
        "('a'*99999).count('a'*49999 + 'b') == 0",
        "('a'*99999).count('a'*49999) == 2",
        "('a'*99999).split('a'*49999) == ['', '', 'a']",
        "('a'*99999).replace('a'*49999, 'b') == 'bba'",
        "('a'*99999).strip('b'*99998 + 'a') == ''",
        "('é😀'*9999).strip('😀é') == ''",
        "sorted(['a'*40000] + ['b']*9000)[0] == 'a'*40000",
        "max(['a'*40000] + ['b']*9000) == 'b'",
        "{0.1, 0.2, 0.5, 2.0, 2} == {0.5, 0.2, 0.1, 2}",
        "-0.0 == 0.0 and 0.0 in {-0.0} and not 0.0 > -0.0 and {-0.0} == {0}",
      })
  void long_texts_are_searched_and_sorted_all_the_same(String text) {
    long before = allocated();

    assertThat(holds(text)).isTrue();
    assertThat(allocated() - before).isLessThan(BYTES);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      textBlock =
          """
      str([str([str([str(['\\\\'*9000])])])]) => MemoryError: a value of more than 100000 characters is refused (column 1)
      ('a'*99999).replace('a', 'bb') => MemoryError: a value of more than 100000 characters is refused (column 13)
      """)
  void what_grows_too_large_is_refused_at_its_place(String text, String message) {
    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds(text))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list('a'*99999)",
        "'a'*99999",
        "sorted('ab'*49999)",
        "('a '*49999).split()",
        "set(list('a'*99999))",
        "('a'*99999).replace('', '')",
        "2**4999",
        "int('9'*3000) * 7 // 3"
      })
  void what_is_large_can_be_made_a_number_of_times_only(String large) {
    String text = "[" + (large + ", ").repeat(19_000 / (large.length() + 2)) + "]";
    var steps = new WorkBudget();
    long before = allocated();

    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds(text, steps))
        .withMessageMatching("MemoryError: more than 1000000 steps are refused \\(column \\d+\\)");
    assertThat(steps.taken()).isLessThan(2L * Limit.STEPS);
    assertThat(allocated() - before).isLessThan(BYTES);
  }

  /** Operands that are as large as they may be, in operations of every kind. */
  @Property(tries = 400)
  void no_condition_of_200_characters_takes_more_than_its_steps(@ForAll long seed) {
    var steps = new WorkBudget();
    long before = allocated();

    try {
      Condition.parse(large(new Random(seed), 3))
          .test(Examples.IMAGE, Examples.REGION, Examples.METADATA_SET, steps);
    } catch (ConditionEvaluationException e) {
      assertThat(e.getMessage()).matches("(?s)[A-Z]\\w+Error: .{1,200} \\(column \\d+\\)");
    }

    assertThat(steps.taken()).isLessThan(2L * Limit.STEPS);
    assertThat(allocated() - before).isLessThan(BYTES);
  }

  private static final String[] LEAVES = {
    "'a'",
    "'a'*99999",
    "'ab'*49999",
    "('a'*49999+'b')",
    "'\\\\'*50000",
    "2**4999",
    "1e-300",
    "0.1",
    "[1]*30000",
    "('x',)*9000",
    "[['a'*999]]*90",
    "image.user_properties",
    "metadata_set",
    "{1: 'a'}"
  };

  private static final String[] TEMPLATES = {
    "(%s)+(%s)",
    "(%s)*(%s)",
    "(%s)-(%s)",
    "(%s)//(%s)",
    "(%s)**(%s)",
    "(%s) in (%s)",
    "(%s)==(%s)",
    "(%s)<(%s)",
    "(%s)|(%s)",
    "(%s)&(%s)",
    "{%s, %s}",
    "[%s, %s]",
    "{%s: %s}",
    "str(%s)",
    "list(%s)",
    "set(%s)",
    "sorted(%s)",
    "max(%s, %s)",
    "len(%s)",
    "int(%s)",
    "str(%s).find(str(%s))",
    "str(%s).count(str(%s))",
    "str(%s).split(str(%s))",
    "str(%s).strip(str(%s))",
    "str(%s).replace(str(%s), str(%s))",
    "str(%s).join(list(%s))",
    "str(%s).upper()",
    "str(%s)[::-1]",
    "list(%s)[1:]",
    "set(%s).union(%s)",
    "(%s)[%s]"
  };

  private static String large(Random random, int depth) {
    String text;
    do {
      text = made(random, depth);
    } while (text.length() > 200);
    return text;
  }

  private static String made(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return LEAVES[random.nextInt(LEAVES.length)];
    }
    String template = TEMPLATES[random.nextInt(TEMPLATES.length)];
    int holes = template.split("%s", -1).length - 1;
    return template.formatted(
        IntStream.range(0, holes).mapToObj(it -> made(random, depth - 1)).toArray());
  }

  @Test
  void a_message_repeats_no_long_value() {
    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds("int('a'*99999)"))
        .withMessage(
            "ValueError: invalid literal for int(): '%s... (column 1)".formatted("a".repeat(59)));
    assertThatExceptionOfType(ConditionEvaluationException.class)
        .isThrownBy(() -> holds("image.user_properties['😀'*9999]"))
        .withMessage("KeyError: '%s... (column 23)".formatted("😀".repeat(59)));
  }

  /** Java's texts have a hash that anybody can find others for, and a cloud chooses these names. */
  @Test
  void names_of_one_hash_are_found_like_others() {
    Map<String, String> properties =
        IntStream.range(0, 1 << 14)
            .mapToObj(ConditionEffortTest::ofOneHash)
            .collect(Collectors.toMap(name -> name, name -> "1", (a, b) -> a, TreeMap::new));
    Image image =
        Image.builder(new ImageId("8f2c1f3e-0c1d-4a59-a4b6-0b4f6c5c7d10"))
            .status("active")
            .properties(properties)
            .build();

    String text =
        "len(image.user_properties.keys()) == 16384 == len(image.user_properties.items())"
            + " and '%s' in image.user_properties and 'AaAa' not in image.user_properties"
                .formatted(ofOneHash(12_345));

    assertThat(properties.keySet().stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(Condition.parse(text).test(image, Examples.REGION, Examples.METADATA_SET)).isTrue();
  }

  private static String ofOneHash(int number) {
    return IntStream.range(0, 14)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
