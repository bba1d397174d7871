package io.glancesync.reload;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.spi.LoadablePropertiesSource;

/**
 * A text of {@code conf/application.properties}, from which Camel reads.
 *
 * @param values as it gives them, by their keys
 */
record SettingsText(String text, Properties values) implements LoadablePropertiesSource {

  /**
   * @throws IllegalArgumentException when something in it stands for no character
   */
  static SettingsText of(String text) {
    var values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // as Camel does with the file
    values.replaceAll((key, value) -> value.toString().stripTrailing());
    return new SettingsText(text, values);
  }

  /** Where a key is given; 0 when it is not. */
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

  /** It is read by {@link ApplicationSettings}, which looks at it first. */
  @Override
  public void reloadProperties(String location) {}
}
