package io.glancesync;

import io.glancesync.config.ConfigurationException;
import java.util.Locale;
import org.apache.camel.CamelContext;

/**
 * The values of {@code conf/application.properties}, or of the environment, that Java reads. Camel
 * itself would take what is no number for none, and says nothing of one that makes no sense.
 */
record ApplicationProperties(CamelContext context) {

  String text(String property) {
    return context.resolvePropertyPlaceholders("{{" + property + "}}");
  }

  /**
   * A whole number, not below 0.
   *
   * @throws ConfigurationException when it is none
   */
  int number(String property) {
    String text = text(property);
    if (!text.matches("[0-9]{1,9}")) {
      throw wrong(property, text, "a whole number");
    }
    return Integer.parseInt(text);
  }

  /**
   * A whole number within limits, both included.
   *
   * @throws ConfigurationException when it is none, or beyond them
   */
  int number(String property, int least, int most) {
    int number = number(property);
    if (number < least || number > most) {
      throw wrong(property, "" + number, "from %d to %d".formatted(least, most));
    }
    return number;
  }

  private static ConfigurationException wrong(String property, String text, String wanted) {
    return new ConfigurationException(
        "conf/application.properties: %s = %s is not %s; correct it there, or in the environment ($%s)"
            .formatted(
                property,
                text,
                wanted,
                property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')));
  }
}
