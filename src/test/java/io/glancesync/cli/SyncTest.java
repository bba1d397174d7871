package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.limit.Timetable;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region(
                "Valladolid",
                anImage("big").ofSize(2_100_000_000).in("v"),
                anImage("small").with("nid", "2").in("v"),
                anImage("odd").in("v"));
    shell = new Shell(folder, engine);
  }

  @Test
  void a_run_says_what_changed_what_failed_and_what_needs_a_decision() {
    engine
        .region("Burgos", anImage("small").in("b"), anImage("odd").withContent("strange").in("b"))
        .region("Caceres", anImage("odd").in("c"), anImage("small").with("nid", "2").in("c"))
        .failing("big", "Tried to copy big to Burgos, but Glance is full");
    var said = shell.run("sync");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              updated small
              failed: Tried to copy big to Burgos, but Glance is full
            Caceres:
              failed: Tried to copy big to Burgos, but Glance is full
            To decide, checksum_conflict:
              Burgos: odd in Burgos has other content (checksum strange); add that checksum to replace, rename or dontupdate: replace deletes it once the master's image is there, rename makes it odd.old and private, dontupdate leaves it as it is
            1 updated, 2 failed in 2 regions, 0 B in 1 min 0 s
            """);
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void a_run_may_be_about_some_images() {
    engine.region("Burgos", anImage("odd").in("b"));

    assertThat(shell.run("sync", "--image", "sm*").out())
        .contains("copied small")
        .doesNotContain("big");
    var said = shell.run("sync", "--image", "typo");
    assertThat(said.err()).contains("No selected image matches --image typo");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void a_quiet_run_speaks_only_if_there_is_something_to_say() {
    engine.region("Burgos", anImage("odd").in("b"));

    assertThat(shell.run("sync", "--quiet").out()).contains("2 copied");
    var said = shell.run("sync", "--quiet", "--image", "odd");
    assertThat(said.out() + said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(shell.run("sync", "--image", "odd").out()).isNotEmpty();
  }

  @Test
  void a_quiet_run_tells_of_a_warning() {
    engine.region("Burgos", anImage("odd").withContent("strange").in("b"));

    assertThat(shell.run("sync", "--quiet", "--image", "odd").out()).contains("To decide");
  }

  @Test
  void a_run_says_how_much_was_copied_in_which_time() {
    engine.region("Burgos", anImage("odd").in("b"));

    var said = shell.run("sync");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              copied small (1.0 kB in 2.0 s)
              copied big (2.1 GB in 2.0 s)
            2 copied in 1 region, 2.1 GB in 1 min 0 s
            """);
    assertThat(said.code()).isZero();
    assertThat(engine.request().dryRun()).isFalse();
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void a_limit_of_bandwidth_holds_for_the_run() {
    engine.region("Burgos");
    shell.run("sync", "--bwlimit", "08:00,10M 19:00,off", "Burgos");
    assertThat(engine.bandwidth()).contains(Timetable.of("08:00,10M 19:00,off"));
    assertThat(engine.request().regions()).isEqualTo(List.of("Burgos"));

    shell.run("sync", "--bwlimit=512K");
    assertThat(engine.bandwidth()).contains(Timetable.of("512K"));
  }

  @Test
  void a_run_by_other_rules_than_the_configuration_s_is_known_as_one() {
    engine.region("Burgos");
    shell.run("sync", "--config", "metadata_condition=image.name == 'small'");
    assertThat(engine.request().narrowed()).isTrue();

    shell.run("sync", "--config", "main.max_children=3");
    assertThat(engine.request().narrowed()).isFalse();
  }

  @Test
  void without_one_what_is_configured_holds() {
    engine.region("Burgos");
    shell.run("sync");

    assertThat(engine.bandwidth()).isEmpty();
  }

  @Test
  void a_run_with_nothing_to_do_says_so_in_one_line() {
    engine
        .region(
            "Burgos",
            anImage("big").in("b"),
            anImage("small").with("nid", "2").in("b"),
            anImage("odd").in("b"))
        .region(
            "Caceres",
            anImage("big").in("c"),
            anImage("small").with("nid", "2").in("c"),
            anImage("odd").in("c"));

    var said = shell.run("sync");

    assertThat(said.out()).isEqualTo("All 3 images in step in Burgos, Caceres\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void nothing_to_do_is_not_in_step_while_a_decision_is_missing() {
    engine.region(
        "Burgos",
        anImage("big").in("b"),
        anImage("small").with("nid", "2").in("b"),
        anImage("odd").withContent("strange").in("b"));

    var said = shell.run("sync");

    assertThat(said.out())
        .startsWith("To decide, checksum_conflict:\n")
        .endsWith("Nothing to do in Burgos; 2 of 3 images in step\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void nothing_selected_is_said() {
    engine.region("Burgos");

    assertThat(shell.run("sync", "--config", "metadata_set=no_such_property").out())
        .isEqualTo("No image is selected in Burgos\n");
  }

  @Test
  void no_region_at_all_is_said() {
    assertThat(shell.run("sync").out()).isEqualTo("There is no region to be brought in step\n");
  }

  @Test
  void a_dry_run_lists_what_would_be_done_and_does_nothing() {
    shell.configuration("[DEFAULT]", "replace = 0cc175b9c0f1b6a831c399e269772661");
    engine.region(
        "Burgos",
        anImage("small").in("b"),
        anImage("odd").withContent("0cc175b9c0f1b6a831c399e269772661").in("b"));

    var said = shell.run("sync", "--dry-run");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              would update small (nid: (none) → 2)
              would replace odd (1.0 kB)
              would copy big (2.1 GB)
            1 to copy, 1 to replace, 1 to update in 1 region, 2.1 GB
            """);
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(engine.request().dryRun()).isTrue();
  }

  @Test
  void what_a_dry_run_finds_impossible_is_no_failure() {
    engine.region("Valladolid", anImage("shapeless").withFormats(null, "bare").in("v"));
    engine.region("Burgos");

    var said = shell.run("sync", "--dry-run");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              failed: Cannot bring shapeless to Burgos: it has no disk_format; correct it in the master region or in Burgos, nothing was sent
            1 impossible in 1 region, 0 B
            """);
    assertThat(said.code()).isZero();
    assertThat(shell.run("sync").code()).isEqualTo(1);
  }

  @Test
  void a_region_that_cannot_be_reached_is_said_last_and_loud() {
    engine
        .region("Burgos", anImage("odd").in("b"), anImage("small").with("nid", "2").in("b"))
        .unreachable("Caceres", "there was no connection");

    var said = shell.run("sync");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              copied big (2.1 GB in 2.0 s)
            Caceres:
              unreachable: there was no connection
            1 copied in 1 region, 2.1 GB in 1 min 0 s
            """);
    assertThat(said.code()).isEqualTo(3);
    assertThat(shell.run("sync", "--dry-run").code()).isEqualTo(3);
  }

  @Test
  void a_region_that_refuses_is_a_failure_of_a_dry_run_too() {
    engine.region("Burgos").refusing("Caceres", "Glance answered 403");

    assertThat(shell.run("sync", "--dry-run").code()).isEqualTo(1);
  }

  @Test
  void the_regions_are_told_in_the_order_in_which_they_were_asked_for() {
    engine.region("Burgos").region("Caceres").region("other:Madrid");
    shell.configuration("preferable_order = Caceres", "[other]", "ignore_regions =");

    assertThat(headings(shell.run("sync"))).containsExactly("Caceres:", "Burgos:", "other:Madrid:");
    assertThat(headings(shell.run("sync", "other:", "Burgos", "Caceres")))
        .containsExactly("other:Madrid:", "Burgos:", "Caceres:");
  }

  private static List<String> headings(Shell.Said said) {
    return said.out().lines().filter(line -> line.endsWith(":")).toList();
  }

  @Test
  void control_characters_of_a_name_do_not_reach_the_terminal() {
    engine.region("Valladolid", anImage("red\033[31m\nname").in("v")).region("Burgos");

    assertThat(shell.run("sync", "--dry-run").out())
        .contains("would copy red\\u001b[31m\\nname (1.0 kB)");
  }
}
