package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broken edit touches nothing, and is told with file, line and reason. */
@Timeout(300)
class BrokenEditsTest {
  private static final String FILE = "99-hello.camel.yaml";

  @TempDir static Path home;
  private static Edited edited;
  private List<Route> before;

  @BeforeAll
  static void start() {
    edited = new Edited(home);
  }

  @AfterAll
  static void stop() {
    edited.close();
  }

  @BeforeEach
  void good() {
    assertThat(edited.edit(FILE, answering("hello", "good"))).isEmpty();
    before = edited.context.getRoutes();
  }

  @AfterEach
  void nothing_was_touched() {
    assertThat(edited.context.getRoutes()).isEqualTo(before);
    assertThat(edited.ask("hello")).isEqualTo("good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'- route: {id: hello, from: '      | line 1: ",
        "'- route: {id: hello'              | line 1: expected",
        "'hello'                            | it is not a list",
        "''                                 | it is empty",
        "'- route: &a {id: hello, more: *a}' | line 1: Unsupported field: more",
        "'# nothing'                        | it is empty",
        "'- rout: {id: x}'                  | line 1: a running service cannot apply 'rout'",
        "'- rest: {path: /x}'               | line 1: a running service cannot apply 'rest'",
      })
  void a_file_that_is_none(String text, String reason) {
    assertThat(edited.edit(FILE, text))
        .startsWith("Tried to apply the edit of routes/" + FILE + ", but " + reason)
        .endsWith("; the previous version stays in use, correct the file")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setBody:                 | setBoddy:                    | 7: Unknown node id: setBoddy",
        "direct:hello             | nowhere:hello                | 2: route hello: No endpoint could be found for: nowhere://hello",
        "direct:hello             | direct:hello?speed=1         | Unknown parameters=[{speed=1}]",
        "direct:hello             | quartz:hello?cron=every+day  | 2: route hello: Illegal characters",
        "constant: good           | 'simple: ${good'             | 8: route hello: expected symbol functionEnd",
        "constant: good           | constant: '{{nowhere}}'      | nowhere",
        "constant: good           | 'method: {ref: nobody}'      | 8: route hello: No bean could be found in the registry for: nobody",
        "constant: good           | 'simple: ${bean:nobody}'     | 8: route hello: No bean could be found in the registry for: nobody",
        "constant: good           | 'method: {ref: runTracker, method: walk}' | 8: route hello: Method with name: walk not found",
        "direct:hello             | direct:glance-show                  | the consumer of direct:glance-show is in 75-image.camel.yaml, too",
        "'id: hello'              | 'id: glance-show'          | 2: the id glance-show is in 75-image.camel.yaml, too",
        "description: Answers     | routeConfigurationId: none   | 2: there is no route configuration 'none'",
        "direct:hello             | seda:run-ended               | 2: a route from seda:run-ended needs the parameter 'multipleConsumers: true', and no other",
        "direct:hello             | seda:run-ended?multipleConsumers=true&size=5 | 2: a route from seda:run-ended needs the parameter",
        "'setBody:'               | 'to: direct:nobody #'        | there is no route from direct:nobody",
        "'setBody:'               | 'to: {uri: direct, parameters: {name: nobody}} #' | there is no route from direct:nobody",
        "constant: good           | 'expression: {method: {ref: nobody}}' | 8: route hello: No bean could be found in the registry for: nobody",
        "constant: good           | 'expression: {simple: {expression: \"${good\"}}' | 8: route hello: expected symbol functionEnd",
        "'setBody:'               | 'to: {id: glance-show-to-glance, uri: direct:hello} #' | the id glance-show-to-glance is in 75-image.camel.yaml, too",
      })
  void a_file_in_which_something_is_wrong(String good, String bad, String reason) {
    String text = answering("hello", "good");
    assertThat(text).contains(good);

    assertThat(
            edited.edit(FILE, text.replace(good, bad).replace("#\n            constant: good", "")))
        .startsWith("Tried to apply the edit of routes/" + FILE + ", but ")
        .contains(reason)
        .doesNotContain("\n");
  }

  @Test
  void a_file_that_is_needed_is_deleted() {
    String text = edited.read("40-copy.camel.yaml");

    assertThat(edited.delete("40-copy.camel.yaml"))
        .startsWith(
            "Tried to apply the edit of routes/40-copy.camel.yaml, but 30-transfer.camel.yaml, line ")
        .contains("there is no route from direct:copy-image");

    edited.write("40-copy.camel.yaml", text);
    assertThat(edited.look()).isEmpty();
  }

  @Test
  void where_a_run_begins_is_deleted() {
    String text = edited.read("05-schedule.camel.yaml");

    assertThat(edited.delete("05-schedule.camel.yaml"))
        .contains(
            "edit of routes/05-schedule.camel.yaml", "there is no route from direct:run-if-due");

    edited.write("05-schedule.camel.yaml", text);
  }

  @Test
  void the_template_of_schedules_is_deleted() {
    String text = edited.read("05-schedule.camel.yaml");

    assertThat(edited.edit("05-schedule.camel.yaml", text.substring(text.indexOf("- route:\n"))))
        .contains("edit of routes/05-schedule.camel.yaml", "there is no route template 'schedule'");

    edited.write("05-schedule.camel.yaml", text);
  }

  @Test
  void an_error_handler_refers_to_what_is_nowhere() {
    String text = edited.read("90-errors.camel.yaml");

    assertThat(
            edited.edit(
                "90-errors.camel.yaml",
                "redeliveryPolicyRef: retryAtOnce",
                "redeliveryPolicyRef: twice"))
        .contains("edit of routes/90-errors.camel.yaml, but line ", "there is no bean 'twice'");

    edited.write("90-errors.camel.yaml", text);
  }

  @Test
  void a_template_from_which_nothing_can_be_made() {
    String text = edited.read("05-schedule.camel.yaml");

    assertThat(edited.edit("05-schedule.camel.yaml", "cron: \"{{", "crons: \"{{"))
        .contains("edit of routes/05-schedule.camel.yaml, but ", "crons");

    edited.write("05-schedule.camel.yaml", text);
  }

  @Test
  void a_good_edit_does_not_wait_for_an_earlier_broken_one() {
    assertThat(edited.edit(FILE, "- route: {")).contains(FILE);
    edited.write("98-other.camel.yaml", answering("other", "good"));

    assertThat(edited.look()).contains(FILE).doesNotContain("98-other");
    assertThat(edited.ask("other")).isEqualTo("good");

    assertThat(edited.delete("98-other.camel.yaml")).contains(FILE);
  }

  @Test
  void files_that_are_edited_together_are_refused_together_with_every_reason() {
    edited.write(FILE, answering("hello", "new"));
    edited.write("97-one.camel.yaml", "- route: {");
    edited.write("98-other.camel.yaml", "");

    assertThat(edited.look().lines())
        .satisfiesExactly(
            it -> assertThat(it).contains("edit of routes/97-one.camel.yaml, but line 1: "),
            it -> assertThat(it).contains("edit of routes/98-other.camel.yaml, but it is empty"));
    assertThat(edited.ask("hello")).isEqualTo("good");

    edited.delete("97-one.camel.yaml");
    assertThat(edited.delete("98-other.camel.yaml")).isEmpty();
    assertThat(edited.ask("hello")).isEqualTo("new");
    before = edited.context.getRoutes();
    edited.edit(FILE, answering("hello", "good"));
    before = edited.context.getRoutes();
  }

  @Test
  void a_later_broken_edit_is_told_beside_an_earlier_one() {
    String other = answering("other", "x").replace("direct:other", "nowhere:other");
    edited.edit(FILE, "- route: {");

    assertThat(edited.edit("98-other.camel.yaml", other).lines())
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).contains("edit of routes/" + FILE, "line 1"),
            it -> assertThat(it).contains("98-other.camel.yaml", "nowhere"));

    edited.delete("98-other.camel.yaml");
  }

  /** Its class cannot be loaded. */
  public static final class Unloadable {
    static final Object NEVER = Optional.empty().orElseThrow();
  }

  @Test
  void a_class_that_cannot_be_loaded_refuses_the_edit_and_ends_nothing() {
    String bean =
        """
        - beans:
            - {name: unloadable, type: "io.glancesync.reload.BrokenEditsTest$Unloadable"}
        """;

    assertThat(edited.edit(FILE, bean + answering("hello", "new"))).contains("No value present");
  }

  private static String watching(Path folder) {
    return answering("look-at", "x")
        .replace(
            "direct:look-at",
            "file:%s?autoCreate=false&startingDirectoryMustExist=true".formatted(folder));
  }

  @Test
  void what_did_not_start_is_tried_again_once_it_was_gone() throws IOException {
    Path folder = home.resolve("later");
    assertThat(edited.edit("97-one.camel.yaml", watching(folder))).contains("Starting directory");
    assertThat(edited.delete("97-one.camel.yaml")).isEmpty();
    Files.createDirectory(folder);

    assertThat(edited.edit("97-one.camel.yaml", watching(folder))).isEmpty();
    assertThat(edited.context.getRoute("look-at")).isNotNull();

    assertThat(edited.delete("97-one.camel.yaml")).isEmpty();
    before = edited.context.getRoutes();
  }

  @Test
  void what_did_not_start_hides_no_other_problem() {
    edited.edit(FILE, "- route: {");

    for (String text : List.of("", "# more\n")) {
      assertThat(edited.edit("97-one.camel.yaml", text + watching(home.resolve("none"))))
          .contains("edit of routes/" + FILE, "edit of routes/97-one.camel.yaml");
    }

    edited.delete("97-one.camel.yaml");
    before = edited.context.getRoutes();
  }

  @Test
  void what_could_not_be_restored_runs_again_with_the_next_edit() throws IOException {
    Path folder = Files.createDirectory(home.resolve("gone"));
    String text = watching(folder) + answering("beside", "one");
    assertThat(edited.edit("97-one.camel.yaml", text)).isEmpty();
    Files.delete(folder);
    assertThat(edited.edit("97-one.camel.yaml", text.replace("one", "two")))
        .contains("Starting directory");
    Files.createDirectory(folder);

    assertThat(edited.edit("97-one.camel.yaml", text)).isEmpty();
    assertThat(edited.ask("beside")).isEqualTo("one");

    assertThat(edited.delete("97-one.camel.yaml")).isEmpty();
    before = edited.context.getRoutes();
  }

  @Test
  void a_fault_that_only_shows_at_the_start_is_undone() {
    String hello = answering("hello", "new");
    String fault =
        answering("look-at", "x")
            .replace(
                "direct:look-at", "file:nowhere?autoCreate=false&startingDirectoryMustExist=true");

    assertThat(edited.edit(FILE, hello + fault))
        .startsWith("Tried to apply the edit of routes/" + FILE)
        .contains("Starting directory does not exist: nowhere");

    // it was swapped in, and out again
    assertThat(edited.context.getRoutes()).extracting(Route::getRouteId).doesNotContain("look-at");

    // it is not tried again with each edit that comes later
    assertThat(edited.edit("98-other.camel.yaml", answering("other", "good")))
        .contains(FILE, "Starting directory does not exist: nowhere")
        .doesNotContain("98-other");
    assertThat(edited.ask("other")).isEqualTo("good");
    edited.delete("98-other.camel.yaml");
    before = edited.context.getRoutes();
  }

  @Test
  void the_delivered_files_are_without_a_problem() throws IOException {
    var revision = Revision.of(new RouteFolder(edited.routes).texts());
    Predicate<String> isJavaBean =
        it ->
            !revision.beans().contains(it) && edited.context.getRegistry().lookupByName(it) != null;

    try (var trial = new TrialContext((ModelCamelContext) edited.context, isJavaBean, revision)) {
      assertThat(revision.problems(isJavaBean))
          .extracting(Problem::file)
          .containsOnly(SettingsText.FILE);
      // no schedule is set here, and so nothing is known of what its template gets
      assertThat(trial.load(revision.routes().values()))
          .extracting(Problem::reason)
          .allMatch(it -> it.startsWith("route schedule-trial: "));
      assertThat(new RouteLint(trial.context()).problems(StartedEngine.ENTRY_POINTS)).isEmpty();
    }
  }
}
