package io.glancesync.cli.display;

import java.util.ArrayList;
import java.util.List;

/** Sentences in lines that are not too long. */
public final class Wrapped {
  private static final String BULLET = "- ";

  private Wrapped() {}

  public static List<String> lines(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text as one of several items. */
  public static List<String> item(String text, int width) {
    var lines = new ArrayList<String>();
    for (String line : lines(text, width - BULLET.length())) {
      lines.add((lines.isEmpty() ? BULLET : " ".repeat(BULLET.length())) + line);
    }
    return lines;
  }
}
