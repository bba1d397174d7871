package io.glancesync.condition.function;

import io.glancesync.condition.value.Int;
import io.glancesync.condition.value.Limit;
import io.glancesync.condition.value.Nothing;
import io.glancesync.condition.value.OperandFunction;
import io.glancesync.condition.value.PythonError;
import io.glancesync.condition.value.Sequence;
import io.glancesync.condition.value.Text;
import io.glancesync.condition.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** The methods of {@code str}. */
final class TextMethods {
  static final List<Routine> ALL =
      List.of(
          new Routine("str", "startswith", 1, 1, matching(String::startsWith)),
          new Routine("str", "endswith", 1, 1, matching(String::endsWith)),
          new Routine("str", "lower", 0, 0, text -> new Text(in(text, 0).toLowerCase(Locale.ROOT))),
          new Routine("str", "upper", 0, 0, text -> new Text(in(text, 0).toUpperCase(Locale.ROOT))),
          new Routine("str", "strip", 0, 1, text -> strip(text, true, true)),
          new Routine("str", "lstrip", 0, 1, text -> strip(text, true, false)),
          new Routine("str", "rstrip", 0, 1, text -> strip(text, false, true)),
          new Routine("str", "split", 0, 2, TextMethods::split),
          new Routine("str", "replace", 2, 2, TextMethods::replace),
          new Routine("str", "find", 1, 1, TextMethods::find),
          new Routine("str", "count", 1, 1, text -> Int.of(count(in(text, 0), in(text, 1)))),
          new Routine("str", "isdigit", 0, 0, TextMethods::isDigit),
          new Routine("str", "join", 1, 1, TextMethods::join));

  private TextMethods() {}

  /** As Python counts white space; Java leaves out some of it. */
  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == '\u0085';
  }

  static String stripped(String text) {
    return strip(text, true, true, TextMethods::isSpace);
  }

  private static String in(List<Value> operands, int index) {
    return Text.in(operands.get(index));
  }

  private static boolean isGiven(List<Value> operands, int index) {
    return operands.size() > index && operands.get(index) != Nothing.NONE;
  }

  private static OperandFunction matching(BiPredicate<String, String> test) {
    return operands -> {
      boolean isChoice = operands.get(1) instanceof Sequence sequence && sequence.isTuple();
      var affixes = isChoice ? operands.get(1).elements() : List.of(operands.get(1));
      return Int.of(
          affixes.stream().map(Text::in).anyMatch(affix -> test.test(in(operands, 0), affix)));
    };
  }

  private static Value strip(List<Value> operands, boolean left, boolean right) {
    if (!isGiven(operands, 1)) {
      return new Text(strip(in(operands, 0), left, right, TextMethods::isSpace));
    }
    var characters = new BitSet();
    in(operands, 1).codePoints().forEach(characters::set);
    return new Text(strip(in(operands, 0), left, right, characters::get));
  }

  private static String strip(String text, boolean left, boolean right, IntPredicate unwanted) {
    int start = 0;
    int end = text.length();
    while (left && start < end && unwanted.test(text.codePointAt(start))) {
      start = text.offsetByCodePoints(start, 1);
    }
    while (right && end > start && unwanted.test(text.codePointBefore(end))) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(start, end);
  }

  private static Value split(List<Value> operands) {
    int most = operands.size() > 2 ? Subscripts.clamped(operands.get(2), Limit.SIZE) : -1;
    List<String> parts =
        isGiven(operands, 1)
            ? splitAt(in(operands, 1), in(operands, 0), most)
            : splitAtSpace(in(operands, 0), most);
    return Sequence.list(parts.stream().<Value>map(Text::new).toList());
  }

  private static List<String> splitAt(String separator, String text, int most) {
    if (separator.isEmpty()) {
      throw PythonError.value("empty separator");
    }
    var parts = new ArrayList<String>();
    var search = new Search(separator);
    int start = 0;
    int end = search.in(text, 0);
    while (end >= 0 && parts.size() != most) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
      end = search.in(text, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<String> splitAtSpace(String text, int most) {
    var parts = new ArrayList<String>();
    int start = skip(text, 0, true);
    while (start < text.length() && parts.size() != most) {
      int end = skip(text, start, false);
      parts.add(text.substring(start, end));
      start = skip(text, end, true);
    }
    if (start < text.length()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static int skip(String text, int from, boolean spaces) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i)) == spaces) {
      i++;
    }
    return i;
  }

  private static Value replace(List<Value> operands) {
    String text = in(operands, 0);
    String old = in(operands, 1);
    String replacement = in(operands, 2);
    long growth = replacement.length() - old.length();
    Limit.checkSize(text.length() + count(text, old) * growth);
    return new Text(old.isEmpty() ? between(text, replacement) : replaced(text, old, replacement));
  }

  private static String replaced(String text, String old, String replacement) {
    var result = new StringBuilder();
    var search = new Search(old);
    int start = 0;
    for (int end = search.in(text, 0); end >= 0; end = search.in(text, start)) {
      result.append(text, start, end).append(replacement);
      start = end + old.length();
    }
    return result.append(text, start, text.length()).toString();
  }

  /** The text with something put before, behind and between its characters. */
  private static String between(String text, String insertion) {
    var result = new StringBuilder(insertion);
    text.codePoints().forEach(it -> result.appendCodePoint(it).append(insertion));
    return result.toString();
  }

  private static Value find(List<Value> operands) {
    String text = in(operands, 0);
    int index = find(text, in(operands, 1));
    return Int.of(index < 0 ? index : text.codePointCount(0, index));
  }

  /** Where the part first begins; negative if nowhere. */
  static int find(String text, String part) {
    return part.isEmpty() ? 0 : new Search(part).in(text, 0);
  }

  private static int count(String text, String part) {
    if (part.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1;
    }
    var search = new Search(part);
    int count = 0;
    for (int at = search.in(text, 0); at >= 0; at = search.in(text, at + part.length())) {
      count++;
    }
    return count;
  }

  private static Value isDigit(List<Value> operands) {
    String text = in(operands, 0);
    return Int.of(!text.isEmpty() && text.codePoints().allMatch(Character::isDigit));
  }

  private static Value join(List<Value> operands) {
    String separator = in(operands, 0);
    List<String> parts = operands.get(1).elements().stream().map(Text::in).toList();
    Limit.checkSize(
        (long) parts.size() * separator.length() + parts.stream().mapToLong(String::length).sum());
    return new Text(String.join(separator, parts));
  }
}
