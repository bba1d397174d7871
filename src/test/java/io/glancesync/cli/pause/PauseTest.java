package io.glancesync.cli.pause;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {
  /** Shells begin at 2026-03-01T10:00:00Z. */
  private static final List<String> PAUSE =
      List.of("pause", "Burgos", "--until", "+2h", "--reason", "new network");

  @TempDir Path folder;
  private FakeEngine engine;
  private Shell shell;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region("Valladolid", anImage("ubuntu").with("nid", "1").in("v"))
            .region("Burgos")
            .region("Caceres");
    shell = new Shell(folder, engine).configuration("[other]", "ignore_regions =");
  }

  private Shell.Said run(List<String> words) {
    return shell.run(words.toArray(String[]::new));
  }

  /** What is said, whoever runs the test. */
  private static String out(Shell.Said said) {
    return said.out().replaceAll("by \\S+@\\S+", "by US");
  }

  @Test
  void a_pause_is_said_and_another_one_replaces_it() {
    assertThat(run(PAUSE))
        .isEqualTo(
            new Shell.Said(0, "Burgos is paused until 2026-03-01T12:00:00Z (new network)\n", ""));
    assertThat(shell.run("pause", "Burgos", "other:", "--reason", " moved\nagain "))
        .isEqualTo(
            new Shell.Said(
                0,
                """
                Burgos is paused until it is resumed (moved again); replaces: until 2026-03-01T12:00:00Z (new network)
                other: is paused until it is resumed (moved again)
                """,
                ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pause --reason x                            | missing required parameter: 'REGION'",
        "pause Burgos                                | missing required option: '--reason=TEXT'",
        "pause Burgos --reason ''                    | --reason needs 1 to 500 characters",
        "pause Burgos --reason x --until later       | --until 'later' is not a time such as",
        "pause Burgos --reason x --until 2020-01-01T00:00Z | --until 2020-01-01T00:00Z is over: that is 2020-01-01T00:00:00Z",
        "pause Burgos --reason x --until 0           | --until 0 is over",
        "pause Bur,gos --reason x                    | 'Bur,gos' cannot be the name of a region",
        "pause Valladolid --reason x                 | the master region Valladolid cannot be paused",
        "pause Burgos nowhere:Madrid --reason x      | There is no target 'nowhere' in the configuration",
        "resume                                      | missing required parameter: 'REGION'",
        "resume nowhere:                             | There is no target 'nowhere' in the configuration"
      })
  void what_cannot_be_meant_is_wrong_usage_and_pauses_nothing(String words, String said) {
    List<String> all =
        List.of(words.split(" ")).stream().map(it -> it.equals("''") ? "" : it).toList();
    Shell.Said refused = run(all);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("glancesync: " + said);
    assertThat(folder.resolve("home/var/paused.json")).doesNotExist();
    assertThat(shell.run("resume", "Burgos").out()).isEqualTo("Burgos is not paused\n");
  }

  @Test
  void resume_says_what_ends_and_what_stays() {
    run(PAUSE);
    shell.run("pause", "other:", "other:Madrid", "--reason", "moved");

    assertThat(out(shell.run("resume", "Burgos", "Caceres", "other:Madrid")))
        .isEqualTo(
            """
            Burgos is resumed; it was paused since 2026-03-01T10:00:00Z by US until 2026-03-01T12:00:00Z: new network
            Caceres is not paused
            other:Madrid is resumed; it was paused since 2026-03-01T10:00:00Z by US until it is resumed: moved
            other:Madrid stays paused with the whole target; to end that: glancesync resume other:
            """);
    assertThat(out(shell.run("resume", "other:"))).startsWith("other: is resumed; it was paused");
    assertThat(shell.run("resume", "other:"))
        .isEqualTo(new Shell.Said(0, "other: is not paused\n", ""));
  }

  @Test
  void status_compares_a_paused_region_and_says_that_it_is_paused() {
    run(PAUSE);
    String note = "Burgos is paused until 2026-03-01T12:00:00Z (new network)\n";

    assertThat(shell.run("status").out()).contains("pending_upload").endsWith(note);
    Shell.Said csv = shell.run("status", "--format", "csv");
    assertThat(csv.out())
        .isEqualTo("pending_upload,Burgos,ubuntu\npending_upload,Caceres,ubuntu\n");
    assertThat(csv.err()).isEqualTo("note: " + note);
    assertThat(shell.run("status", "--format", "json").out())
        .contains("\"paused\": [\n    {\n      \"region\": \"Burgos\",\n      \"since\": ")
        .contains("\"until\": \"2026-03-01T12:00:00Z\"", "\"reason\": \"new network\"");
  }

  @Test
  void what_is_to_be_done_in_paused_regions_only_is_not_pending() {
    assertThat(shell.run("status", "--fail-if-pending").code()).isEqualTo(1);
    run(PAUSE);
    assertThat(shell.run("status", "--fail-if-pending").code()).isEqualTo(1);
    shell.run("pause", "Caceres", "--reason", "moved");
    assertThat(shell.run("status", "--fail-if-pending").code()).isZero();
  }

  @Test
  void explain_notes_that_the_region_is_paused() {
    run(PAUSE);

    assertThat(out(shell.run("explain", "ubuntu", "Burgos")))
        .contains(
            "  note      Burgos has been paused since 2026-03-01T10:00:00Z by US until"
                + " 2026-03-01T12:00:00Z: new network\n",
            "  next      nothing until 2026-03-01T12:00:00Z; the next run then copies it; to resume it"
                + " now: glancesync resume Burgos\n");
  }

  @Test
  void a_run_names_the_regions_that_it_left_out_and_succeeds() {
    engine.leavingOut("other:", "paused since yesterday by ana@host until it is resumed: moved");

    Shell.Said said = shell.run("sync");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains(
            """
            other::
              paused since yesterday by ana@host until it is resumed: moved
            2 copied in 2 regions""");
  }

  @Test
  void a_run_whose_regions_are_all_paused_says_so() {
    engine = new FakeEngine().region("Valladolid").leavingOut("Burgos", "paused since yesterday");
    shell = new Shell(folder, engine);

    assertThat(shell.run("sync", "Burgos").out())
        .isEqualTo(
            """
            Burgos:
              paused since yesterday
            Nothing was done, as all regions are paused
            """);
  }

  @Test
  void a_file_that_cannot_be_understood_is_warned_of_by_who_looks_and_refused_by_who_changes() {
    shell.file("home/var/paused.json", "{");

    Shell.Said status = shell.run("status");
    assertThat(status.code()).isZero();
    assertThat(status.err()).contains("warning: Tried to read which regions are paused, but ");
    assertThat(run(PAUSE).code()).isEqualTo(1);
    assertThat(shell.run("resume", "Burgos").code()).isEqualTo(1);
  }
}
