package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Good edits of {@code routes/} are applied, and nothing else changes by them. */
@Timeout(300)
class EditsTest {
  @TempDir Path home;
  private Edited edited;

  @BeforeEach
  void start() {
    edited = new Edited(home);
    assertThat(edited.edit("99-hello.camel.yaml", answering("hello", "one"))).isEmpty();
  }

  @AfterEach
  void stop() {
    edited.close();
  }

  @Test
  void a_new_file_is_applied() {
    assertThat(edited.ask("hello")).isEqualTo("one");
  }

  @Test
  void an_edited_file_is_applied() {
    assertThat(edited.edit("99-hello.camel.yaml", answering("hello", "two"))).isEmpty();

    assertThat(edited.ask("hello")).isEqualTo("two");
  }

  @Test
  void the_routes_of_a_deleted_file_go() {
    assertThat(edited.delete("99-hello.camel.yaml")).isEmpty();

    assertThat(edited.context.getRoute("hello")).isNull();
  }

  @Test
  void nothing_happens_to_the_routes_of_other_files() {
    List<Route> others = routesExcept("hello");

    edited.edit("99-hello.camel.yaml", answering("hello", "two"));

    assertThat(routesExcept("hello")).hasSizeGreaterThan(20).isEqualTo(others);
  }

  @Test
  void nothing_happens_when_only_a_comment_is_another() {
    Route before = edited.context.getRoute("hello");

    edited.edit("99-hello.camel.yaml", "# a comment\n" + answering("hello", "one"));

    assertThat(edited.context.getRoute("hello")).isSameAs(before);
  }

  @Test
  void a_file_that_is_still_being_written_is_left_for_later() {
    edited.write("99-hello.camel.yaml", "- route: {id: hel");
    edited.reload.poll();
    edited.write("99-hello.camel.yaml", answering("hello", "two"));
    edited.reload.poll();

    assertThat(edited.reload.problems()).isEmpty();
    assertThat(edited.ask("hello")).isEqualTo("one");
    edited.look();
    assertThat(edited.ask("hello")).isEqualTo("two");
  }

  @Test
  void a_run_begins_with_what_was_edited_just_before() throws InterruptedException {
    edited.write("99-hello.camel.yaml", answering("hello", "two"));

    edited.reload.pollBeforeRun();

    assertThat(edited.ask("hello")).isEqualTo("two");
  }

  @Test
  void what_an_editor_has_for_itself_is_no_route_file() {
    for (String name :
        List.of(
            ".99-hello.camel.yaml.swp",
            "99-hello.camel.yaml~",
            "#99-hello.camel.yaml#",
            ".99-hello.camel.yaml",
            "99-more.camel.yaml.part")) {
      assertThat(edited.edit(name, "no: routes")).isEmpty();
    }
  }

  @Test
  void another_error_handler_reaches_the_routes_that_name_it_and_no_other() {
    Route find = edited.context.getRoute("glance-show");
    Route signIn = edited.context.getRoute("sign-in");
    Route transfer = edited.context.getRoute("run-transfer");

    assertThat(
            edited.edit(
                "90-errors.camel.yaml", "isRetried(${exception})", "isRetried(${exception}) "))
        .isEmpty();
    assertThat(edited.context.getRoute("glance-show")).isNotSameAs(find);
    assertThat(edited.context.getRoute("run-transfer")).isSameAs(transfer);
    assertThat(edited.context.getRoute("sign-in")).isNotSameAs(signIn);
  }

  @Test
  void another_bean_reaches_what_refers_to_it_by_an_error_handler() {
    Route find = edited.context.getRoute("glance-show");
    Route transfer = edited.context.getRoute("run-transfer");

    assertThat(edited.edit("90-errors.camel.yaml", "redeliveryDelay: 0", "redeliveryDelay: 1"))
        .isEmpty();

    assertThat(edited.context.getRoute("glance-show")).isNotSameAs(find);
    assertThat(edited.context.getRoute("run-transfer")).isSameAs(transfer);
  }

  @Test
  void what_was_made_from_a_template_goes_with_it() {
    String template =
        """
        - routeTemplate:
            id: greeting
            parameters:
              - name: at
            from:
              uri: direct:{{at}}
              steps:
                - setBody:
                    constant: hello
        """;
    assertThat(edited.edit("99-greeting.camel.yaml", template)).isEmpty();
    TemplatedRouteBuilder.builder(edited.context, "greeting")
        .routeId("made")
        .parameter("at", "made")
        .add();
    assertThat(edited.ask("made")).isEqualTo("hello");

    assertThat(
            edited.edit(
                "99-greeting.camel.yaml", template.replace("constant: hello", "constant: hi")))
        .isEmpty();

    assertThat(edited.context.getRoute("made")).isNull();
    TemplatedRouteBuilder.builder(edited.context, "greeting")
        .routeId("made")
        .parameter("at", "made")
        .add();
    assertThat(edited.ask("made")).isEqualTo("hi");
  }

  @Test
  void what_was_edited_during_the_start_is_applied() throws Exception {
    Map<String, String> started = WatchedFiles.texts(home);
    edited.write("99-hello.camel.yaml", answering("hello", "two"));
    var reload =
        new Reload(
            edited.context,
            new WatchedFiles(home, started, Ticker.REAL, Duration.ZERO),
            edited.runLock,
            StartedEngine.ENTRY_POINTS,
            it -> StartedEngine.checked(it, home));

    reload.poll();
    reload.poll();

    assertThat(edited.ask("hello")).isEqualTo("two");
  }

  @Test
  void a_bean_of_an_edited_file_is_made_anew_and_so_are_the_routes_that_use_it() {
    String bean = "- beans:\n    - {name: listing, type: java.util.ArrayList}\n";
    edited.edit("99-hello.camel.yaml", bean + answering("hello", "one"));
    edited.edit(
        "98-size.camel.yaml",
        answering("size", "x").replace("constant: x", "method: {ref: listing, method: size}"));
    edited.template.requestBody("bean:listing?method=add('before')", (Object) null);
    assertThat(edited.ask("size")).isEqualTo("1");

    edited.edit("99-hello.camel.yaml", bean + answering("hello", "two"));

    assertThat(edited.ask("size")).isEqualTo("0");
  }

  @Test
  void a_bean_that_is_gone_from_its_file_is_gone() {
    String bean = "- beans:\n    - {name: listing, type: java.util.ArrayList}\n";
    edited.edit("99-hello.camel.yaml", bean + answering("hello", "two"));
    assertThat(edited.context.getRegistry().lookupByName("listing")).isNotNull();

    edited.edit("99-hello.camel.yaml", answering("hello", "two"));

    assertThat(edited.context.getRegistry().lookupByName("listing")).isNull();
  }

  @Test
  void files_that_need_each_other_are_applied_together() {
    edited.write(
        "99-hello.camel.yaml",
        answering("hello", "x")
            .replace("setBody:", "to:")
            .replace("constant: x", "uri: direct:there"));
    edited.write("99-there.camel.yaml", answering("there", "found"));

    assertThat(edited.look()).isEmpty();
    assertThat(edited.ask("hello")).isEqualTo("found");
  }

  @Test
  void every_delivered_file_can_be_edited() {
    for (String file : edited.routes.toFile().list()) {
      edited.write(
          file, edited.read(file).replaceAll("description: (>-\n *|\"?)", "description: $1New. "));
    }

    assertThat(edited.look()).isEmpty();
    assertThat(edited.context.getRoutes())
        .allSatisfy(it -> assertThat(it.getDescription()).startsWith("New. "));
  }

  @Test
  void a_route_that_the_service_has_started_goes_on() throws Exception {
    edited.context.getRouteController().startRoute("watch-schedules");

    edited.edit("05-schedule.camel.yaml", "delay: 60000", "delay: 30000");

    assertThat(edited.context.getRoute("watch-schedules").getEndpoint().toString())
        .contains("delay=30000");
    assertThat(edited.context.getRouteController().getRouteStatus("watch-schedules").isStarted())
        .isTrue();
  }

  @Test
  void a_route_that_nobody_has_started_does_not_begin() {
    edited.edit("05-schedule.camel.yaml", "delay: 60000", "delay: 30000");

    assertThat(edited.context.getRouteController().getRouteStatus("watch-schedules").isStopped())
        .isTrue();
  }

  private List<Route> routesExcept(String id) {
    return edited.context.getRoutes().stream().filter(it -> !it.getRouteId().equals(id)).toList();
  }
}
