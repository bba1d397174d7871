package io.glancesync.cli;

import static io.glancesync.deadletter.Letters.FAILED;
import static io.glancesync.deadletter.Letters.letterOf;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.region.RegionName;
import io.glancesync.run.ImageScope;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersCommandTest {
  private static final DeadLetter UBUNTU = letterOf(uploadOf(anImage("ubuntu").in("v")), FAILED);
  private static final DeadLetter DEBIAN =
      letterOf(uploadOf(anImage("debian").in("v")), FAILED.plusSeconds(60));
  private static final DeadLetter MADRID =
      letterOf(
          to(RegionName.of("other:Madrid"), uploadOf(anImage("ubuntu").in("v"))),
          FAILED.plusSeconds(120));

  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;
  DeadLetterStore letters;

  @BeforeEach
  void three_letters() {
    engine =
        new FakeEngine()
            .region("Valladolid", anImage("ubuntu").in("v"), anImage("debian").in("v"))
            .region("Burgos");
    shell = new Shell(folder, engine).file("home/conf/application.properties", "glancesync.var=v");
    letters =
        RuntimeStores.inFiles(folder.resolve("home/v"), Clock.systemUTC(), StoreSettings.NONE)
            .letters();
    List.of(UBUNTU, DEBIAN, MADRID).forEach(it -> letters.put(it, 10));
  }

  @Test
  void the_list_has_a_line_each_oldest_first_and_starts_no_engine() {
    var said = shell.run("dead-letters", "list");

    assertThat(said.out())
        .isEqualTo(
            """
            ID        CLASS      SINCE                 LAST                  NEXT TRY  REGION        ACTION  IMAGE
            %s  permanent  2026-11-22T22:00:55Z  2026-11-22T22:00:55Z  next run  Burgos        upload  ubuntu
            %s  permanent  2026-11-22T22:01:55Z  2026-11-22T22:01:55Z  next run  Burgos        upload  debian
            %s  permanent  2026-11-22T22:02:55Z  2026-11-22T22:02:55Z  next run  other:Madrid  upload  ubuntu
            """
                .formatted(UBUNTU.id(), DEBIAN.id(), MADRID.id()));
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void what_only_looks_names_a_file_that_cannot_be_read_and_leaves_it_there() throws IOException {
    Path broken = folder.resolve("home/v/dead-letter/broken.json");
    Files.writeString(broken, "garbage");
    Files.setLastModifiedTime(broken, FileTime.fromMillis(0));
    for (String[] words :
        List.of(
            new String[] {"dead-letters", "list"},
            new String[] {"dead-letters", "show", "--all"})) {
      var said = shell.run(words);

      assertThat(said.err()).startsWith("warning: ").contains("dead-letter/broken.json cannot be");
      assertThat(said.code()).isZero();
      assertThat(broken).hasContent("garbage");
    }
  }

  @Test
  void the_list_as_json_holds_each_letter_as_in_its_file() throws IOException {
    var said = shell.run("dead-letters", "list", "--format", "json");

    JsonNode list = new ObjectMapper().readTree(said.out()).path("dead_letters");
    assertThat(list).hasSize(3);
    assertThat(new DeadLetterJson().read(list.get(0).toString())).isEqualTo(UBUNTU);
  }

  @ParameterizedTest
  @CsvSource({
    "--region Burgos, 2",
    "--region master:Burgos, 2",
    "--region other:Madrid, 1",
    "--region other:, 1",
    "--region Caceres, 0",
    "--image ubuntu, 2",
    "--image ubuntu --region Burgos, 1",
    "--class permanent, 3",
    "--class transient, 0",
    "--all, 3"
  })
  void letters_are_chosen_by_what_they_are_about(String words, int count) throws IOException {
    var said = shell.run(("dead-letters list --format json " + words).split(" "));

    assertThat(new ObjectMapper().readTree(said.out()).path("dead_letters")).hasSize(count);
  }

  @Test
  void the_beginning_of_an_id_is_enough() {
    var said = shell.run("dead-letters", "list", UBUNTU.id().substring(0, 4));

    assertThat(said.out().lines()).hasSize(2).last().asString().startsWith(UBUNTU.id());
  }

  @Test
  void an_id_that_is_none_is_an_error() {
    var said = shell.run("dead-letters", "discard", UBUNTU.id(), "nothing");

    assertThat(said.err())
        .startsWith("glancesync: there is no dead letter 'nothing'; dead-letters list shows all\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(letters.all()).hasSize(3);
  }

  @Test
  void a_beginning_of_several_ids_is_an_error() {
    var said = shell.run("dead-letters", "discard", "");

    assertThat(said.err()).startsWith("glancesync: '' begins the ids of 3 dead letters (");
    assertThat(said.code()).isEqualTo(2);
    assertThat(letters.all()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "retry", "discard"})
  void what_concerns_only_some_has_to_be_told_which(String command) {
    var said = shell.run("dead-letters", command);

    assertThat(said.err())
        .startsWith(
            "glancesync: say which dead letters: by id, --region, --image, --class, or --all");
    assertThat(said.code()).isEqualTo(2);
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void without_a_command_of_its_own_it_says_which_there_are() {
    var said = shell.run("dead-letters");

    assertThat(said.err()).startsWith("glancesync: say what to do with dead letters: list, show,");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void a_person_is_shown_what_failed_since_when_and_what_to_do() {
    assertThat(shell.run("dead-letters", "show", UBUNTU.id()).out())
        .isEqualTo(
            """
            Dead letter %s (upload of ubuntu in Burgos)
              error     Tried to copy it, but Glance at http://burgos:9292 answered 413 Too Large, request req-1
              to do     raise the project's image quota
              class     permanent
              since     2026-11-22T22:00:55Z
              last      2026-11-22T22:00:55Z in run run-1
              next try  next run
              attempt   2026-11-22T22:00:55Z  413 Too Large, request req-1
            """
                .formatted(UBUNTU.id()));
  }

  @Test
  void as_json_a_letter_is_shown_as_it_is_kept() {
    String text = shell.run("dead-letters", "show", UBUNTU.id(), "--format", "json").out();

    assertThat(text).isEqualTo(new DeadLetterJson().write(UBUNTU));
  }

  @Test
  void only_what_was_chosen_is_discarded() {
    var said = shell.run("dead-letters", "discard", "--region", "Burgos", "--image", "ubuntu");

    assertThat(said.out())
        .isEqualTo("discarded %s (upload of ubuntu in Burgos)\n".formatted(UBUNTU.id()));
    assertThat(letters.all()).containsExactly(DEBIAN, MADRID);
    assertThat(engine.wasStarted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry", "discard", "show"})
  void none_at_all_is_no_error(String command) {
    letters.remove(letters.all());

    var said = shell.run("dead-letters", command, "--all");

    assertThat(said).isEqualTo(new Shell.Said(0, "", "there are no dead letters\n"));
    assertThat(engine.wasStarted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"retry", "discard"})
  void where_nothing_is_chosen_nothing_is_done(String command) {
    var said = shell.run("dead-letters", command, "--region", "Caceres");

    assertThat(said.err()).isEqualTo("there is no such dead letter\n");
    assertThat(said.code()).isZero();
    assertThat(letters.all()).hasSize(3);
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void a_retry_says_of_each_what_became_of_it() {
    engine
        .region("Burgos", anImage("debian").in("b"))
        .unreachable("other:Madrid", "no answer")
        .failing("ubuntu", "Tried it, but it is still full");

    var said = shell.run("dead-letters", "retry", "--all");

    assertThat(said.out())
        .isEqualTo(
            """
            %s (upload of ubuntu in Burgos): failed again: Tried it, but it is still full
            %s (upload of debian in Burgos): resolved, in step meanwhile
            %s (upload of ubuntu in other:Madrid): failed again: no answer
            """
                .formatted(UBUNTU.id(), DEBIAN.id(), MADRID.id()));
    assertThat(said.code()).isEqualTo(3);
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void a_retry_that_does_its_work_exits_0() {
    var said = shell.run("dead-letters", "retry", UBUNTU.id());

    assertThat(said.out())
        .isEqualTo("%s (upload of ubuntu in Burgos): done\n".formatted(UBUNTU.id()));
    assertThat(said.code()).isZero();
    assertThat(engine.request().images())
        .isEqualTo(new ImageScope.OfRegions(Map.of(RegionName.of("Burgos"), Set.of("ubuntu"))));
  }

  @Test
  void a_retry_by_other_rules_than_the_configuration_s_is_known_as_one() {
    shell.run("dead-letters", "retry", UBUNTU.id(), "--config", "metadata_condition=False");
    assertThat(engine.request().narrowed()).isTrue();

    shell.run("dead-letters", "retry", UBUNTU.id(), "--config", "main.max_children=3");
    assertThat(engine.request().narrowed()).isFalse();
  }

  @Test
  @SuppressWarnings("try")
  void a_service_that_is_busy_knows_nothing_of_other_rules_and_that_is_said() throws IOException {
    Path data = folder.resolve("home/v");
    try (var service = ProcessLock.take(data, ProcessLock.SERVICE).orElseThrow();
        var run = ProcessLock.take(data, ProcessLock.RUN).orElseThrow()) {
      var said =
          shell.run("dead-letters", "retry", UBUNTU.id(), "--config", "metadata_condition=False");

      assertThat(said.err()).endsWith("has ended, by its own rules and without --config\n");
    }
  }

  @Test
  void a_retry_says_what_no_longer_applies() {
    engine.region("Valladolid", anImage("debian").in("v"));

    assertThat(shell.run("dead-letters", "retry", UBUNTU.id()).out())
        .endsWith(": no longer applies: Valladolid has no such image any more\n");
  }

  @Test
  void a_retry_that_is_refused_says_why() {
    engine.troubled(new RefusedException("Another run is under way", ""));

    var said = shell.run("dead-letters", "retry", "--all");

    assertThat(said.err()).isEqualTo("glancesync: Another run is under way\n");
    assertThat(said.code()).isEqualTo(1);
    assertThat(letters.all()).hasSize(3);
  }

  @Test
  @SuppressWarnings("try")
  void while_the_service_is_busy_it_is_left_to_it() throws IOException {
    Path data = folder.resolve("home/v");
    try (var service = ProcessLock.take(data, ProcessLock.SERVICE).orElseThrow();
        var run = ProcessLock.take(data, ProcessLock.RUN).orElseThrow()) {
      var said = shell.run("dead-letters", "retry", UBUNTU.id());

      assertThat(said.err())
          .isEqualTo("a run is under way; the service tries them again when it has ended\n");
      assertThat(said.code()).isZero();
    }
    assertThat(letters.requested()).containsExactly(UBUNTU);
    assertThat(letters.all()).hasSize(3);
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  @SuppressWarnings("try")
  void a_service_that_has_nothing_to_do_keeps_nobody_from_trying() throws IOException {
    try (var service =
        ProcessLock.take(folder.resolve("home/v"), ProcessLock.SERVICE).orElseThrow()) {
      assertThat(shell.run("dead-letters", "retry", UBUNTU.id()).out()).endsWith("): done\n");
    }
  }

  @Test
  void the_environment_says_where_they_are() {
    shell.variable("GLANCESYNC_VAR", folder.resolve("elsewhere").toString());

    assertThat(shell.run("dead-letters", "list").out().lines()).hasSize(1);
  }

  @Test
  void where_nobody_says_where_they_are_they_are_in_the_programs_folder() {
    shell.file("home/conf/application.properties", "");

    var said = shell.run("dead-letters", "list");

    assertThat(said.out().lines()).singleElement().asString().startsWith("ID ");
    assertThat(said.code()).isZero();
  }

  @Test
  void a_name_that_moves_the_cursor_does_not() {
    letters.put(letterOf("odd\u001b[2J"), 10);

    assertThat(shell.run("dead-letters", "list").out()).doesNotContain("\u001b");
    assertThat(shell.run("dead-letters", "discard", "--all").out()).doesNotContain("\u001b");
  }
}
