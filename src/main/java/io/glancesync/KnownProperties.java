package io.glancesync;

import io.glancesync.PropertyKind.Number;
import io.glancesync.config.DataFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All settings of {@code conf/application.properties}, with their defaults. That file only
 * overrides them, and may be empty. Tests compare the delivered file and the manual with this
 * table.
 */
final class KnownProperties {
  /** A million seconds are eleven days. */
  private static final int LONG = 1_000_000;

  private static final int MANY = 1_000_000;
  private static final int AT_ONCE = 1000;
  private static final String SECONDS = "seconds";
  private static final String MILLIS = "milliseconds";
  private static final String ZONE = "a time zone such as `Europe/Madrid`";
  private static final String RATE = "a rate or a timetable";

  /** The settings, in the order of the file and of the manual. */
  static final List<PropertyDefinition> ALL =
      List.of(
          text(DataFolder.KEY, DataFolder.STANDARD, "a folder"),
          text("glancesync.schedule.NAME.cron", "", "a cron expression, or `off`"),
          text("glancesync.schedule.NAME.regions", "", "regions, with commas"),
          text("glancesync.schedule.NAME.time-zone", "", ZONE),
          text("glancesync.time-zone", "", ZONE),
          choice("glancesync.missed-runs", "run", "run", "skip"),
          number("glancesync.stop-grace", 60, SECONDS, 0, LONG, "nothing is waited for"),
          number("glancesync.shrunken-master", 50, "per cent", 0, 100, "switched off"),
          number("glancesync.most-replaced", 100, "images", 0, MANY, "none is replaced"),
          choice("glancesync.notify", "false", "true", "false"),
          text("glancesync.notify.webhook", "", "an `http://` or `https://` address"),
          number("glancesync.runs-kept", 1000, "reports", 1, MANY),
          number("glancesync.dead-letter-limit", 1000, "dead letters", 1, MANY),
          number("glancesync.dead-letter-age", 30, "days", 1, 100_000),
          number(CapacityKeys.COPIES, 2, "copies", 1, AT_ONCE),
          ofTarget("glancesync.copies-per-region.target.TARGET", "copies"),
          number(
              CapacityKeys.WAITING, 8, "copies", 0, AT_ONCE, "those that wait keep their permit"),
          ofTarget("glancesync.max-children.target.TARGET", "regions"),
          number(CapacityKeys.DOWNLOADS, 4, "images", 1, AT_ONCE),
          ofTarget("glancesync.downloads.target.TARGET", "images"),
          number("glancesync.spool-limit", 50, "GB", 0, MANY, "each region reads from the master"),
          number("glancesync.spool-patience", 300, SECONDS, 0, LONG, "no image waits for room"),
          text(BandwidthKeys.TOTAL, "off", RATE),
          text("glancesync.bandwidth.target.TARGET", "", RATE),
          text("glancesync.bandwidth.region.REGION", "", RATE),
          text("glancesync.bandwidth.region.TARGET.REGION", "", RATE),
          number("glancesync.retries", 3, "", 0, AT_ONCE, "nothing is tried again"),
          number("glancesync.retry-delay", 1000, MILLIS, 0, LONG, "tried again at once"),
          number("glancesync.delay-growth", 2, "", 1, 100),
          number("glancesync.delay-jitter", 25, "per cent", 0, 100, "no wait is varied"),
          number("glancesync.longest-delay", 300, SECONDS, 1, LONG),
          number("glancesync.probe-delay", 10_000, MILLIS, 1, LONG),
          number("glancesync.region-patience", 900, SECONDS, 0, LONG, "no region is waited for"),
          number("glancesync.connect-timeout", 10, SECONDS, 1, 100_000),
          number("glancesync.response-timeout", 60, SECONDS, 1, 100_000),
          number("glancesync.stall-timeout", 60, SECONDS, 1, 100_000),
          number("glancesync.store-timeout", 600, SECONDS, 1, LONG));

  /** The only schedule if none is configured. */
  static final String SCHEDULE = "hourly";

  static final String SCHEDULE_CRON = "0 5 * ? * *";

  /** Camel's own settings, unless the file overrides them. */
  static final Map<String, String> OF_CAMEL = ofCamel();

  private KnownProperties() {}

  /** The defaults, in the form that Camel reads. */
  static Map<String, String> standards() {
    var standards = new TreeMap<>(OF_CAMEL);
    ALL.stream().filter(it -> !it.hasName()).forEach(it -> standards.put(it.key(), it.standard()));
    return standards;
  }

  static Optional<PropertyDefinition> find(String key) {
    return ALL.stream().filter(it -> it.isKey(key)).findFirst();
  }

  private static PropertyDefinition text(String key, String standard, String what) {
    return new PropertyDefinition(key, standard, new PropertyKind.FreeText(what), "");
  }

  private static PropertyDefinition choice(String key, String standard, String... words) {
    return new PropertyDefinition(key, standard, new PropertyKind.OneOf(List.of(words)), "");
  }

  private static PropertyDefinition number(
      String key, int standard, String unit, int least, int most) {
    return number(key, standard, unit, least, most, "");
  }

  private static PropertyDefinition number(
      String key, int standard, String unit, int least, int most, String zero) {
    return new PropertyDefinition(key, "" + standard, new Number(unit, least, most), zero);
  }

  private static PropertyDefinition ofTarget(String key, String unit) {
    return new PropertyDefinition(key, "", new Number(unit, 1, AT_ONCE), "");
  }

  private static Map<String, String> ofCamel() {
    var values = new TreeMap<String, String>();
    values.put("camel.main.name", "glancesync");
    values.put("camel.main.startup-summary-level", "Off");
    // image content is a stream that passes through; caching it would fill memory or disk
    values.put("camel.main.stream-caching-enabled", "false");
    values.put("camel.main.shutdown-timeout", "10");
    values.put("camel.main.shutdown-log-inflight-exchanges-on-timeout", "false");
    for (String scheme : List.of("http", "https")) {
      String component = "camel.component." + scheme + ".";
      // retries are defined in routes/90-errors.camel.yaml and nowhere else
      values.put(component + "automatic-retries-disabled", "true");
      values.put(component + "cookie-management-disabled", "true");
      // one pool of connections for all endpoints, with the certificates of each target
      values.put(component + "client-connection-manager", "#bean:tlsConnections");
      // the wait for a server that stops reading must end
      values.put(component + "http-client-configurer", "#bean:writeTimeoutInterceptor");
    }
    return Map.copyOf(values);
  }
}
