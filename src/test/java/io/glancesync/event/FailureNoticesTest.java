package io.glancesync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.region.RegionName;
import io.glancesync.report.FailureChanges;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureNoticesTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private boolean isStopping;

  private Path file() {
    return folder.resolve("var").resolve("failures.json");
  }

  /** As a process of its own would see it. */
  private void run(RegionOutcome outcome) {
    var progress =
        new Progress() {
          @Override
          public void changed(RunReport report, FailureChanges changes) {
            told.add(changes.subject());
          }
        };
    var region =
        new RegionResult(RegionName.of("other:Madrid"), outcome, Optional.of("Tried \"it\"\nö"));
    new FailureNotices(file(), progress, () -> RegionName.of("Spain"), it -> isStopping)
        .compared(
            null, new RunReport("run", NOW, NOW, false, List.of(region), List.of(), List.of()));
  }

  @Test
  void what_was_told_is_remembered_by_the_next_process() {
    run(RegionOutcome.UNREACHABLE);
    run(RegionOutcome.UNREACHABLE);
    run(RegionOutcome.DONE);
    run(RegionOutcome.DONE);

    assertThat(told).containsExactly("1 failed", "1 recovered");
  }

  @Test
  void nobody_is_told_of_what_was_cut_off_by_the_end_of_the_service() {
    isStopping = true;

    run(RegionOutcome.FAILED);

    assertThat(told).isEmpty();
    assertThat(file()).doesNotExist();
  }

  @Test
  void notes_that_cannot_be_understood_are_set_aside_and_told_anew() throws IOException {
    run(RegionOutcome.UNREACHABLE);
    Files.writeString(file(), "{broken");

    run(RegionOutcome.UNREACHABLE);

    assertThat(told).containsExactly("1 failed", "1 failed");
    assertThat(Files.list(folder.resolve("var")).map(it -> it.getFileName().toString()))
        .anyMatch(it -> it.endsWith(".unreadable"))
        .contains("failures.json");
  }

  @Test
  void a_note_that_somebody_edited_away_is_no_failure() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        "[null, {}, {\"region\": \"a:b:c\", \"since\": \"x\", \"reminded\": false}, {\"region\":"
            + " \"Burgos\", \"since\": \"yesterday\", \"reminded\": false}]");

    run(RegionOutcome.UNREACHABLE);

    assertThat(told).containsExactly("1 failed");
  }

  @Test
  void a_folder_that_cannot_be_used_stops_no_run() throws IOException {
    Files.writeString(folder.resolve("var"), "a file where the folder should be");

    run(RegionOutcome.UNREACHABLE);

    assertThat(told).isEmpty();
  }
}
