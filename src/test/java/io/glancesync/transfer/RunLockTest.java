package io.glancesync.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs never work with one journal. */
class RunLockTest {
  @TempDir Path home;

  @Test
  void the_folder_is_made_when_it_is_missing() throws IOException {
    Path folder = home.resolve("a/b");

    try (RunLock lock = RunLock.take(folder).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(folder).isDirectory();
    }
  }

  @Test
  void who_comes_second_gets_nothing_and_takes_nothing_away() throws IOException {
    try (RunLock first = RunLock.take(home).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(RunLock.take(home)).isEmpty();
      assertThat(RunLock.take(home)).isEmpty();
      assertThat(isLocked()).isTrue();
    }
  }

  @Test
  void who_closes_gives_it_back() throws IOException {
    RunLock.take(home).orElseThrow().close();

    assertThat(isLocked()).isFalse();
    try (RunLock second = RunLock.take(home).orElseThrow()) {
      assertThat(second).isNotNull();
    }
  }

  @Test
  void closing_twice_does_no_harm() throws IOException {
    RunLock lock = RunLock.take(home).orElseThrow();

    lock.close();
    lock.close();

    RunLock.take(home).orElseThrow().close();
  }

  @Test
  void the_file_says_whose_it_is_and_nothing_of_those_before() throws IOException {
    Files.writeString(home.resolve("run.lock"), "a much longer text of an earlier owner\n");

    try (RunLock lock = RunLock.take(home).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(home.resolve("run.lock")))
          .isEqualTo(ProcessHandle.current().pid() + "\n");
    }
  }

  @Test
  void a_folder_that_cannot_be_used_is_an_error_not_another_run() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "no folder");

    assertThatThrownBy(() -> RunLock.take(file)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RunLock.take(file.resolve("below"))).isInstanceOf(IOException.class);
  }

  @Test
  @Timeout(60)
  void another_process_is_kept_out_until_this_one_ends() throws Exception {
    try (RunLock lock = RunLock.take(home).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(taken()).isEqualTo("false");
    }
    assertThat(taken()).isEqualTo("true");
  }

  /** Whether another process gets it. */
  private String taken() throws IOException, InterruptedException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Taker.class.getName(),
            home.toString());
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer;
  }

  private boolean isLocked() throws IOException {
    try (FileChannel channel =
            FileChannel.open(home.resolve("run.lock"), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (java.nio.channels.OverlappingFileLockException e) {
      return true;
    }
  }

  /** The other process. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] words) throws IOException {
      System.out.println(RunLock.take(Path.of(words[0])).isPresent());
    }
  }
}
