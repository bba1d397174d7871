package io.glancesync.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.run.RunTurns;
import io.glancesync.run.RunTurnsContract;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a run. What becomes of it when a process dies, ProcessLockTest tells. */
class FileRunTurnsTest extends RunTurnsContract {
  @TempDir Path home;

  @Override
  protected RunTurns turns() {
    return new FileRunTurns(home.resolve("var"));
  }

  @Test
  void who_only_asks_makes_no_folder() {
    assertThat(turns().holder()).isEmpty();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void who_is_refused_is_told_which_folder_it_is() {
    try (RunTurns.Turn turn = turns().take()) {
      assertThat(turn).isNotNull();
      assertThatThrownBy(turns()::take)
          .hasMessageStartingWith("Another run is under way with " + home.resolve("var"));
    }
  }

  @Test
  void a_folder_that_cannot_be_used_is_no_other_run() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "no folder");

    assertThatThrownBy(() -> new FileRunTurns(file).take())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("glancesync.var");
  }

  @Test
  void a_lock_that_cannot_be_read_is_an_error_and_not_free() throws Exception {
    Files.createDirectories(home.resolve("var").resolve(ProcessLock.RUN));

    assertThatThrownBy(() -> turns().holder())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("this is not a regular file");
  }
}
