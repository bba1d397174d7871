package io.glancesync.condition;

import static java.util.stream.Collectors.toSet;

import io.glancesync.condition.function.Library;
import io.glancesync.condition.function.Routine;
import io.glancesync.region.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to tell somebody who wrote a word or sign that a condition does not know. */
final class Vocabulary {
  /** The names that a condition starts from, but for the functions. */
  static final Set<String> NAMES = Set.of("image", "metadata_set", "True", "False", "None");

  private static final List<String> OPERATORS =
      List.of("and", "or", "not", "in", "is", "if", "else");

  /** Python's words for what a condition cannot do. */
  private static final Set<String> BEYOND =
      Set.of(
          ("as assert await break class continue def del elif except finally from global import"
                  + " lambda nonlocal pass raise return try while with yield")
              .split(" "));

  private static final Set<String> LOOPS = Set.of("for", "async");

  /** Signs that others write, and what to do instead. */
  private static final Map<String, String> SLIPS =
      Map.ofEntries(
          Map.entry("&&", "write 'and'"),
          Map.entry("||", "write 'or'"),
          Map.entry("!", "write 'not'"),
          Map.entry("<>", "write '!='"),
          Map.entry("=", "compare with '=='; arguments have no names here"),
          Map.entry(":=", "a condition cannot assign"),
          Map.entry("<<", "bits cannot be shifted here"),
          Map.entry(">>", "bits cannot be shifted here"),
          Map.entry("~", "bits cannot be inverted here"));

  private static final String OTHER_QUOTES = "‘’“”`";

  private Vocabulary() {}

  /** What is wrong with the sign at this place, if it is one of those that others write. */
  static Optional<String> slip(String text, int start) {
    if (text.startsWith("==", start) || text.startsWith("!=", start)) {
      return Optional.empty();
    }
    String two = text.substring(start, Math.min(start + 2, text.length()));
    String sign = SLIPS.containsKey(two) ? two : two.substring(0, 1);
    String remedy = OTHER_QUOTES.contains(sign) ? "quote a text with ' or \"" : SLIPS.get(sign);
    return Optional.ofNullable(remedy).map(it -> "'" + sign + "' is not supported: " + it);
  }

  /** Whether Python keeps the word for itself, so that nothing can have it as a name. */
  static boolean isReserved(String word) {
    return OPERATORS.contains(word) || BEYOND.contains(word) || LOOPS.contains(word);
  }

  static String visible(int codePoint) {
    boolean isVisible = !Character.isISOControl(codePoint) && !Character.isSpaceChar(codePoint);
    return isVisible
        ? "'" + Character.toString(codePoint) + "'"
        : String.format("U+%04X", codePoint);
  }

  /** Where something else was expected. */
  static String unexpected(Token token, String expected) {
    if (LOOPS.contains(token.text())) {
      return "a condition cannot loop: comprehensions ('... for x in ...') are not supported";
    }
    if (BEYOND.contains(token.text())) {
      return "'" + token.text() + "' is not supported in a condition";
    }
    return "expected " + expected + ", but " + token.inWords();
  }

  /** Where the condition should have ended or gone on with an operator. */
  static String noOperator(Token token) {
    String hint =
        token.kind() == Token.TokenType.NAME ? NearestName.hint(token.text(), OPERATORS) : "";
    return unexpected(token, "an operator") + hint;
  }

  static String unknownName(String name, boolean isCalled) {
    if (name.startsWith("_")) {
      return underscore();
    }
    var known = isCalled ? Library.FUNCTIONS.keySet() : NAMES;
    String hint = NearestName.hint(name, known);
    boolean mayBeText = hint.isEmpty() && !isCalled;
    return "unknown name '" + name + "'" + (mayBeText ? "; write a text in quotes" : hint);
  }

  static String unknownField(String name) {
    return name.startsWith("_")
        ? underscore()
        : "an image has no '" + name + "'" + NearestName.hint(name, Field.BY_NAME.keySet());
  }

  /**
   * @param type Python's name of the type, empty when it is not known
   */
  static String unknownMethod(String type, String name) {
    if (name.startsWith("_")) {
      return underscore();
    }
    Set<String> known =
        Library.METHODS.values().stream()
            .filter(method -> method.belongsTo(type))
            .map(Routine::name)
            .collect(toSet());
    return (type.isEmpty() ? "there is no method '" : type + " has no method '")
        + name
        + "'"
        + NearestName.hint(name, known);
  }

  private static String underscore() {
    return "names that start with '_' are out of reach";
  }
}
