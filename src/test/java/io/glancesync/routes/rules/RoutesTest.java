package io.glancesync.routes.rules;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import io.glancesync.config.source.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code routes/}: they start, and they keep to the rules for them. */
@Timeout(300)
class RoutesTest {
  private static final RouteFiles FILES = RouteFiles.in(Path.of("routes"));
  private static final Configuration CONFIGURATION =
      configuration(target("master", "http://127.0.0.1:9/v3"));

  @TempDir static Path home;
  private static StartedEngine started;
  private static CamelContext context;

  @BeforeAll
  static void start() {
    started =
        new StartedEngine(
            home, CONFIGURATION, UnaryOperator.identity(), Map.of("glancesync.http.port", "8080"));
    context = started.context();
  }

  @AfterAll
  static void stop() {
    started.close();
  }

  @Test
  void every_route_of_every_file_is_started_unless_it_is_for_the_service() {
    var ids = new ArrayList<String>();
    var waiting = new ArrayList<String>();
    var leftOut = new ArrayList<String>();
    FILES.eachRoute(
        (file, route) ->
            (isOff(route.get("precondition"))
                    ? leftOut
                    : isOff(route.get("autoStartup")) ? waiting : ids)
                .add(route.get("id").toString()));

    assertThat(context.getRoutes()).extracting(Route::getRouteId).containsAll(ids);
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(context.getRouteController().getRouteStatus(id))
                    .isEqualTo(ServiceStatus.Started));
    assertThat(waiting)
        .contains("watch-schedules")
        .allSatisfy(
            id ->
                assertThat(context.getRouteController().getRouteStatus(id))
                    .isEqualTo(ServiceStatus.Stopped));
    assertThat(leftOut)
        .contains("notify")
        .allSatisfy(id -> assertThat(context.getRoute(id)).isNull());
  }

  private static boolean isOff(Object condition) {
    return condition != null
        && context.resolvePropertyPlaceholders(condition.toString()).equals("false");
  }

  static Stream<String> rules() {
    return RouteRules.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_routes_keep_the_rule_that(String rule) {
    assertThat(RouteRules.all().get(rule).apply(new RouteRules(FILES, beans()))).isEmpty();
  }

  @Test
  void every_file_of_the_folder_is_loaded() {
    assertThat(FILES.texts().keySet())
        .allMatch(it -> it.matches("([0-9]{2}-[a-z-]+|notify)\\.camel\\.yaml"));
  }

  @Test
  void every_file_of_the_folder_has_a_class_of_tests_of_its_own() throws IOException {
    Map<String, List<String>> tests =
        TestClasses.byFile(Path.of("src/test/java/io/glancesync/routes"));

    assertThat(tests.keySet()).isEqualTo(FILES.texts().keySet());
    assertThat(tests).allSatisfy((file, classes) -> assertThat(classes).as(file).hasSize(1));
  }

  @Test
  void a_class_of_tests_that_is_about_two_files_is_found(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("GoTest.java"), about("a") + "class GoTest {}");
    Files.writeString(folder.resolve("StayTest.java"), about("a and b") + "class StayTest {}");
    Files.writeString(folder.resolve("Other.java"), about("c") + "class Other {}");

    assertThat(TestClasses.byFile(folder))
        .isEqualTo(
            Map.of(
                "a.camel.yaml", List.of("GoTest.java", "StayTest.java"),
                "b.camel.yaml", List.of("StayTest.java")));
  }

  private static String about(String files) {
    String named = files.replaceAll("\\b([a-c])\\b", "{@code routes/$1.camel.yaml}");
    return "import x;\n\n/** " + named + ". */\n";
  }

  /** What breaks a rule: the smallest text that does, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a route introduces itself      | id: go            | id: goThere                    | goThere",
        "a route introduces itself      | description: Goes | description: ''                | no description",
        "a route listens at its id      | direct:go         | direct:elsewhere               | direct:elsewhere",
        "what is there is called        | to: direct:stay   | to: direct:go                  | direct:stay",
        "a bean and its method exist    | ref: runPlanner         | ref: walks                     | walks",
        "a bean and its method exist    | 'runPlanner, method: masterRegion' | 'runPlanner, method: nothing' | nothing",
        "a bean and its method exist    | 'method: masterRegion'       | 'method: masterRegion(x)' | masterRegion(x)",
        "no program hides in a route    | 'simple: ${variable.region}'            | 'groovy: 1 + 1'         | groovy",
        "only some files make requests  | to: direct:go     | to: http://example.org         | http://example.org",
        "only some files make requests  | to: direct:go     | toD: ${variable.other}/images  | ${variable.other}/images",
        "only some files make requests  | to: direct:go     | to: log:x                      | log:x",
        "only some files make requests  | to: direct:go     | toD: ${variable.webhook}       | ${variable.webhook}",
        "a route names its error handling | 'Goes\n    routeConfigurationId: pass-to-caller' | Goes | go",
        "what is read was set           | ${variable.region}           | ${variable.never}              | never",
        "a description names what is read | ${variable.region}           | ${variable.content}          | does not name content",
      })
  void each_rule_can_be_broken(String rule, String good, String bad, String said) {
    var check = RouteRules.all().get(rule);
    assertThat(check.apply(new RouteRules(RouteFiles.of(GOOD), beans()))).isEmpty();
    assertThat(GOOD).contains(good);

    String text = GOOD.replace(good, bad);

    assertThat(check.apply(new RouteRules(RouteFiles.of(text), beans())))
        .singleElement()
        .asString()
        .contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: seda:x                                                   | seda:x",
        "wireTap: {uri: 'seda:x'}                                     | seda:x",
        "to: direct:strip-message, setHeader: {name: x}, to: seda:x           | seda:x",
        "to: direct:strip-message, to: seda:x, to: {uri: 'seda:y'}            | seda:y",
        "to: direct:strip-message, setBody: x, to: http://x                   | http://x",
        "to: direct:strip-message, toD: 'seda:${bean:x}'                      | ",
        "to: direct:strip-message, setHeader: {name: x}, to: http://x         | "
      })
  void what_leaves_is_found_when_it_is_not_stripped(String steps, String said) {
    String text = "- steps: [" + steps.strip() + "]\n";
    var check = RouteRules.all().get("what leaves is stripped");

    List<String> broken = check.apply(new RouteRules(RouteFiles.of(text), beans()));

    assertThat(broken).isEqualTo(said == null ? List.of() : List.of("50-bad.camel.yaml: " + said));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process: {ref: newTries}, to: direct:x | ",
        "to: direct:fresh-session               | ",
        "to: direct:session                     | go",
        "to: direct:x, process: {ref: newTries} | go"
      })
  void a_request_without_new_tries_is_found(String steps, String said) {
    String text =
        "- route: {id: go, routeConfigurationId: requests, from: {uri: direct:go, steps: [%s]}}\n"
            .formatted(steps.strip());
    var check = RouteRules.all().get("a request has all of its tries");

    assertThat(check.apply(new RouteRules(RouteFiles.of(text), beans())))
        .isEqualTo(said == null ? List.of() : List.of("50-bad.camel.yaml: " + said));
  }

  @Test
  void a_file_that_is_too_long_is_found() {
    String text = GOOD + "# more\n".repeat(RouteRules.LONGEST_FILE);
    var check = RouteRules.all().get("a file can be read at one go");

    assertThat(check.apply(new RouteRules(RouteFiles.of(text), beans()))).hasSize(1);
  }

  @Test
  void an_error_handler_that_knows_only_some_errors_is_found() {
    String handler =
        """
        - routeConfiguration:
            id: some
            onException:
              - onException:
                  exception: [java.io.IOException]
        """;
    var check = RouteRules.all().get("an error handler knows every error");

    assertThat(check.apply(new RouteRules(RouteFiles.of(handler), beans())))
        .containsExactly("some");
    assertThat(
            check.apply(new RouteRules(RouteFiles.of(handler.replace("io.IO", "lang.")), beans())))
        .isEmpty();
  }

  private static final String GOOD =
      """
      - route:
          id: go
          description: Goes
          routeConfigurationId: pass-to-caller
          from:
            uri: direct:go
            steps:
              - setVariable:
                  name: region
                  method: {ref: runPlanner, method: masterRegion}
              - setBody:
                  simple: ${variable.region}
              - to: direct:stay
      - route:
          id: stay
          description: Stays
          routeConfigurationId: pass-to-caller
          from:
            uri: direct:stay
            steps:
              - to: direct:go
      """;

  /** What Camel itself says to a file that is wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a syntax error        | '- route: {id: x, from: '",
        "an unknown step       | '- route: {id: x, from: {uri: \"direct:x\", steps: [{fly: away}]}}'",
        "an unknown component  | '- route: {id: x, from: {uri: \"nowhere:x\", steps: [{to: \"direct:x\"}]}}'",
        "an unknown option     | '- route: {id: x, from: {uri: \"direct:x\", parameters: {speed: 1}, steps: [{to: \"direct:y\"}]}}'",
        "an unknown bean       | '- route: {id: x, from: {uri: \"direct:x\", steps: [{bean: {ref: nobody}}]}}'",
        "an unknown property   | '- route: {id: x, from: {uri: \"direct:{{nowhere}}\", steps: [{to: \"direct:x\"}]}}'",
        "the same address      | '- route: {id: x, from: {uri: \"direct:sync\", steps: [{to: \"direct:y\"}]}}'"
      })
  void a_file_that_is_wrong_does_not_start(String what, String text, @TempDir Path other)
      throws IOException {
    assertThatThrownBy(() -> new StartedEngine(other, CONFIGURATION, text).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Tried to start the routes of " + other.resolve("routes"));
    assertThat(Files.exists(other.resolve("routes"))).isTrue();
  }

  private static Map<String, Class<?>> beans() {
    var beans = new TreeMap<String, Class<?>>();
    context
        .getRegistry()
        .findByTypeWithName(Object.class)
        .forEach((name, bean) -> beans.put(name, bean.getClass()));
    return beans;
  }
}
