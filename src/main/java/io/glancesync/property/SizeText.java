package io.glancesync.property;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as settings have them: {@code 50GB}, {@code 0}; a kB is 1000 bytes. */
final class SizeText {
  static final String UNITS = "B, kB, MB, GB, TB";

  private static final List<String> ASCENDING = List.of("B", "kB", "MB", "GB", "TB");
  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,6})(B|kB|MB|GB|TB)");

  private SizeText() {}

  /** How many bytes; empty when the text is not a size. */
  static OptionalLong read(String text) {
    if (text.equals("0")) {
      return OptionalLong.of(0);
    }
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      return OptionalLong.empty();
    }
    long bytes = Long.parseLong(whole.group(1));
    for (int i = ASCENDING.indexOf(whole.group(2)); i > 0; i--) {
      bytes *= 1000;
    }
    return OptionalLong.of(bytes);
  }
}
