package io.glancesync;

import io.glancesync.config.ConfigurationException;
import io.glancesync.plan.Guards;
import io.glancesync.region.NearestName;
import io.glancesync.schedule.Schedule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The values of {@code conf/application.properties}, or of the environment, that Java reads. Camel
 * itself would take what is no number for none, and says nothing of one that makes no sense.
 */
record ApplicationProperties(CamelContext context) {
  private static final String SCHEDULE = "glancesync.schedule.";
  private static final String CRON = ".cron";
  private static final String ZONE = "glancesync.time-zone";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private static final Pattern SCHEDULE_KEY =
      Pattern.compile("glancesync\\.schedule\\..+\\.(cron|regions|time-zone)");

  /** What is read here, or by the routes that are delivered. */
  private static final Set<String> KNOWN =
      Set.of(
          "glancesync.home",
          "glancesync.var",
          ZONE,
          BandwidthKeys.TOTAL,
          "glancesync.missed-runs",
          "glancesync.stop-grace",
          "glancesync.shrunken-master",
          "glancesync.most-replaced",
          "glancesync.runs-kept",
          "glancesync.notify",
          "glancesync.notify.webhook",
          "glancesync.dead-letter-limit",
          "glancesync.dead-letter-age",
          CapacityKeys.COPIES,
          CapacityKeys.DOWNLOADS,
          CapacityKeys.WAITING,
          "glancesync.spool-limit",
          "glancesync.spool-patience",
          "glancesync.retries",
          "glancesync.retry-delay",
          "glancesync.delay-growth",
          "glancesync.delay-jitter",
          "glancesync.longest-delay",
          "glancesync.probe-delay",
          "glancesync.region-patience",
          "glancesync.connect-timeout",
          "glancesync.response-timeout",
          "glancesync.stall-timeout",
          "glancesync.store-timeout");

  /**
   * Keys of ours that nothing reads, each with what may have been meant.
   *
   * @param routes texts of route files, which may read keys of their own
   */
  List<String> warnings(Collection<String> routes) {
    return keys(it -> it.startsWith("glancesync.")).stream()
        .filter(key -> !KNOWN.contains(key) && !SCHEDULE_KEY.matcher(key).matches())
        .filter(key -> !BandwidthKeys.isKey(key) && !CapacityKeys.isOfTarget(key))
        .filter(key -> routes.stream().noneMatch(it -> it.contains(key)))
        .map(
            key ->
                "conf/application.properties: nothing reads %s%s"
                    .formatted(key, BandwidthKeys.hint(key).orElse(NearestName.hint(key, KNOWN))))
        .toList();
  }

  String text(String property) {
    return resolved("{{" + property + "}}");
  }

  /**
   * While a route is made from a template Camel keeps the template's parameters where every thread
   * looks for properties first, and fails in one that looks while they are taken away.
   */
  private String resolved(String text) {
    synchronized (context.getPropertiesComponent()) {
      return context.resolvePropertyPlaceholders(text);
    }
  }

  /**
   * A whole number, not below 0.
   *
   * @throws ConfigurationException when it is none
   */
  int number(String property) {
    return number(property, text(property));
  }

  private static int number(String property, String text) {
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
    return number(property, text(property), least, most);
  }

  /**
   * The same of a text that was read before.
   *
   * @throws ConfigurationException when it is no such number
   */
  int number(String property, String text, int least, int most) {
    int number = number(property, text);
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

  /** How long a run waits for a region that does not answer any more. */
  Duration patience() {
    return Duration.ofSeconds(number("glancesync.region-patience", 0, 1_000_000));
  }

  /** How many bytes of image content are kept on the way at most. */
  long spoolLimit() {
    return number("glancesync.spool-limit") * 1_000_000_000L;
  }

  /** How long an image waits for room in the spool. */
  Duration spoolPatience() {
    return Duration.ofSeconds(number("glancesync.spool-patience", 0, 1_000_000));
  }

  Guards guards() {
    return new Guards(
        number("glancesync.shrunken-master", 0, 100), number("glancesync.most-replaced"));
  }

  /** How long transfers under way may go on when the service is told to end. */
  Duration grace() {
    return Duration.ofSeconds(number("glancesync.stop-grace", 0, 1_000_000));
  }

  /** How many dead letters are kept. */
  int deadLetterLimit() {
    return number("glancesync.dead-letter-limit", 1, 1_000_000);
  }

  /** From when on a dead letter is old. */
  Duration deadLetterAge() {
    return Duration.ofDays(number("glancesync.dead-letter-age", 1, 100_000));
  }

  /** Whether, and if so where, somebody is told of runs that failed. */
  Optional<URI> webhook() {
    String wanted = text("glancesync.notify");
    if (!wanted.equals("true") && !wanted.equals("false")) {
      throw wrong("glancesync.notify", wanted, "true or false");
    }
    return wanted.equals("true")
        ? Optional.of(address("glancesync.notify.webhook"))
        : Optional.empty();
  }

  /** Its text may hold a secret, and is not shown. */
  private URI address(String property) {
    try {
      URI address = new URI(optional(property));
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException | RuntimeException e) {
      // said below, without Camel's words for a placeholder that it cannot fill in: they repeat all
    }
    throw wrong(property, "...", "an address such as https://hooks.example.org/x");
  }

  /** Whether a run that could not begin in time is begun later. */
  boolean isMissedRunMadeUpFor() {
    String text = text("glancesync.missed-runs");
    if (!text.equals("run") && !text.equals("skip")) {
      throw wrong("glancesync.missed-runs", text, "run or skip");
    }
    return text.equals("run");
  }

  /** The schedules, by their names. */
  List<Schedule> schedules() {
    return keys(it -> it.startsWith(SCHEDULE) && it.endsWith(CRON)).stream()
        .map(key -> key.substring(SCHEDULE.length(), key.length() - CRON.length()))
        .sorted()
        .map(this::schedule)
        .toList();
  }

  /** The keys that are given, in the file or by a command. */
  SortedSet<String> keys(Predicate<String> which) {
    return context.getPropertiesComponent().loadPropertiesAsMap(which).keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Schedule schedule(String name) {
    String zone = zone(name);
    String cron = text(SCHEDULE + name + CRON);
    String regions = optional(SCHEDULE + name + ".regions");
    try {
      return new Schedule(
          name,
          cron,
          zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone),
          Stream.of(regions.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList());
    } catch (DateTimeException e) {
      throw wrong(SCHEDULE + name + ".time-zone", zone, "a time zone such as Europe/Madrid");
    } catch (IllegalArgumentException e) {
      throw wrong(SCHEDULE + name + CRON, cron, e.getMessage());
    }
  }

  private String zone(String schedule) {
    String own = optional(SCHEDULE + schedule + ".time-zone");
    return own.isEmpty() ? optional(ZONE) : own;
  }

  /** Whose clocks are meant where nothing else is said. */
  ZoneId zone() {
    String zone = optional(ZONE);
    try {
      return zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw wrong(ZONE, zone, "a time zone such as Europe/Madrid");
    }
  }

  String optional(String property) {
    return resolved("{{" + property + ":}}").strip();
  }

  /**
   * Reads all numbers once: Camel would take what is no number for none, and what is read only when
   * it is needed would be found wrong too late.
   *
   * @throws ConfigurationException names the first that cannot be used
   */
  void check() {
    guards();
    grace();
    patience();
    number("glancesync.probe-delay");
    isMissedRunMadeUpFor();
    webhook();
    schedules();
    deadLetterLimit();
    deadLetterAge();
    longestDelay();
    stallTimeout();
    number("glancesync.runs-kept", 1, 1_000_000);
    number("glancesync.connect-timeout");
    number("glancesync.response-timeout");
    number("glancesync.store-timeout");
    new CapacityKeys(this).check();
    spoolLimit();
    spoolPatience();
    number("glancesync.retries");
    number("glancesync.retry-delay");
    number("glancesync.delay-growth", 1, 100);
    number("glancesync.delay-jitter", 0, 100);
  }

  /** A warning of a limit whose target does not exist. */
  static String aboutNothing(String key, String target, Set<String> targets) {
    return "conf/application.properties: %s limits nothing, as there is no such target%s"
        .formatted(key, NearestName.hint(target, targets));
  }

  static ConfigurationException wrong(String property, String text, String wanted) {
    return new ConfigurationException(
        "conf/application.properties: %s = %s is not %s; correct it there, or in the environment ($%s)"
            .formatted(
                property,
                text,
                wanted,
                property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')));
  }
}
