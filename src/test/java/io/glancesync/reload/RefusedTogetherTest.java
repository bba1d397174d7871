package io.glancesync.reload;

import static io.glancesync.reload.Edited.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.log.LogLines;
import io.glancesync.run.RunLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were edited together stay one edit until it is corrected. */
class RefusedTogetherTest {
  private static final String A = "a.camel.yaml";
  private static final String B = "b.camel.yaml";
  private static final String C = "c.camel.yaml";
  private static final String BROKEN = "- route: {";

  @TempDir Path home;
  private SmallService service;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> texts =
        Map.of(A, answering("a", "one"), B, answering("b", "one"), C, answering("c", "one"));
    service = new SmallService(SmallService.home(home, texts), Map.of());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private String answers() {
    return service.ask("a") + " " + service.ask("b") + " " + service.ask("c");
  }

  private static String calling(String route, String other) {
    return answering(route, "x")
        .replace("setBody:", "to:")
        .replace("constant: x", "direct:" + other)
        .replace("to:\n            direct", "to: direct");
  }

  @Test
  void a_part_that_is_good_does_not_take_effect_when_it_is_edited_again() {
    service.write(A, answering("a", "two"));
    service.write(B, BROKEN);
    assertThat(service.look()).contains(B);

    service.write(A, answering("a", "three"));
    assertThat(service.look()).contains(B);
    assertThat(answers()).isEqualTo("one one one");

    service.write(B, answering("b", "three"));
    assertThat(service.look()).isEmpty();
    assertThat(answers()).isEqualTo("three three one");
  }

  @Test
  void an_edit_beside_it_is_applied() {
    service.write(A, answering("a", "two"));
    service.write(B, BROKEN);
    service.look();

    service.write(C, answering("c", "two"));

    assertThat(service.look()).contains(B).doesNotContain(C);
    assertThat(answers()).isEqualTo("one one two");
  }

  @Test
  void a_later_edit_that_brings_what_was_missing_lets_it_take_effect() {
    service.write(A, calling("a", "new"));
    assertThat(service.look()).contains("there is no route from direct:new");
    service.write(B, BROKEN);
    service.look();

    service.write("new.camel.yaml", answering("new", "two"));

    assertThat(service.look()).contains(B).doesNotContain("direct:new");
    assertThat(answers()).isEqualTo("two one one");
  }

  @Test
  void two_edits_that_cannot_start_hold_up_no_third_one() {
    service.write(A, watching("a"));
    assertThat(service.look()).contains("Starting directory");
    service.write(B, watching("b"));
    assertThat(service.look().lines()).hasSize(2);

    service.write(C, answering("c", "two"));

    assertThat(service.look().lines()).hasSize(2).noneMatch(it -> it.contains("of routes/c"));
    assertThat(answers()).isEqualTo("one one two");
  }

  @Test
  void an_edit_that_waits_is_applied_without_a_later_one_that_cannot_start() throws Exception {
    RunLock.Handle run = service.runLock.acquire();
    service.write(A, answering("a", "two"));
    assertThat(service.look()).isEmpty();
    service.write(B, watching("b"));
    assertThat(service.look()).isEmpty();
    service.runLock.release(run);

    service.look();

    assertThat(service.look()).contains("edit of routes/b.camel.yaml", "Starting directory");
    assertThat(answers()).isEqualTo("two one one");
  }

  private String watching(String route) {
    return answering(route, "x")
        .replace(
            "direct:" + route,
            "file:%s?autoCreate=false&startingDirectoryMustExist=true"
                .formatted(home.resolve("none-" + route)));
  }

  @Test
  void files_that_were_reverted_together_are_edited_apart() {
    service.write(A, BROKEN);
    service.write(B, BROKEN);
    service.look();
    service.write(A, answering("a", "one"));
    service.write(B, answering("b", "one"));
    assertThat(service.look()).isEmpty();
    service.write(A, watching("a"));
    assertThat(service.look()).contains("Starting directory");

    service.write(B, answering("b", "two"));

    assertThat(service.look()).doesNotContain("b.camel.yaml");
    assertThat(answers()).isEqualTo("one two one");
  }

  @Test
  void a_problem_that_is_corrected_is_logged_once() {
    try (var log = new LogLines("glancesync.reload")) {
      service.write(A, BROKEN);
      service.write(B, BROKEN);
      service.look();
      service.write(A, answering("a", "two"));
      service.look();
      service.write(B, answering("b", "two"));
      service.look();
      service.look();

      assertThat(log.lines())
          .filteredOn(it -> !it.contains("Tried"))
          .containsExactly(
              "routes/a.camel.yaml: the reported problem is gone",
              "routes/b.camel.yaml: the reported problem is gone",
              "routes/a.camel.yaml: applied",
              "routes/b.camel.yaml: applied");
    }
  }

  @Test
  void a_problem_that_is_reverted_is_logged_once() {
    try (var log = new LogLines("glancesync.reload")) {
      service.write(A, BROKEN);
      service.look();
      service.write(A, answering("a", "one"));
      assertThat(service.look()).isEmpty();
      service.look();

      assertThat(log.lines())
          .hasSize(2)
          .endsWith("routes/a.camel.yaml: the reported problem is gone");
    }
  }

  @Test
  void files_that_cannot_be_read_are_logged_until_they_can() throws Exception {
    try (var log = new LogLines("glancesync.reload")) {
      Path aside = home.resolve("aside");
      Files.move(home.resolve("routes"), aside);
      service.look();
      service.after(1000);
      assertThat(service.problems()).contains("routes");
      Files.move(aside, home.resolve("routes"));
      assertThat(service.look()).isEmpty();

      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(1)).contains("the reported problem is gone");
      assertThat(answers()).isEqualTo("one one one");
    }
  }
}
