package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told when a guard holds something back. */
class GuardsTest {
  private static final String SHRUNKEN =
      "Valladolid lists only 2 images, after 10 in an earlier run; see that none is missing there,"
          + " then confirm it with sync --accept-shrunken-master\n";

  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void a_master_that_had_ten_images() {
    engine =
        new FakeEngine()
            .region("Valladolid", anImage("new").in("v"), anImage("small").with("nid", "2").in("v"))
            .region("Burgos", anImage("small").in("b"))
            .region("Caceres", anImage("small").in("c"))
            .earlierImages(10);
    shell = new Shell(folder, engine);
  }

  @Test
  void a_run_says_once_why_and_for_each_region_what_was_held_back() {
    var said = shell.run("sync");

    assertThat(said.out())
        .isEqualTo(
            """
            Burgos:
              copied new (1.0 kB in 2.0 s)
              held back: 1 to update (small)
            Caceres:
              copied new (1.0 kB in 2.0 s)
              held back: 1 to update (small)
            Held back: %s\
            2 copied, 2 held back in 2 regions, 2.0 kB in 1 min 0 s
            """
                .formatted(SHRUNKEN));
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void a_confirmed_list_is_a_list_as_any_other() {
    var said = shell.run("sync", "--accept-shrunken-master");

    assertThat(said.out()).contains("updated small").doesNotContain("eld back");
    assertThat(said.code()).isZero();
  }

  @Test
  void a_dry_run_says_the_same_and_is_no_failure() {
    var said = shell.run("sync", "--dry-run");

    assertThat(said.out())
        .contains("  would copy new (1.0 kB)\n  held back: 1 to update (small)\n")
        .endsWith("Held back: " + SHRUNKEN + "2 to copy, 2 held back in 2 regions, 2.0 kB\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void a_list_that_shrank_where_nothing_is_held_back_is_a_warning_and_no_failure() {
    engine.region("Valladolid");

    var said = shell.run("sync");

    assertThat(said.out())
        .isEqualTo(
            """
            To decide, master_shrunk:
              Valladolid: Valladolid lists no image, after 10 in an earlier run; nothing was to be \
            held back, but see that no image is missing there
            No image is selected in Burgos, Caceres
            """);
    assertThat(said.code()).isZero();
    assertThat(shell.run("sync", "--dry-run").code()).isZero();
    var json = shell.run("status", "--format", "json");
    assertThat(json.out()).contains("\"code\": \"master_shrunk\"");
    assertThat(json.err()).isEmpty();
  }

  @Test
  void many_images_beyond_the_limit_take_one_line() {
    engine
        .region("Valladolid", images("new"))
        .region("Burgos", images("old"))
        .region("Caceres")
        .mostReplaced(3);
    shell.configuration("[DEFAULT]", "replace = any");

    assertThat(shell.run("sync", "Burgos").out())
        .contains("\n  held back: 17 to replace (", " and 12 more)\n")
        .contains("\nHeld back: a run replaces or renames at most 3 images; see that all of it is")
        .containsOnlyOnce("at most 3");
  }

  private static Image[] images(String content) {
    return IntStream.range(10, 30)
        .mapToObj(i -> anImage("image" + i).withContent(content + i).in(content))
        .toArray(Image[]::new);
  }

  @Test
  void status_shows_the_states_as_ever_and_what_a_run_would_hold_back() {
    var said = shell.run("status", "Burgos");

    assertThat(said.out())
        .contains("pending_metadata")
        .contains("\nHeld back in Burgos: 1 to update (small)\n")
        .endsWith("\nHeld back: " + SHRUNKEN);
    assertThat(said.code()).isZero();
  }

  @Test
  void status_for_programs_says_it_beside_the_states() {
    var csv = shell.run("status", "--format", "csv");
    var json = shell.run("status", "--format", "json");

    assertThat(csv.out()).contains("pending_metadata,Burgos,small\n").doesNotContain("eld back");
    assertThat(csv.err()).contains("warning: Held back: " + SHRUNKEN);
    assertThat(json.out()).contains("\"message\": \"a run would update small in Burgos, but Valla");
    assertThat(json.err()).isEqualTo("warning: Held back: " + SHRUNKEN);
  }
}
