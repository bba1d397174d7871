package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that was killed left half written. */
class LeftoversTest {
  private static final String RANDOM = "0123456789abcdef";

  @TempDir Path folder;

  private Path unfinished(long process) throws IOException {
    return Files.writeString(folder.resolve(Leftovers.name(process, RANDOM)), "half");
  }

  private static Path old(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
  }

  @Test
  void what_a_process_left_that_is_gone_goes_at_once() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    unfinished(gone.pid());

    Leftovers.clear(folder, true);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_a_process_that_lives_is_writing_stays_until_nothing_takes_so_long() throws Exception {
    Process living = new ProcessBuilder("sleep", "60").start();
    try {
      Path file = unfinished(living.pid());
      Leftovers.clear(folder, true);
      assertThat(file).exists();

      old(file);
      Leftovers.clear(folder, true);
      assertThat(file).doesNotExist();
    } finally {
      living.destroy();
    }
  }

  @Test
  void of_an_earlier_process_with_our_number_nothing_stays() throws IOException {
    unfinished(ProcessHandle.current().pid());

    Leftovers.clear(folder, true);

    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedules.json.part",
        "Burgos_a_855e3a1f-9d2b-4c44-8a53-0a1b2c3d4e5f.json.part",
        ".1234567890123.part",
        ".20260102T030405.678Z.json"
      })
  void what_an_earlier_version_left_goes_when_it_is_old(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "half");
    Leftovers.clear(folder, true);
    assertThat(file).exists();

    old(file);
    Leftovers.clear(folder, true);

    assertThat(file).doesNotExist();
  }

  @Test
  void among_files_of_others_only_what_is_ours_without_a_doubt_goes() throws IOException {
    Path theirs = old(Files.writeString(folder.resolve(".123.part"), "theirs"));
    Path ours = unfinished(ProcessHandle.current().pid());

    Leftovers.clear(folder, false);

    assertThat(theirs).hasContent("theirs");
    assertThat(ours).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "video.part",
        "notes.json.part",
        ".part",
        ".glancesync-1-.part",
        ".glancesync-12345678901-0123456789abcdef.part",
        "glancesync-1-0123456789abcdef.part",
        ".glancesync-1-0123456789abcdef.part~"
      })
  void what_anybody_else_may_have_called_like_that_stays(String name) throws IOException {
    Path file = old(Files.writeString(folder.resolve(name), "mine"));

    Leftovers.clear(folder, true);

    assertThat(file).hasContent("mine");
  }

  @Test
  void links_and_folders_stay_and_so_does_what_a_link_leads_to() throws IOException {
    Path victim = old(Files.writeString(folder.resolve("victim"), "mine"));
    Path link = folder.resolve(Leftovers.name(999_999_999, RANDOM));
    Files.createSymbolicLink(link, victim);
    Path below = Files.createDirectories(folder.resolve(".1.part"));
    old(below);

    Leftovers.clear(folder, true);

    assertThat(victim).hasContent("mine");
    assertThat(link).isSymbolicLink();
    assertThat(below).isDirectory();
  }

  @Test
  void a_folder_that_is_a_link_is_not_looked_into() throws IOException {
    Path file = old(unfinished(999_999_999));
    Path link = folder.resolveSibling(folder.getFileName() + "-link");
    Files.createSymbolicLink(link, folder);
    try {
      Leftovers.clear(link, true);
    } finally {
      Files.delete(link);
    }

    assertThat(file).exists();
  }
}
