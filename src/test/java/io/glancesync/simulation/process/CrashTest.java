package io.glancesync.simulation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process leaves that dies while its threads are at work. */
@Timeout(300)
class CrashTest {
  private static final int FILES = 50;
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  @Test
  void what_other_threads_rename_and_delete_meanwhile_does_not_cost_a_file_that_stays()
      throws Exception {
    Path data = Files.createDirectory(folder.resolve("var"));
    Path journal = Files.createDirectory(data.resolve("in-flight"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(journal.resolve(i + ".json"), "" + i);
    }
    var isOver = new AtomicBoolean();
    var isAtWork = new CountDownLatch(1);
    var other =
        new Thread(
            () -> {
              while (!isOver.get()) {
                work(journal);
                isAtWork.countDown();
              }
            });
    other.start();
    isAtWork.await();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        var crash = new Crash();
        crash.plan(data, 0);

        assertThatThrownBy(crash::request).isInstanceOf(IllegalStateException.class);

        assertThat(crash.hasHappened()).isTrue();
        for (int i = 0; i < FILES; i++) {
          assertThat(crash.legacy().resolve("in-flight/" + i + ".json")).hasContent("" + i);
        }
      }
    } finally {
      isOver.set(true);
      other.join();
    }
  }

  private static void work(Path folder) {
    try {
      for (int i = 0; i < FILES; i++) {
        Files.createFile(folder.resolve("passing-" + i));
      }
      for (int i = 0; i < FILES; i++) {
        Files.delete(folder.resolve("passing-" + i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
