package io.glancesync.reload;

import io.glancesync.config.source.ConfigurationException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * A text of {@code conf/application.properties}.
 *
 * @param values its values by key; none when there is a flaw
 * @param flaw why the text cannot be read at all
 */
record SettingsText(String text, Properties values, Optional<Problem> flaw) {
  static final String FILE = "conf/application.properties";

  /**
   * @param text the text; null when the file is missing
   */
  static SettingsText of(String text) {
    if (text == null) {
      String reason = "it is gone; write it again, or an empty one for all defaults";
      return new SettingsText("", new Properties(), Optional.of(new Problem(FILE, 0, reason)));
    }
    try {
      return new SettingsText(text, values(text), Optional.empty());
    } catch (IllegalArgumentException e) {
      return new SettingsText(
          text,
          new Properties(),
          Optional.of(
              new Problem(FILE, unreadableLine(text), e.getMessage().replaceFirst("\\.$", ""))));
    }
  }

  /**
   * @throws IllegalArgumentException when an escape is not a character
   */
  private static Properties values(String text) {
    var values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // as Camel does when it reads the file
    values.replaceAll((key, value) -> value.toString().stripTrailing());
    return values;
  }

  private static int unreadableLine(String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      try {
        values(lines[i]);
      } catch (IllegalArgumentException e) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Why values of this text cannot be used. */
  Problem problem(RuntimeException e) {
    if (e instanceof ConfigurationException) {
      String reason = e.getMessage().replaceFirst("^" + FILE + ": ", "");
      return new Problem(FILE, PropertyLine.of(text, reason.replaceFirst("[ =:].*", "")), reason);
    }
    return new Problem(FILE, 0, new StartFailure(e).reason());
  }
}
