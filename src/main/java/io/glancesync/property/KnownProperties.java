package io.glancesync.property;

import io.glancesync.config.DataFolder;
import io.glancesync.property.PropertyDefinition.Effect;
import io.glancesync.time.TimeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All settings of {@code conf/application.properties}, with their defaults. That file only
 * overrides them, and may be empty. Tests compare the delivered file and the manual with this
 * table.
 */
public final class KnownProperties {
  private static final int MANY = 1_000_000;
  private static final int AT_ONCE = 1000;
  private static final String ZONE = "a time zone such as `Europe/Madrid`";
  private static final String RATE = "a rate or a timetable";

  /** The settings, in the order of the file and of the manual. */
  static final List<PropertyDefinition> ALL =
      List.of(
          text(DataFolder.KEY, DataFolder.STANDARD, "a folder").at(Effect.START),
          text("glancesync.schedule.NAME.cron", "", "a cron expression, or `off`"),
          text("glancesync.schedule.NAME.regions", "", "regions, with commas"),
          text("glancesync.schedule.NAME.time-zone", "", ZONE),
          text("glancesync.time-zone", "", ZONE),
          choice("glancesync.schedule.misfire", "run", "run", "skip"),
          time("glancesync.shutdown-timeout", "60s", "0", "10d").zero("nothing is waited for"),
          number("glancesync.guard.min-master-percent", 50, "", 0, 100).zero("switched off"),
          number("glancesync.guard.max-replacements", 100, "images", 0, MANY)
              .zero("none is replaced"),
          number("glancesync.guard.max-withdrawals", 10, "images", 0, MANY)
              .zero("none is withdrawn"),
          choice("glancesync.notify", "false", "true", "false"),
          text("glancesync.notify.webhook", "", "an `http://` or `https://` address"),
          text(HttpKeys.PORT, "", "a port").at(Effect.START),
          text(HttpKeys.HOST, "127.0.0.1", "an address of this host").at(Effect.START),
          text(HttpKeys.CERTIFICATE, "", "a PEM file").at(Effect.START),
          text(HttpKeys.KEY, "", "a PEM file").at(Effect.START),
          text(HttpKeys.ROLES, "admin", "roles, with commas"),
          text(HttpKeys.READ_ROLES, "", "roles, with commas"),
          choice(HttpKeys.ANONYMOUS_READ, "false", "true", "false"),
          text(HttpKeys.PROJECTS, "", "projects, with commas"),
          text(HttpKeys.OWNER, "GlanceSync", "a text"),
          text(HttpKeys.STATUS, "SUPPORTED", "a text"),
          text(HttpKeys.HREF, "docs/api.md", "an address"),
          number(HttpKeys.TASKS_KEPT, 1000, "tasks", 1, MANY),
          text(HttpKeys.MANAGEMENT_PORT, "", "a port").at(Effect.START),
          text(HttpKeys.MANAGEMENT_HOST, "127.0.0.1", "an address of this host").at(Effect.START),
          number("glancesync.reports.max-count", 1000, "reports", 1, MANY),
          new PropertyDefinition("glancesync.metrics.file", "", new PropertyKind.FileName(".prom"))
              .at(Effect.ONCE),
          text(ApplicationProperties.TRACING, "", "an `http://` or `https://` address")
              .at(Effect.START),
          number("glancesync.dead-letter.max-count", 1000, "dead letters", 1, MANY),
          time("glancesync.dead-letter.warn-after", "30d", "1d", "10000d"),
          time("glancesync.dead-letter.max-wait", "24h", "0", "24h").zero("each run tries again"),
          number(CapacityKeys.COPIES, 2, "copies", 1, AT_ONCE).at(Effect.ONCE),
          ofTarget("glancesync.region.max-copies.target.TARGET", "copies"),
          number(CapacityKeys.WAITING, 8, "copies", 0, AT_ONCE)
              .zero("those that wait keep their permit")
              .at(Effect.ONCE),
          ofTarget("glancesync.region.max-parallel.target.TARGET", "regions"),
          number(CapacityKeys.DOWNLOADS, 4, "images", 1, AT_ONCE).at(Effect.ONCE),
          ofTarget("glancesync.master.max-downloads.target.TARGET", "images"),
          size("glancesync.spool.max-size", "50GB").zero("each region reads from the master"),
          time("glancesync.spool.max-wait", "5m", "0", "10d").zero("no image waits for room"),
          text(BandwidthKeys.TOTAL, "off", RATE).at(Effect.ONCE),
          text("glancesync.bandwidth.target.TARGET", "", RATE).at(Effect.ONCE),
          text("glancesync.bandwidth.region.REGION", "", RATE).at(Effect.ONCE),
          text("glancesync.bandwidth.region.TARGET.REGION", "", RATE).at(Effect.ONCE),
          number("glancesync.retry.max-retries", 3, "", 0, AT_ONCE).zero("nothing is tried again"),
          time("glancesync.retry.initial-delay", "1s", "0", "1h").zero("tried again at once"),
          number("glancesync.retry.multiplier", 2, "", 1, 100),
          number("glancesync.retry.jitter-percent", 25, "", 0, 100).zero("no wait is varied"),
          time("glancesync.retry.max-delay", "5m", "1s", "10d"),
          time("glancesync.region.probe-interval", "10s", "1ms", "1h"),
          time("glancesync.region.outage-timeout", "15m", "0", "10d")
              .zero("no region is waited for"),
          time("glancesync.request.connect-timeout", "10s", "1s", "1d").at(Effect.START),
          time("glancesync.request.response-timeout", "60s", "1s", "1d").at(Effect.START),
          time("glancesync.request.stall-timeout", "60s", "1s", "1d"),
          time("glancesync.request.store-timeout", "10m", "1s", "10d"));

  private static final Map<String, PropertyDefinition> WITHOUT_NAMES = withoutNames();
  private static final Map<Pattern, PropertyDefinition> WITH_NAMES = withNames();

  /** The only schedule if none is configured. */
  static final String SCHEDULE = "hourly";

  static final String SCHEDULE_CRON = "0 5 * ? * *";

  /** Camel's own settings, unless the file overrides them. */
  static final Map<String, String> OF_CAMEL = ofCamel();

  private KnownProperties() {}

  /** When an edit of a key takes effect; of a key that is not known, between two runs. */
  public static Effect effect(String key) {
    return key.startsWith("camel.")
        ? Effect.START
        : find(key).map(PropertyDefinition::effect).orElse(Effect.BETWEEN_RUNS);
  }

  /** The defaults, in the form that Camel reads. */
  public static Map<String, String> standards() {
    var standards = new TreeMap<>(OF_CAMEL);
    ALL.stream().filter(it -> !it.hasName()).forEach(it -> standards.put(it.key(), it.standard()));
    return standards;
  }

  static Optional<PropertyDefinition> find(String key) {
    // a request asks for several of them
    return Optional.ofNullable(WITHOUT_NAMES.get(key))
        .or(
            () ->
                WITH_NAMES.entrySet().stream()
                    .filter(it -> it.getKey().matcher(key).matches())
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  private static Map<String, PropertyDefinition> withoutNames() {
    return ALL.stream()
        .filter(it -> !it.hasName())
        .collect(Collectors.toUnmodifiableMap(PropertyDefinition::key, it -> it));
  }

  private static Map<Pattern, PropertyDefinition> withNames() {
    var all = new LinkedHashMap<Pattern, PropertyDefinition>();
    ALL.stream().filter(PropertyDefinition::hasName).forEach(it -> all.put(it.pattern(), it));
    return all;
  }

  private static PropertyDefinition text(String key, String standard, String what) {
    return new PropertyDefinition(key, standard, new PropertyKind.FreeText(what));
  }

  private static PropertyDefinition choice(String key, String standard, String... words) {
    return new PropertyDefinition(key, standard, new PropertyKind.OneOf(List.of(words)));
  }

  private static PropertyDefinition number(
      String key, int standard, String unit, int least, int most) {
    return new PropertyDefinition(key, "" + standard, new PropertyKind.Number(unit, least, most));
  }

  private static PropertyDefinition time(String key, String standard, String least, String most) {
    return new PropertyDefinition(
        key,
        standard,
        new PropertyKind.Period(
            TimeText.read(least).orElseThrow(), TimeText.read(most).orElseThrow()));
  }

  private static PropertyDefinition size(String key, String standard) {
    return new PropertyDefinition(key, standard, new PropertyKind.Bytes());
  }

  private static PropertyDefinition ofTarget(String key, String unit) {
    return new PropertyDefinition(key, "", new PropertyKind.Number(unit, 1, AT_ONCE))
        .at(Effect.ONCE);
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
