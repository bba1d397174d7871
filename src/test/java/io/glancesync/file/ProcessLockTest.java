package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs never work with one journal, in two processes or in one. */
class ProcessLockTest {
  @TempDir Path home;

  @Test
  void the_folder_is_made_when_it_is_missing() throws IOException {
    Path folder = home.resolve("a/b");

    try (ProcessLock lock = ProcessLock.take(folder, ProcessLock.RUN).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(folder).isDirectory();
    }
  }

  @Test
  void who_comes_second_gets_nothing_and_takes_nothing_away() throws Exception {
    try (ProcessLock first = ProcessLock.take(home, ProcessLock.RUN).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(ProcessLock.take(home, ProcessLock.RUN)).isEmpty();
      assertThat(ProcessLock.take(home, ProcessLock.RUN)).isEmpty();
      assertThat(taken()).isEqualTo("false");
    }
  }

  @Test
  void who_closes_gives_it_back() throws Exception {
    ProcessLock.take(home, ProcessLock.RUN).orElseThrow().close();

    assertThat(taken()).isEqualTo("true");
    try (ProcessLock second = ProcessLock.take(home, ProcessLock.RUN).orElseThrow()) {
      assertThat(second).isNotNull();
    }
  }

  @Test
  void to_look_whether_somebody_has_it_takes_nothing_away() throws Exception {
    assertThat(ProcessLock.isTaken(home, ProcessLock.RUN)).isFalse();
    assertThat(ProcessLock.isTaken(home.resolve("nowhere"), ProcessLock.RUN)).isFalse();
    try (ProcessLock first = ProcessLock.take(home, ProcessLock.RUN).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(ProcessLock.isTaken(home, ProcessLock.RUN)).isTrue();
      assertThat(ProcessLock.isTaken(home, ProcessLock.SERVICE)).isFalse();
      assertThat(taken()).isEqualTo("false");
    }
  }

  @Test
  void closing_twice_does_no_harm() throws IOException {
    ProcessLock lock = ProcessLock.take(home, ProcessLock.RUN).orElseThrow();

    lock.close();
    lock.close();

    ProcessLock.take(home, ProcessLock.RUN).orElseThrow().close();
  }

  @Test
  void the_file_says_whose_it_is_and_nothing_of_those_before() throws IOException {
    Files.writeString(home.resolve("run.lock"), "a much longer text of an earlier owner\n");

    try (ProcessLock lock = ProcessLock.take(home, ProcessLock.RUN).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(home.resolve("run.lock")))
          .isEqualTo(ProcessHandle.current().pid() + "\n");
    }
  }

  @Test
  void a_link_in_its_place_is_refused_and_not_written_through() throws IOException {
    Path victim = Files.writeString(home.resolve("victim"), "mine");
    Files.createSymbolicLink(home.resolve("run.lock"), victim);

    assertThatThrownBy(() -> ProcessLock.take(home, ProcessLock.RUN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> ProcessLock.isTaken(home, ProcessLock.RUN))
        .isInstanceOf(IOException.class);
    assertThat(victim).hasContent("mine");
  }

  @Test
  @Timeout(300)
  void a_pipe_in_its_place_is_refused_and_not_waited_for() throws Exception {
    Pipe.at(home.resolve("run.lock"));

    assertThatThrownBy(() -> ProcessLock.take(home, ProcessLock.RUN))
        .isInstanceOf(IOException.class);
  }

  @Test
  void folder_and_file_are_for_their_owner_alone() throws IOException {
    Path folder = home.resolve("new/var");

    ProcessLock.take(folder, ProcessLock.RUN).orElseThrow().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("run.lock"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_folder_that_cannot_be_used_is_an_error_not_another_run() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "no folder");

    assertThatThrownBy(() -> ProcessLock.take(file, ProcessLock.RUN))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ProcessLock.take(file.resolve("below"), ProcessLock.RUN))
        .isInstanceOf(IOException.class);
  }

  @Test
  @Timeout(300)
  void another_process_is_kept_out_until_this_one_ends() throws Exception {
    try (ProcessLock lock = ProcessLock.take(home, ProcessLock.RUN).orElseThrow()) {
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

  /** The other process. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] words) throws IOException {
      System.out.println(ProcessLock.take(Path.of(words[0]), ProcessLock.RUN).isPresent());
    }
  }
}
