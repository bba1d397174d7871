package io.glancesync.reload;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.spi.LoadablePropertiesSource;

/**
 * A text of {@code conf/application.properties}, which Camel reads as a source of properties.
 *
 * @param values its values by key
 */
record SettingsText(String text, Properties values) implements LoadablePropertiesSource {

  /**
   * @throws IllegalArgumentException when an escape in it is not a character
   */
  static SettingsText of(String text) {
    var values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // as Camel does when it reads the file
    values.replaceAll((key, value) -> value.toString().stripTrailing());
    return new SettingsText(text, values);
  }

  /** The line of a key; 0 when it is absent. */
  static int line(String text, Predicate<String> isIt) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (isIt.test(lines[i])) {
        return i + 1;
      }
    }
    return 0;
  }

  @Override
  public String getName() {
    return "application.properties";
  }

  @Override
  public String getProperty(String name) {
    return values.getProperty(name);
  }

  @Override
  public Properties loadProperties() {
    return values;
  }

  @Override
  public Properties loadProperties(Predicate<String> filter) {
    var some = new Properties();
    values.forEach(
        (key, value) -> {
          if (filter.test(key.toString())) {
            some.put(key, value);
          }
        });
    return some;
  }

  /** Does nothing: {@link ApplicationSettings} reads the file and checks it first. */
  @Override
  public void reloadProperties(String location) {}
}
