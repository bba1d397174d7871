package io.glancesync.cli.display;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarDisplayTest {
  @TempDir Path folder;
  FakeEngine engine =
      new FakeEngine()
          .region(
              "Valladolid",
              anImage("big").ofSize(2_100_000_000).in("v"),
              anImage("small").with("nid", "2").in("v"))
          .region("Burgos", anImage("small").in("b"));

  /** What is said above the bars: what is not cleared again. */
  private static List<String> lines(Shell.Said said) {
    return said.err()
        .lines()
        .map(line -> line.replaceFirst(".*\033\\[J", ""))
        .filter(line -> !line.isEmpty() && !line.contains("%") && !line.startsWith("\033"))
        .toList();
  }

  @Test
  void a_person_sees_a_bar_per_copy_and_a_line_per_result() {
    var said = new Shell(folder, engine).onTerminal().run("sync");

    assertThat(said.err())
        .containsPattern("Burgos big +\\d+% \\[[=> ]+\\] +\\d+/2100MB \\(.*\\)")
        .doesNotContain("Burgos small ");
    assertThat(lines(said))
        .containsExactly(
            "Burgos: 1 to copy, 1 to update, 2.1 GB",
            "Burgos: updated small",
            "Burgos: copied big (2.1 GB in 2.0 s)");
  }

  @Test
  void bars_are_as_wide_as_the_terminal_is_at_that_moment() {
    var screen = new Screen(100, 24);
    engine.meanwhile(() -> screen.resize(60, 24));

    String said = new Shell(folder, engine).on(screen).run("sync").err();

    List<Integer> widths =
        said.lines()
            .map(line -> line.replaceFirst(".*\033\\[J", ""))
            .filter(line -> line.contains("% ["))
            .map(Width::of)
            .distinct()
            .toList();
    assertThat(widths).containsExactly(59);
  }

  @Test
  void no_bar_is_left_at_the_end() {
    assertThat(new Shell(folder, engine).onTerminal().run("sync").err())
        .endsWith("Burgos: copied big (2.1 GB in 2.0 s)\n");
  }

  @Test
  void what_failed_is_said_at_once() {
    engine.failing("big", "Tried it, but Glance is full").unreachable("Caceres", "Nobody answers");

    assertThat(lines(new Shell(folder, engine).onTerminal().run("sync")))
        .contains("Burgos: failed: Tried it, but Glance is full", "Caceres: Nobody answers");
  }

  @Test
  void other_lines_come_above_the_bars_and_the_error_stream_is_given_back() {
    PrintStream before = System.err;
    engine.meanwhile(() -> System.err.println("a line of the log"));

    var said = new Shell(folder, engine).onTerminal().run("sync");

    assertThat(lines(said)).contains("a line of the log");
    assertThat(System.err).isSameAs(before);
  }
}
