package io.glancesync.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.CamelEngine;
import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.run.Progress;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting has its default in the program; the file and the manual say the same. */
class KnownPropertiesTest {
  @TempDir Path home;

  @Test
  void the_delivered_file_changes_nothing() throws IOException {
    var values = new Properties();
    values.load(new StringReader(Files.readString(Path.of("conf/application.properties"))));

    assertThat(values).isEmpty();
  }

  @Test
  void the_delivered_file_shows_every_default() throws IOException {
    String file = Files.readString(Path.of("conf/application.properties"));
    var shown = new Properties();
    shown.load(new StringReader(file.replaceAll("(?m)^#(?=\\S)", "")));

    var defaults = new HashMap<Object, Object>(KnownProperties.standards());
    defaults.put("glancesync.schedule.hourly.cron", KnownProperties.SCHEDULE_CRON);
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(defaults);
  }

  @ParameterizedTest
  @MethodSource("named")
  void the_delivered_file_has_an_example_of_every_key_with_a_name(PropertyDefinition property)
      throws IOException {
    assertThat(
            Files.readString(Path.of("conf/application.properties"))
                .lines()
                .map(it -> it.replaceAll("^# ?(glancesync\\S+) =.*", "$1")))
        .anyMatch(property.pattern().asMatchPredicate());
  }

  static Stream<PropertyDefinition> named() {
    return KnownProperties.ALL.stream().filter(PropertyDefinition::hasName);
  }

  @ParameterizedTest
  @MethodSource("all")
  void the_manual_has_default_and_range_of_every_key(PropertyDefinition property)
      throws IOException {
    String row =
        Files.readString(Path.of("docs/configuration.md"))
            .lines()
            .filter(it -> it.startsWith("| `" + property.key() + "` |"))
            .collect(Collectors.joining("\n"));

    assertThat(row)
        .startsWith(
            "| `%s` | %s | %s |"
                .formatted(property.key(), standard(property), property.kind().text()));
    assertThat(row).contains(property.zero().isEmpty() ? "|" : "0: " + property.zero());
  }

  static List<PropertyDefinition> all() {
    return KnownProperties.ALL;
  }

  private static String standard(PropertyDefinition property) {
    if (property.key().equals("glancesync.schedule.NAME.cron")) {
      return "`hourly`: `%s`".formatted(KnownProperties.SCHEDULE_CRON);
    }
    return property.standard().isEmpty()
        ? "–"
        : property.standard().matches("[0-9]+")
            ? property.standard()
            : "`" + property.standard() + "`";
  }

  @Test
  void the_manual_has_no_other_key() throws IOException {
    assertThat(
            Pattern.compile("(?m)^\\| `(glancesync\\.[^`]+)` \\|")
                .matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .map(it -> it.group(1)))
        .containsExactlyElementsOf(
            KnownProperties.ALL.stream().map(PropertyDefinition::key).toList());
  }

  @Test
  void the_program_runs_without_the_file() throws IOException {
    copyRoutes();

    try (var engine = engine()) {
      assertThat(engine.check(false))
          .filteredOn(it -> it.subject().equals("settings"))
          .singleElement()
          .asString()
          .contains("retry.max-retries 3, ");
    }
  }

  @Test
  void the_program_runs_without_a_line_of_the_file() throws IOException {
    copyRoutes();
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf/application.properties"),
        StartedEngine.settings().replace("glancesync.retry.max-retries = 3", ""));

    try (var engine = engine()) {
      assertThat(engine.check(false))
          .filteredOn(it -> it.subject().equals("settings"))
          .singleElement()
          .asString()
          .contains("retry.max-retries 3, ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "glancesync.retry.max-retrys, glancesync.retry.max-retries",
    "glancsync.retry.max-retries, glancesync.retry.max-retries",
    "retry.max-retries, glancesync.retry.max-retries",
    "glancesync.schedule.night.crn, glancesync.schedule.night.cron",
    "glancesync.bandwith.target.other, glancesync.bandwidth.target.other",
    "glancesync.region.max-copys.target.other, glancesync.region.max-copies.target.other"
  })
  void a_key_that_nobody_knows_is_told_with_the_nearest(String key, String near) {
    // part of the text of a route, but not read by it
    List<String> routes = List.of("{{glancesync.retry.max-retries}}", "# " + key, "direct:" + key);

    assertThat(properties(Map.of(key, "5"), Map.of()).warnings(Set.of(), routes))
        .containsExactly(
            "conf/application.properties: nothing reads %s; did you mean '%s'?"
                .formatted(key, near));
  }

  @ParameterizedTest
  @CsvSource({
    "{{glancesync.mine}}",
    "{{?glancesync.mine}}",
    "{{glancesync.mine:otherwise}}",
    "${properties:glancesync.mine}"
  })
  void a_key_that_a_route_reads_is_known(String text) {
    assertThat(
            properties(Map.of("glancesync.mine", "5"), Map.of("GLANCESYNC_MINE", "6"))
                .warnings(Set.of(), List.of(text)))
        .isEmpty();
  }

  @Test
  void a_key_that_another_value_reads_is_known() {
    assertThat(
            properties(
                    Map.of(
                        "glancesync.retry.max-retries",
                        "{{glancesync.mine}}",
                        "glancesync.mine",
                        "5"),
                    Map.of())
                .warnings(Set.of(), List.of()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GLANCESYNC_RETRY_MAX_RETRIS, ; did you mean 'GLANCESYNC_RETRY_MAX_RETRIES'?",
    "GLANCESYNC_BANDWIDTH_TARGET_OTHR, ; did you mean 'GLANCESYNC_BANDWIDTH_TARGET_OTHER'?",
    "GLANCESYNC_BANDWIDTH_REGION_BURGOS, ; for a region of this name write an empty glancesync.bandwidth.region.REGION into",
    "GLANCESYNC_ENTIRELY_ELSE, ''"
  })
  void a_variable_that_nothing_reads_is_told(String variable, String hint) {
    assertThat(properties(Map.of(), Map.of(variable, "3")).warnings(Set.of("other"), List.of()))
        .singleElement()
        .asString()
        .startsWith("$" + variable + ": nothing reads it" + hint);
  }

  @Test
  void a_variable_that_something_reads_is_not_told() {
    Map<String, String> environment =
        Stream.of(
                "GLANCESYNC_RETRY_MAX_RETRIES",
                "GLANCESYNC_CONFIG",
                "GLANCESYNC_BANDWIDTH_TARGET_OTHER",
                "GLANCESYNC_MASTER_MAX_DOWNLOADS_TARGET_OTHER",
                "GLANCESYNC_BANDWIDTH_REGION_BURGOS",
                "GLANCESYNC_SCHEDULE_NIGHT_RUN_CRON",
                "GLANCESYNC_SCHEDULE_NIGHT_RUN_TIME_ZONE",
                "GLANCESYNC_OF_A_ROUTE",
                "OTHER_RETRIS")
            .collect(Collectors.toMap(it -> it, it -> "1"));

    assertThat(
            properties(Map.of("glancesync.bandwidth.region.Burgos", ""), environment)
                .warnings(Set.of("other"), List.of("{{env:GLANCESYNC_OF_A_ROUTE}}")))
        .isEmpty();
  }

  @Test
  void a_schedule_may_be_given_by_the_environment_alone() {
    var environment = new EnvironmentKeys(Map.of("GLANCESYNC_SCHEDULE_NIGHT_RUN_CRON", "x"));

    assertThat(environment.schedules(Set.of("day"))).containsExactly("night-run");
    assertThat(environment.schedules(Set.of("night_run"))).isEmpty();
  }

  @Test
  void there_is_a_schedule_where_none_is_given_and_none_where_it_is_off() {
    assertThat(properties(Map.of(), Map.of()).schedules())
        .extracting("name", "cron")
        .containsExactly(tuple("hourly", "0 5 * ? * *"));
    assertThat(
            properties(Map.of("glancesync.schedule.hourly.regions", "Burgos"), Map.of())
                .schedules())
        .extracting("name")
        .containsExactly("hourly");
    assertThat(
            properties(Map.of("glancesync.schedule.night.cron", "0 0 2 ? * *"), Map.of())
                .schedules())
        .extracting("name")
        .containsExactly("night");
    assertThat(properties(Map.of("glancesync.schedule.hourly.cron", "off"), Map.of()).schedules())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"glancesync.time-zone", "glancesync.schedule.night.time-zone"})
  void a_time_zone_that_does_not_exist_names_its_own_key(String key) {
    Map<String, String> file =
        Map.of("glancesync.schedule.night.cron", "0 0 2 ? * *", key, "Mars/X");

    assertThatThrownBy(() -> properties(file, Map.of()).check())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("conf/application.properties: " + key + " = Mars/X is not a time");
  }

  @Test
  void a_limit_of_a_target_may_be_given_by_the_environment_alone() {
    CamelContext context = new DefaultCamelContext();
    var values = new Properties();
    // a property stands for the variable, which is looked up in the same way
    values.put("glancesync.bandwidth.target.other", "5M");
    context.getPropertiesComponent().setLocalProperties(values);

    assertThat(
            new BandwidthKeys(
                    new ApplicationProperties(StartedEngine.properties(context)), Set.of("other"))
                .allowance()
                .targets())
        .hasToString("{other=5M}");
  }

  private static ApplicationProperties properties(
      Map<String, String> file, Map<String, String> environment) {
    CamelContext context = new DefaultCamelContext();
    var values = new Properties();
    values.putAll(KnownProperties.standards());
    values.putAll(file);
    context.getPropertiesComponent().setInitialProperties(values);
    return new ApplicationProperties(
        StartedEngine.properties(context), new EnvironmentKeys(environment));
  }

  private void copyRoutes() throws IOException {
    Files.createDirectories(home.resolve("routes"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve("routes").resolve(file.getFileName()));
      }
    }
  }

  private CamelEngine engine() {
    return new CamelEngine(
        home,
        configuration(),
        Map.of(),
        new Progress() {},
        new Clocks(Clock.systemUTC(), Ticker.REAL),
        false);
  }

  private Configuration configuration() {
    var surroundings = new Environment(Map.of("OS_REGION_NAME", "Here"), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }
}
