package io.glancesync.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleHistoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the schedules, whatever people and crashes leave in its place. */
class FileScheduleHistoryTest extends ScheduleHistoryContract {
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void begin() {
    file = home.resolve("var/schedules.json");
  }

  @Override
  protected ScheduleHistory history() {
    return new FileScheduleHistory(home.resolve("var/schedules.json"));
  }

  @Test
  void before_anything_was_noted_no_file_is_made() {
    assertThat(history().of(HOURLY)).isEmpty();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void only_its_owner_can_read_it() throws IOException {
    history().note(HOURLY, RAN);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0", "[[[[", "{\"hourly\": {", "{\"hourly\": 5}", "null"})
  void a_file_that_cannot_be_understood_is_left_by_who_looks_and_set_aside_by_who_notes(String text)
      throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(history().of(HOURLY)).isEmpty();
    assertThat(history().problem().orElseThrow()).startsWith(file + ", which says");
    assertThat(history().isBegun()).isTrue();
    assertThat(file).hasContent(text);

    history().note(HOURLY, RAN);

    assertThat(history().problem()).isEmpty();
    assertThat(history().of(HOURLY)).contains(RAN);
    assertThat(file.getParent()).isDirectoryContaining("glob:**schedules.json.*.unreadable");
  }

  @Test
  void what_could_not_be_written_is_known_to_the_process_and_written_later() throws IOException {
    Path inTheWay = Files.createDirectories(file.resolve("full"));
    ScheduleHistory history = history();
    history.note(HOURLY, RAN);
    assertThat(history.of(HOURLY)).contains(RAN);
    assertThat(history().of(HOURLY)).isEmpty();

    Files.delete(inTheWay);
    Files.delete(file);
    history.note(NIGHTLY, NEW);

    assertThat(history().of(HOURLY)).contains(RAN);
    assertThat(history().of(NIGHTLY)).contains(NEW);
  }
}
