package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.RefusedException;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseFileTest {
  private static final Instant SINCE = Instant.parse("2026-05-01T10:00:00Z");
  private static final RegionPause BURGOS =
      new RegionPause(
          RegionName.of("Burgos"),
          SINCE,
          Optional.of(SINCE.plusSeconds(60)),
          "new network",
          "ana@host");
  private static final RegionPause OTHER =
      new RegionPause(RegionName.of("other:"), SINCE, Optional.empty(), "moved", "ana@host");

  @TempDir Path home;
  private Path file;
  private PauseFile pauses;

  @BeforeEach
  void begin() {
    file = home.resolve("var/paused.json");
    pauses = new PauseFile(home.resolve("var"));
  }

  @Test
  void without_a_file_nothing_is_paused() {
    assertThat(pauses.read()).isEqualTo(PausedRegions.NONE);
    assertThat(pauses.problem()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void what_is_paused_outlives_the_process() {
    pauses.change(it -> it.with(OTHER).with(BURGOS));

    assertThat(new PauseFile(home.resolve("var")).read().all()).containsExactly(BURGOS, OTHER);
    assertThat(file)
        .hasContent(
            """
            {"Burgos":{"since":"2026-05-01T10:00:00Z","until":"2026-05-01T10:01:00Z","reason":"new network","by":"ana@host"},\
            "other:":{"since":"2026-05-01T10:00:00Z","reason":"moved","by":"ana@host"}}""");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "[]",
        "{\"Burgos\":",
        "{\"Burgos\":null}",
        "{\"Burgos\":{}}",
        "{\"Burgos\":{\"since\":\"yesterday\",\"reason\":\"x\",\"by\":\"y\"}}",
        "{\"Burgos\":{\"since\":\"2026-05-01T10:00:00Z\",\"reason\":\"x\"}}",
        "{\"Burgos\":{\"since\":\"2026-05-01T10:00:00Z\",\"until\":\"soon\",\"reason\":\"x\",\"by\":\"y\"}}",
        "{\"Burgos\":{\"since\":\"2026-05-01T10:00:00Z\",\"til\":\"x\",\"reason\":\"x\",\"by\":\"y\"}}"
      })
  void a_file_that_cannot_be_understood_is_refused_and_kept(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThatThrownBy(pauses::read)
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Tried to read which regions are paused, but " + file)
        .hasMessageEndingWith("until then no run does anything");
    assertThatThrownBy(() -> pauses.change(it -> it.with(BURGOS)))
        .isInstanceOf(RefusedException.class);
    assertThat(pauses.problem()).isPresent();
    assertThat(file).hasContent(text);
  }

  @Test
  void two_commands_do_not_change_it_at_once() {
    pauses.change(
        before -> {
          assertThatThrownBy(() -> pauses.change(it -> it.with(OTHER)))
              .isInstanceOf(RefusedException.class)
              .hasMessageStartingWith("Another command is changing what is paused");
          return before.with(BURGOS);
        });

    assertThat(pauses.read().all()).containsExactly(BURGOS);
  }
}
