package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.engine.SmallCloud;
import io.glancesync.error.RefusedException;
import io.glancesync.file.DataPart;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import io.glancesync.report.RunReport.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of {@code var} that cannot be understood: what a person decided stops runs, what runs noted
 * themselves is found out again.
 */
@Timeout(120)
class UnreadableNotesTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  @BeforeEach
  void an_image_is_to_be_copied() throws IOException {
    cloud.master("ubuntu", 100);
    Files.createDirectories(home.resolve("var"));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine engine() {
    return new StartedEngine(home, cloud.configuration());
  }

  private Path broken(String name) throws IOException {
    return Files.writeString(home.resolve("var").resolve(name), "{");
  }

  private List<Check> checksOf(Path file, StartedEngine engine) {
    return engine.engine().check(false).stream()
        .filter(it -> it.text().contains(file.toString()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paused.json", "pinned.json"})
  void what_a_person_decided_stops_the_run_until_the_person_corrects_it(String name)
      throws IOException {
    Path file = broken(name);

    try (var engine = engine()) {
      for (boolean isDryRun : new boolean[] {true, false}) {
        assertThatThrownBy(() -> engine.engine().run(new RunRequest(List.of(), isDryRun, 1)))
            .isInstanceOf(RefusedException.class)
            .hasMessageContainingAll(file.toString(), "correct the file, or delete it");
      }
      assertThat(checksOf(file, engine))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.verdict()).isEqualTo(CheckStatus.FAILED);
                assertThat(it.text()).contains("until then no run does anything");
              });
    }
    assertThat(cloud.copies()).isEmpty();
    assertThat(file).hasContent("{");
  }

  @ParameterizedTest
  @CsvSource({
    "regions.json, the next run sets it aside and waits for the whole grace again",
    "master-images.json, the next run sets it aside and counts again",
    "schedules.json, 'the service sets it aside, and goes on as if all schedules were new'"
  })
  void what_runs_noted_is_found_out_again(String name, String whatHappens) throws IOException {
    Path file = broken(name);

    try (var engine = engine()) {
      assertThat(checksOf(file, engine))
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.verdict()).isEqualTo(CheckStatus.WARNING);
                assertThat(it.text()).contains(whatHappens);
              });
      assertThat(engine.engine().run(new RunRequest(List.of(), false, 1)).outcome())
          .isEqualTo(RunOutcome.CHANGED);
    }
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_file_of_rolled_back_images_is_ours_so_that_its_folder_can_be_closed() throws IOException {
    Files.writeString(home.resolve("var/pinned.json"), "{}");

    assertThat(DataPart.ROOT.foreign(home.resolve("var"))).isEmpty();
  }
}
