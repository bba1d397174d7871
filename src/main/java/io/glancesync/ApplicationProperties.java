package io.glancesync;

import static java.util.stream.Collectors.toSet;

import io.glancesync.config.credential.AuthUrl;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.planner.Guards;
import io.glancesync.region.NearestName;
import io.glancesync.schedule.Schedule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * The values of {@code conf/application.properties}, or of the environment, that Java reads. Camel
 * itself would treat an invalid number as absent, and would not report an implausible one.
 */
record ApplicationProperties(CamelContext context, EnvironmentKeys environment) {
  private static final String SCHEDULE = "glancesync.schedule.";
  private static final String CRON = ".cron";
  private static final String OFF = "off";
  private static final String ZONE = "glancesync.time-zone";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private static final String HOME = "glancesync.home";
  private static final String FILE = "conf/application.properties";

  /**
   * The ways in which a route reads a key: {{key}}, {{?key}}, {{key:otherwise}}, ${properties:key}.
   */
  private static final Pattern READ =
      Pattern.compile("(?:\\{\\{[?!]?|\\bproperties(?:Exist)?:)\\s*([\\w.-]+)");

  ApplicationProperties(CamelContext context) {
    this(context, new EnvironmentKeys(System.getenv()));
  }

  /**
   * Warnings of keys in the file and in the environment that nothing reads, each with the key that
   * was probably meant.
   *
   * @param targets the targets that exist
   * @param routes the texts of route files, which may read keys of their own
   */
  List<String> warnings(Set<String> targets, Collection<String> routes) {
    Map<Object, Object> values = values(it -> true);
    Set<String> read =
        Stream.concat(routes.stream(), values.values().stream().map(Object::toString))
            .flatMap(ApplicationProperties::read)
            .collect(toSet());
    SortedSet<String> given = keys(it -> true);
    Stream<String> ofFile =
        given.stream()
            .filter(key -> !read.contains(key) && isMeantForUs(key))
            .map(key -> "%s: nothing reads %s%s".formatted(FILE, key, hint(key)));
    Stream<String> lookedUp =
        Stream.of(given.stream(), read.stream(), ofTargets(targets), ofSchedules(), Stream.of(HOME))
            .flatMap(it -> it);
    return Stream.concat(ofFile, environment.warnings(lookedUp.toList(), routes).stream()).toList();
  }

  private static Stream<String> read(String route) {
    return READ.matcher(route).results().map(it -> it.group(1));
  }

  /** Whether the key looks like one of GlanceSync's keys, but is not. */
  private static boolean isMeantForUs(String key) {
    if (key.equals(HOME) || KnownProperties.find(key).isPresent()) {
      return false;
    }
    String first = key.replaceFirst("\\..*", "");
    return NearestName.of(first, Set.of("glancesync")).isPresent()
        || KnownProperties.find("glancesync." + key).isPresent();
  }

  private static String hint(String key) {
    if (KnownProperties.find("glancesync." + key).isPresent()) {
      return "; did you mean 'glancesync.%s'?".formatted(key);
    }
    return BandwidthKeys.hint(key)
        .orElseGet(() -> PropertyDefinition.hint(key, KnownProperties.ALL));
  }

  private static Stream<String> ofTargets(Set<String> targets) {
    return KnownProperties.ALL.stream()
        .map(PropertyDefinition::key)
        .filter(it -> it.endsWith(".target.TARGET"))
        .flatMap(key -> targets.stream().map(it -> key.replace("TARGET", it)));
  }

  private Stream<String> ofSchedules() {
    return scheduleNames().stream()
        .flatMap(it -> Stream.of(CRON, ".regions", ".time-zone").map(end -> SCHEDULE + it + end));
  }

  String text(String property) {
    return resolved("{{" + property + "}}");
  }

  /**
   * Resolves placeholders. While Camel makes a route from a template, it keeps the template's
   * parameters where every thread first looks for properties. A thread that looks while they are
   * removed fails.
   */
  private String resolved(String text) {
    synchronized (context.getPropertiesComponent()) {
      return context.resolvePropertyPlaceholders(text);
    }
  }

  /**
   * A whole number within the limits of its key.
   *
   * @throws ConfigurationException when the value is not a number, or is outside the limits
   */
  int number(String property) {
    return number(property, text(property));
  }

  /**
   * The same for a text that was read before.
   *
   * @throws ConfigurationException when it is not such a number
   */
  static int number(String property, String text) {
    PropertyKind kind = KnownProperties.find(property).orElseThrow().kind();
    if (!(kind instanceof PropertyKind.Number limits)) {
      throw new IllegalArgumentException(property + " has no number");
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw wrong(property, text, "a whole number");
    }
    int number = Integer.parseInt(text);
    if (number < limits.least() || number > limits.most()) {
      throw wrong(property, "" + number, limits.wanted());
    }
    return number;
  }

  private String choice(String property) {
    PropertyKind kind = KnownProperties.find(property).orElseThrow().kind();
    String text = text(property);
    if (kind instanceof PropertyKind.OneOf choice && !choice.words().contains(text)) {
      throw wrong(property, text, choice.wanted());
    }
    return text;
  }

  /** The longest delay of a retry. */
  Duration longestDelay() {
    // the setting is never 0, which Camel would take for no limit
    return Duration.ofSeconds(number("glancesync.longest-delay"));
  }

  Duration stallTimeout() {
    return Duration.ofSeconds(number("glancesync.stall-timeout"));
  }

  /** How long a run waits for a region that is down. */
  Duration patience() {
    return Duration.ofSeconds(number("glancesync.region-patience"));
  }

  /** How many bytes the spool may hold at most. */
  long spoolLimit() {
    return number("glancesync.spool-limit") * 1_000_000_000L;
  }

  /** How long an image waits for room in the spool. */
  Duration spoolPatience() {
    return Duration.ofSeconds(number("glancesync.spool-patience"));
  }

  Guards guards() {
    return new Guards(number("glancesync.shrunken-master"), number("glancesync.most-replaced"));
  }

  /** How long current transfers may continue after the service is told to end. */
  Duration grace() {
    return Duration.ofSeconds(number("glancesync.stop-grace"));
  }

  /** How many dead letters are kept. */
  int deadLetterLimit() {
    return number("glancesync.dead-letter-limit");
  }

  /** The age from which a dead letter is old. */
  Duration deadLetterAge() {
    return Duration.ofDays(number("glancesync.dead-letter-age"));
  }

  /** The address for notices of failed runs, if notices are enabled. */
  Optional<URI> webhook() {
    return choice("glancesync.notify").equals("true")
        ? Optional.of(address("glancesync.notify.webhook"))
        : Optional.empty();
  }

  /** Reads an address. Its text may hold a secret, and is not shown. */
  private URI address(String property) {
    String advice = "";
    try {
      String text = optional(property);
      advice = AuthUrl.hostAdvice(text).map(it -> ". " + it).orElse("");
      URI address = new URI(text);
      if (address.getHost() != null
          && SCHEMES.contains(address.getScheme())
          && AuthUrl.hasPossiblePort(address)) {
        return address;
      }
    } catch (URISyntaxException | RuntimeException e) {
      // reported below, without Camel's text for an unknown placeholder: it repeats the whole value
    }
    throw wrong(property, "...", "an address such as https://hooks.example.org/x" + advice);
  }

  /** Whether a run that missed its time begins later. */
  boolean isMissedRunMadeUpFor() {
    return choice("glancesync.missed-runs").equals("run");
  }

  /** The schedules, in the order of their names. */
  List<Schedule> schedules() {
    return scheduleNames().stream()
        .filter(it -> !cron(it).isEmpty() && !cron(it).equals(OFF))
        .map(this::schedule)
        .toList();
  }

  private SortedSet<String> scheduleNames() {
    SortedSet<String> names =
        keys(it -> it.startsWith(SCHEDULE) && it.endsWith(CRON)).stream()
            .map(key -> key.substring(SCHEDULE.length(), key.length() - CRON.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(environment.schedules(names));
    if (names.isEmpty()) {
      names.add(KnownProperties.SCHEDULE);
    }
    return names;
  }

  private String cron(String schedule) {
    String key = SCHEDULE + schedule + CRON;
    return schedule.equals(KnownProperties.SCHEDULE)
        ? resolved("{{%s:%s}}".formatted(key, KnownProperties.SCHEDULE_CRON)).strip()
        : optional(key);
  }

  /** The keys that the file or a command sets. */
  SortedSet<String> keys(Predicate<String> which) {
    return values(which).keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<Object, Object> values(Predicate<String> which) {
    return new TreeMap<>(context.getPropertiesComponent().loadPropertiesAsMap(which));
  }

  private Schedule schedule(String name) {
    ZoneId zone = zone(name);
    String cron = cron(name);
    String regions = optional(SCHEDULE + name + ".regions");
    try {
      return new Schedule(
          name,
          cron,
          zone,
          Stream.of(regions.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList());
    } catch (IllegalArgumentException e) {
      throw wrong(SCHEDULE + name + CRON, cron, e.getMessage());
    }
  }

  private ZoneId zone(String schedule) {
    return zoneOf(SCHEDULE + schedule + ".time-zone").orElseGet(this::zone);
  }

  /** The default time zone. */
  ZoneId zone() {
    return zoneOf(ZONE).orElseGet(ZoneId::systemDefault);
  }

  private Optional<ZoneId> zoneOf(String key) {
    String zone = optional(key);
    try {
      return zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw wrong(key, zone, "a time zone such as Europe/Madrid");
    }
  }

  String optional(String property) {
    return resolved("{{" + property + ":}}").strip();
  }

  /**
   * Reads all numbers once. Camel would treat an invalid number as absent, and a value that is read
   * only when needed would be found wrong too late.
   *
   * @throws ConfigurationException when a value cannot be used; names the first one
   */
  void check() {
    zone();
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
    number("glancesync.runs-kept");
    number("glancesync.connect-timeout");
    number("glancesync.response-timeout");
    number("glancesync.store-timeout");
    new CapacityKeys(this).check();
    spoolLimit();
    spoolPatience();
    number("glancesync.retries");
    number("glancesync.retry-delay");
    number("glancesync.delay-growth");
    number("glancesync.delay-jitter");
  }

  /**
   * The settings that the command {@code check} reports besides those that everybody has: limits of
   * targets, and zeros.
   */
  List<String> special(Set<String> targets) {
    Stream<String> zone =
        Stream.of(optional(ZONE)).filter(it -> !it.isEmpty()).map(it -> ZONE + " " + it);
    Stream<String> zeros =
        KnownProperties.ALL.stream()
            .filter(it -> !it.zero().isEmpty() && text(it.key()).matches("0+"))
            .map(it -> "%s 0 (%s)".formatted(it.key(), it.zero()));
    return Stream.of(zone, new CapacityKeys(this).inForce(targets).stream(), zeros)
        .flatMap(it -> it)
        .map(it -> it.replaceFirst("^glancesync\\.", ""))
        .toList();
  }

  /** The warning of a limit whose target does not exist. */
  static String aboutNothing(String key, String target, Set<String> targets) {
    return "conf/application.properties: %s limits nothing, as there is no such target%s"
        .formatted(key, NearestName.hint(target, targets));
  }

  static ConfigurationException wrong(String property, String text, String wanted) {
    return new ConfigurationException(
        "conf/application.properties: %s = %s is not %s".formatted(property, text, wanted),
        "correct it there, or in the environment ($%s)"
            .formatted(PropertyDefinition.variable(property)));
  }
}
