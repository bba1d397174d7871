package io.glancesync.reload;

import java.util.regex.Pattern;

/** Finds the line of a key in {@code conf/application.properties}. */
public final class PropertyLine {
  private PropertyLine() {}

  /**
   * The line, from 1; 0 when the key is absent. Of a key that is given twice, the last line
   * applies.
   */
  public static int of(String text, String key) {
    Pattern entry = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*([=:\\s].*)?");
    String[] lines = text.split("\n", -1);
    int line = 0;
    for (int i = 0; i < lines.length; i++) {
      if (entry.matcher(lines[i].stripTrailing()).matches()) {
        line = i + 1;
      }
    }
    return line;
  }
}
