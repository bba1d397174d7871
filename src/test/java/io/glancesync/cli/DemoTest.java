package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frame of the demo; what really happens in it is seen when it is run for real. */
class DemoTest {
  private static final String FULL = "Glance is full; make room";

  @TempDir Path folder;
  Path temporary;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() throws IOException {
    temporary = Files.createDirectory(folder.resolve("temporary"));
    engine =
        new FakeEngine()
            .region("Valladolid", base("small").in("v"), base("big").in("v"))
            .region("Burgos", base("big").in("b"))
            .region("partner:Sevilla", base("small").in("s"))
            .failing("big", FULL);
    shell = new Shell(folder, engine).variable("TMPDIR", temporary.toString());
  }

  /** One that the example's configuration selects. */
  private static Images.AnImage base(String name) {
    return anImage(name).with("type", "base");
  }

  @Test
  void states_a_run_states_and_a_story() {
    var said = shell.run("demo");

    assertThat(said.code()).isZero();
    assertThat(said.out().lines().filter(line -> !line.startsWith("- ")))
        .containsSubsequence(
            "1. What differs from Valladolid: glancesync status Burgos Caceres partner:",
            "pending_upload  1.0 kB  Burgos           small",
            "2. Bring it in step: glancesync sync --parallel Burgos Caceres partner:",
            "  copied small (1.0 kB in 2.0 s)",
            "  failed: " + FULL,
            "3. What differs now: glancesync status Burgos Caceres partner:",
            "4. Valladolid deletes base_ubuntu_24.04: glancesync sync partner:Madrid",
            "What happened",
            "What to try next",
            "  home/glancesync demo --keep   leaves the example running, to play with");
    assertThat(said.out())
        .contains("- 1 image that was missing was copied")
        .contains("- big in partner:Sevilla could not be copied")
        .doesNotContain("\033[");
    assertThat(said.out().lines().filter(line -> line.startsWith("- ")))
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void the_engine_gets_the_example_and_nothing_of_ours() {
    shell.variable("OS_REGION_NAME", "Elsewhere").remove("work/conf/glancesync.conf");

    shell.run("demo");

    assertThat(engine.configuration().masterRegion().toString()).isEqualTo("Valladolid");
    assertThat(engine.request().regions()).isEqualTo(List.of("partner:Madrid"));
    assertThat(Path.of(engine.properties().get("glancesync.var")))
        .startsWithRaw(temporary)
        .hasFileName("var");
  }

  @Test
  void nothing_is_left() {
    shell.run("demo");

    assertThat(temporary).isEmptyDirectory();
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void nothing_is_left_when_something_is_wrong() {
    engine.troubled(new IllegalStateException("oops"));

    assertThat(shell.run("demo").code()).isEqualTo(1);
    assertThat(temporary).isEmptyDirectory();
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void a_failure_that_was_not_meant_is_one() {
    engine.region("partner:Madrid", base("small").in("m"));

    var said = shell.run("demo");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("the example did not go as it was meant to");
  }

  @Test
  void a_region_that_is_lost_was_not_meant() {
    engine.unreachable("Caceres", "there was no connection");

    assertThat(shell.run("demo").code()).isEqualTo(1);
  }

  @Test
  void kept_it_says_how_to_play_until_it_is_interrupted() {
    // as a test cannot press Ctrl-C
    engine.meanwhile(() -> Thread.currentThread().interrupt());

    var said = shell.run("demo", "--keep");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .containsPattern("export GLANCESYNC_CONFIG=temporary/glancesync-demo-\\d+/glancesync.conf")
        .containsPattern("export GLANCESYNC_VAR=temporary/glancesync-demo-\\d+/var")
        .contains("home/glancesync status Burgos Caceres partner:")
        .doesNotContain("What to try next");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void titles_are_bold_for_a_person() {
    assertThat(shell.onTerminal().run("demo").out())
        .contains("\033[1mWhat happened\033[21m\033[0m");
  }

  @Test
  void another_configuration_is_refused() {
    var refusal =
        "glancesync: the demo has a configuration of its own\nTry: glancesync demo --help\n";

    assertThat(shell.run("demo", "--conf", "x")).isEqualTo(new Shell.Said(2, "", refusal));
    assertThat(shell.run("demo", "--config", "a=b")).isEqualTo(new Shell.Said(2, "", refusal));
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void a_temporary_folder_that_is_not_there_is_said() {
    shell.variable("TMPDIR", folder.resolve("nowhere").toString());

    var said = shell.run("demo");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).startsWith("glancesync: nowhere/glancesync-demo-");
  }
}
