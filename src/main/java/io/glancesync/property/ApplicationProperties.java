package io.glancesync.property;

import static java.util.stream.Collectors.toSet;

import io.glancesync.config.credential.AuthUrl;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.content.SpoolSettings;
import io.glancesync.error.RetrySettings;
import io.glancesync.http.RequestSettings;
import io.glancesync.limit.RegionSettings;
import io.glancesync.planner.Guards;
import io.glancesync.region.NearestName;
import io.glancesync.run.DeadLetterSettings;
import io.glancesync.schedule.Schedule;
import io.glancesync.time.TimeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of {@code conf/application.properties}, or of the environment, that Java reads. Camel
 * itself would treat an invalid number as absent, and would not report an implausible one.
 */
public record ApplicationProperties(PropertySource source, EnvironmentKeys environment) {
  private static final String SCHEDULE = "glancesync.schedule.";
  private static final String CRON = ".cron";
  private static final String OFF = "off";
  private static final String ZONE = "glancesync.time-zone";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  static final String TRACING = "glancesync.tracing.endpoint";

  private static final String HOME = "glancesync.home";
  private static final String FILE = "conf/application.properties";
  private static final String OURS = "glancesync.";

  /**
   * The ways in which a route reads a key: {{key}}, {{?key}}, {{key:otherwise}}, ${properties:key}.
   */
  private static final Pattern READ =
      Pattern.compile("(?:\\{\\{[?!]?|\\bproperties(?:Exist)?:)\\s*([\\w.-]+)");

  public ApplicationProperties(PropertySource source) {
    this(source, new EnvironmentKeys(System.getenv()));
  }

  /**
   * Warnings of keys in the file and in the environment that nothing reads, each with the key that
   * was probably meant.
   *
   * @param targets the targets that exist
   * @param routes the texts of route files, which may read keys of their own
   */
  public List<String> warnings(Set<String> targets, Collection<String> routes) {
    Map<String, String> values = values(it -> true);
    Set<String> read =
        Stream.concat(routes.stream(), values.values().stream())
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

  public String text(String property) {
    return resolved("{{" + property + "}}");
  }

  private String resolved(String text) {
    return source.resolve(text);
  }

  /** The value of a key, checked. */
  private String value(String key) {
    String text = text(key);
    KnownProperties.find(key).orElseThrow().require(key, text);
    return text;
  }

  /**
   * A whole number within the limits of its key.
   *
   * @throws ConfigurationException when the value is not such a number
   */
  public int number(String key) {
    return Integer.parseInt(value(key));
  }

  /** As {@link #number(String)}, for a text that was read before. */
  static int number(String key, String text) {
    KnownProperties.find(key).orElseThrow().require(key, text);
    return Integer.parseInt(text);
  }

  /** Yes or no. */
  boolean flag(String key) {
    return value(key).equals("true");
  }

  private Duration time(String key) {
    return TimeText.read(value(key)).orElseThrow();
  }

  public RetrySettings retry() {
    return new RetrySettings(time("glancesync.retry.max-delay"));
  }

  public RegionSettings region() {
    return new RegionSettings(
        time("glancesync.region.probe-interval"), time("glancesync.region.outage-timeout"));
  }

  public RequestSettings request() {
    return new RequestSettings(
        time("glancesync.request.connect-timeout"),
        time("glancesync.request.response-timeout"),
        time("glancesync.request.stall-timeout"),
        time("glancesync.request.store-timeout"));
  }

  public SpoolSettings spool() {
    return new SpoolSettings(
        SizeText.read(value("glancesync.spool.max-size")).orElseThrow(),
        time("glancesync.spool.max-wait"));
  }

  public DeadLetterSettings deadLetter() {
    return new DeadLetterSettings(
        number("glancesync.dead-letter.max-count"),
        time("glancesync.dead-letter.warn-after"),
        time("glancesync.dead-letter.max-wait"));
  }

  public Guards guards() {
    return new Guards(
        number("glancesync.guard.min-master-percent"),
        number("glancesync.guard.max-replacements"),
        number("glancesync.guard.max-withdrawals"));
  }

  /** How long current transfers may continue after the service is told to end. */
  public Duration shutdownTimeout() {
    return time("glancesync.shutdown-timeout");
  }

  /** The address for notices of failed runs, if notices are enabled. */
  public Optional<URI> webhook() {
    return flag("glancesync.notify")
        ? Optional.of(address("glancesync.notify.webhook", "https://hooks.example.org/x"))
        : Optional.empty();
  }

  /**
   * The base of the address that traces are sent to; empty if there are to be none.
   *
   * @throws ConfigurationException if it is no such address
   */
  public Optional<URI> tracing() {
    if (optional(TRACING).isEmpty()) {
      return Optional.empty();
    }
    String example = "http://127.0.0.1:4318";
    URI address = address(TRACING, example);
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw wrong(
          TRACING,
          "...",
          "an address such as %s, without a user, ? or # ($OTEL_EXPORTER_OTLP_HEADERS is for secrets)"
              .formatted(example));
    }
    return Optional.of(address);
  }

  /** Reads an address. Its text may hold a secret, and is not shown. */
  private URI address(String property, String example) {
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
    throw wrong(property, "...", "an address such as " + example + advice);
  }

  /**
   * The file for metrics, if there is to be one.
   *
   * @param home where a relative path starts
   */
  public Optional<Path> metricsFile(Path home) {
    return Optional.of(value("glancesync.metrics.file"))
        .filter(it -> !it.isEmpty())
        .map(home::resolve);
  }

  /** Whether a run that missed its time begins later. */
  public boolean isMissedRunMadeUpFor() {
    return value("glancesync.schedule.misfire").equals("run");
  }

  /** The schedules, in the order of their names. */
  public List<Schedule> schedules() {
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
    return new TreeSet<>(values(which).keySet());
  }

  private SortedMap<String, String> values(Predicate<String> which) {
    var chosen = new TreeMap<>(source.values());
    chosen.keySet().removeIf(which.negate());
    return chosen;
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
  public ZoneId zone() {
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
   * Reads all values once. Camel would treat an invalid number as absent, and a value that is read
   * only when needed would be found wrong too late.
   *
   * @throws ConfigurationException when a value cannot be used; names the first one
   */
  public void check() {
    // a free text may hold a secret, which Camel's message about a placeholder would repeat
    common()
        .filter(it -> !(it.kind() instanceof PropertyKind.FreeText))
        .forEach(it -> it.require(it.key(), text(it.key())));
    keys(CapacityKeys::isOfTarget).forEach(this::number);
    zone();
    webhook();
    tracing();
    new HttpKeys(this).settings();
    new HttpKeys(this).management();
    schedules();
  }

  /** The settings that have no name in their key. */
  private static Stream<PropertyDefinition> common() {
    return KnownProperties.ALL.stream().filter(it -> !it.hasName());
  }

  /**
   * The settings in force, as the command {@code check} reports them: all with a value, and the
   * limits of targets.
   */
  public List<String> inForce(Set<String> targets) {
    Stream<String> all =
        common()
            .filter(it -> !(it.kind() instanceof PropertyKind.FreeText))
            .filter(it -> !text(it.key()).isEmpty())
            .map(it -> it.key() + " " + text(it.key()) + zero(it));
    Stream<String> zone =
        Stream.of(optional(ZONE)).filter(it -> !it.isEmpty()).map(it -> ZONE + " " + it);
    return Stream.of(all, zone, new CapacityKeys(this).inForce(targets).stream())
        .flatMap(it -> it)
        .map(it -> it.substring(OURS.length()))
        .toList();
  }

  private String zero(PropertyDefinition property) {
    boolean isSaid = !property.zero().isEmpty() && PropertyKind.isZero(text(property.key()));
    return isSaid ? " (" + property.zero() + ")" : "";
  }

  /** The warning of a limit whose target does not exist. */
  static String aboutNothing(String key, String target, Set<String> targets) {
    return "conf/application.properties: %s limits nothing, as there is no such target%s"
        .formatted(key, NearestName.hint(target, targets));
  }

  static ConfigurationException wrong(String property, String text, String wanted) {
    return new ConfigurationException(
        "conf/application.properties: %s = %s is not %s"
            .formatted(property, text.contains("://") ? "..." : text, wanted),
        "correct it there, or in the environment ($%s)"
            .formatted(PropertyDefinition.variable(property)));
  }
}
