package io.glancesync;

import io.glancesync.config.ConfigurationException;
import io.glancesync.plan.Guards;
import java.time.Duration;
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

  /** How long a retry is put off at most. */
  Duration longestDelay() {
    // Camel would take 0 for no limit at all
    return Duration.ofSeconds(number("glancesync.longest-delay", 1, 1_000_000));
  }

  Duration stallTimeout() {
    return Duration.ofSeconds(number("glancesync.stall-timeout", 1, 100_000));
  }

  Guards guards() {
    return new Guards(
        number("glancesync.shrunken-master", 0, 100), number("glancesync.most-replaced"));
  }

  /**
   * Reads all numbers once: Camel would take what is no number for none, and what is read only when
   * it is needed would be found wrong too late.
   *
   * @throws ConfigurationException names the first that cannot be used
   */
  void check() {
    guards();
    longestDelay();
    stallTimeout();
    number("glancesync.runs-kept", 1, 1_000_000);
    number("glancesync.connect-timeout");
    number("glancesync.response-timeout");
    number("glancesync.store-timeout");
    number("glancesync.copies-per-region");
    number("glancesync.retries");
    number("glancesync.retry-delay");
    number("glancesync.delay-growth", 1, 100);
    number("glancesync.delay-jitter", 0, 100);
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
