package io.glancesync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The alert rules, the dashboard and the manual know the metrics that there are, and no others. */
class MonitoringFilesTest {
  private static final Path RULES = Path.of("docs/examples/glancesync.rules.yml");
  private static final Path DASHBOARD = Path.of("docs/examples/grafana-dashboard.json");
  private static final Path MANUAL = Path.of("docs/monitoring.md");

  private static final Set<String> GROUP_KEYS = Set.of("name", "interval", "limit", "rules");
  private static final Set<String> ALERT_KEYS =
      Set.of("alert", "expr", "for", "keep_firing_for", "labels", "annotations");

  /** The labels that every metric has on a server. */
  private static final Set<String> OF_SERVER = Set.of("job", "instance");

  private static final Pattern NAME = Pattern.compile("glancesync_\\w+");
  private static final Pattern SELECTOR = Pattern.compile("(glancesync_\\w+)\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"[^\"]*\"");
  private static final Pattern LABEL_LIST =
      Pattern.compile("\\b(?:by|on|without)\\s*\\(([^)]*)\\)");
  private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

  /** What is wrong with an expression; empty when nothing is. */
  private static List<String> flaws(String expression) {
    var flaws = new ArrayList<String>();
    Set<String> labels = new HashSet<>(OF_SERVER);
    all(NAME, expression)
        .map(MatchResult::group)
        .forEach(
            name ->
                metric(name)
                    .ifPresentOrElse(
                        it -> labels.addAll(it.labels()), () -> flaws.add("no metric " + name)));
    all(SELECTOR, expression)
        .forEach(
            selector -> {
              List<String> its = metric(selector.group(1)).map(Metric::labels).orElse(List.of());
              all(MATCHER, selector.group(2))
                  .map(it -> it.group(1))
                  .filter(Predicate.not(its::contains))
                  .forEach(it -> flaws.add("no label %s of %s".formatted(it, selector.group(1))));
              if (!MATCHER.matcher(selector.group(2)).replaceAll("").matches("[, ]*")) {
                flaws.add("a selector that cannot be read: " + selector.group());
              }
            });
    all(LABEL_LIST, expression)
        .flatMap(it -> Stream.of(it.group(1).split(",")))
        .map(String::strip)
        .filter(it -> !labels.contains(it))
        .forEach(it -> flaws.add("no label " + it));
    if (count(expression, '(') != count(expression, ')')) {
      flaws.add("brackets that do not match");
    }
    return flaws;
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static long count(String text, char which) {
    return text.chars().filter(it -> it == which).count();
  }

  private static Optional<Metric> metric(String series) {
    return Stream.of(Metric.values()).filter(it -> it.series().contains(series)).findFirst();
  }

  /** The labels that a text shows, and that no metric of the expression has. */
  private static List<String> unknown(String text, String expression) {
    Set<String> known =
        all(NAME, expression)
            .flatMap(it -> metric(it.group()).stream())
            .flatMap(it -> it.labels().stream())
            .collect(Collectors.toSet());
    return all(SHOWN, text)
        .map(it -> it.group(1))
        .filter(it -> !known.contains(it) && !OF_SERVER.contains(it))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> groups() throws IOException {
    Object file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES));
    assertThat((Map<String, Object>) file).containsOnlyKeys("groups");
    return (List<Map<String, Object>>) ((Map<String, Object>) file).get("groups");
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> alerts() throws IOException {
    return groups().stream()
        .peek(it -> assertThat(GROUP_KEYS).containsAll(it.keySet()))
        .flatMap(it -> ((List<Map<String, Object>>) it.get("rules")).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_has_the_keys_that_prometheus_knows(Map<String, Object> alert) {
    assertThat(ALERT_KEYS).containsAll(alert.keySet());
    assertThat(alert).containsKeys("alert", "expr", "labels", "annotations");
    assertThat((String) alert.get("alert")).matches("GlanceSync[A-Za-z]+");
    assertThat((String) alert.getOrDefault("for", "0m")).matches("\\d+(ms|[smhdwy])");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_asks_for_what_there_is(Map<String, Object> alert) {
    String expression = (String) alert.get("expr");
    assertThat(expression).containsPattern(NAME);
    assertThat(flaws(expression)).isEmpty();
    String texts = alert.get("annotations").toString();
    assertThat(unknown(texts.replace("{{ $value | humanizeDuration }}", ""), expression)).isEmpty();
  }

  @Test
  void each_name_of_an_alert_exists_once() throws IOException {
    assertThat(alerts()).extracting(it -> it.get("alert")).doesNotHaveDuplicates();
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  private static Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }

  static List<JsonNode> panels() throws IOException {
    return stream(dashboard().path("panels")).toList();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void a_panel_asks_for_what_there_is(JsonNode panel) {
    assertThat(panel.path("title").asText()).isNotEmpty();
    assertThat(panel.path("description").asText()).isNotEmpty();
    assertThat(stream(panel.path("targets")))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              String expression = it.path("expr").asText();
              assertThat(expression).containsPattern(NAME);
              assertThat(flaws(expression)).isEmpty();
              assertThat(unknown(it.path("legendFormat").asText(), expression)).isEmpty();
            });
  }

  @Test
  void panels_have_a_place_of_their_own() throws IOException {
    var taken = new HashSet<String>();
    var ids = new HashSet<Integer>();
    for (JsonNode panel : panels()) {
      JsonNode at = panel.path("gridPos");
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < at.path("w").asInt(); x++) {
        for (int y = 0; y < at.path("h").asInt(); y++) {
          int column = at.path("x").asInt() + x;
          int row = at.path("y").asInt() + y;
          assertThat(taken.add(column + " " + row)).isTrue();
        }
      }
    }
  }

  @Test
  void the_variables_of_the_dashboard_exist() throws IOException {
    Set<String> variables =
        stream(dashboard().at("/templating/list"))
            .map(it -> it.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(variables).containsExactlyInAnyOrder("datasource", "region");
    assertThat(
            all(Pattern.compile("\\$\\{?(\\w+)"), panels().toString())
                .map(it -> it.group(1))
                .distinct())
        .isSubsetOf(variables);
    assertThat(dashboard().at("/templating/list").toString())
        .contains("label_values(glancesync_region_reachable, region)");
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void the_manual_says_what_a_metric_means(Metric metric) throws IOException {
    String labels =
        metric.labels().isEmpty()
            ? "–"
            : metric.labels().stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    assertThat(Files.readAllLines(MANUAL))
        .contains(
            "| `%s` | %s | %s | %s |"
                .formatted(
                    metric.text(),
                    metric.kind().name().toLowerCase(Locale.ROOT),
                    labels,
                    metric.help()));
  }

  @Test
  void the_manual_has_no_other_metric() throws IOException {
    assertThat(all(NAME, Files.readString(MANUAL)).map(MatchResult::group).distinct())
        .allSatisfy(
            name ->
                assertThat(Stream.of(Metric.values()))
                    .anyMatch(it -> it.text().equals(name) || it.series().contains(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "glancesync_image > 0 | no metric glancesync_image",
        "glancesync_images{image=\"a\"} | no label image of glancesync_images",
        "glancesync_images{state=ok} | a selector that cannot be read: glancesync_images{state=ok}",
        "sum by (schedule) (glancesync_images) | no label schedule",
        "rate(glancesync_sent_bytes_total[5m] | brackets that do not match",
        "glancesync_transfer_seconds | no metric glancesync_transfer_seconds"
      })
  void a_wrong_expression_is_found(String expression, String flaw) {
    assertThat(flaws(expression)).containsExactly(flaw);
  }
}
