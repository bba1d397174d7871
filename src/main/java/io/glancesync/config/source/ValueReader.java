package io.glancesync.config.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads values of the types that keys have; an error names the place, and what would be right. */
public final class ValueReader {
  private static final Set<String> TRUE = Set.of("1", "yes", "true", "on");
  private static final Set<String> FALSE = Set.of("0", "no", "false", "off");
  private static final String NONE = "None";

  private ValueReader() {}

  /** A whole number above 0. */
  public static int number(Setting setting) {
    return number(setting, 1);
  }

  /** A whole number, which may be 0. */
  public static int numberOrZero(Setting setting) {
    return number(setting, 0);
  }

  private static int number(Setting setting, int least) {
    try {
      int number = Integer.parseInt(setting.text());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same answer as for a number that is too small
    }
    throw setting.error(
        "%s is not a whole number%s. Write for example: %s = 4"
            .formatted(setting.shown(), least == 0 ? "" : " above 0", setting.key()));
  }

  /** A boolean in any of Python's spellings. */
  public static boolean flag(Setting setting) {
    return flag(setting.text())
        .orElseThrow(
            () ->
                setting.error(
                    "%s is neither true nor false. Write True or False (1, yes, on, 0, no and off will do)"
                        .formatted(setting.shown())));
  }

  /** The same of any text; empty when it is none. YAML's spellings are among Python's. */
  public static Optional<Boolean> flag(String text) {
    var word = text.strip().toLowerCase(Locale.ROOT);
    return TRUE.contains(word) || FALSE.contains(word)
        ? Optional.of(TRUE.contains(word))
        : Optional.empty();
  }

  /** Items between commas; the word None stands for an empty list. */
  public static List<String> list(Setting setting) {
    if (isNone(setting)) {
      return List.of();
    }
    return Arrays.stream(setting.text().split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  public static boolean isNone(Setting setting) {
    return setting.text().equalsIgnoreCase(NONE);
  }

  public static Path path(Setting setting, Environment environment) {
    try {
      return environment.path(setting.text());
    } catch (InvalidPathException e) {
      throw setting.error(setting.shown() + " is not the path of a file or folder");
    }
  }
}
