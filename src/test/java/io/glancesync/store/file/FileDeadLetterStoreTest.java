package io.glancesync.store.file;

import static io.glancesync.deadletter.Letters.FAILED;
import static io.glancesync.deadletter.Letters.letterOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStoreContract;
import io.glancesync.file.Pipe;
import io.glancesync.file.Sparse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of what failed, whatever people and crashes leave in it. */
class FileDeadLetterStoreTest extends DeadLetterStoreContract {
  @TempDir Path home;
  private Path folder;
  private Path retry;
  private FileDeadLetterStore letters;

  @BeforeEach
  void begin() {
    folder = home.resolve("var/dead-letter");
    retry = folder.resolve("retry");
    letters = letters();
  }

  @Override
  protected FileDeadLetterStore letters() {
    Clock clock = Clock.fixed(FAILED.plus(Duration.ofDays(3650)), ZoneOffset.UTC);
    return new FileDeadLetterStore(home.resolve("var"), clock, () -> LONGEST);
  }

  @Test
  void before_anything_failed_no_folder_is_needed() {
    assertThat(letters.all()).isEmpty();
    assertThat(letters.requested()).isEmpty();
    assertThat(letters.setAside()).isEmpty();
    letters.remove(List.of(letterOf("a")));
    letters.putBack(List.of(letterOf("a")));
    assertThat(folder).doesNotExist();
  }

  @Test
  void the_file_name_tells_region_image_and_time() {
    letters.put(letterOf("base_ubuntu"), MANY);

    assertThat(names(folder))
        .containsExactly(
            "Burgos_base_ubuntu_20261122T220055Z_" + letterOf("base_ubuntu").id() + ".json");
  }

  @Test
  void only_its_owner_can_read_it() throws IOException {
    letters.put(letterOf("a"), MANY);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files(folder).get(0))))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void an_odd_name_stays_in_the_folder(String name) throws IOException {
    letters.put(letterOf(name), MANY);

    assertThat(names(folder)).hasSize(1).allMatch(it -> it.matches("[A-Za-z0-9._-]{1,250}\\.json"));
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(1);
    }

    letters.remove(letters.all());

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void what_fails_again_is_the_same_file() {
    DeadLetter first = letterOf("a");
    letters.put(first, MANY);
    List<String> before = names(folder);

    letters.put(failedAgain(first, 60), MANY);

    assertThat(names(folder)).isEqualTo(before);
  }

  @Test
  void what_is_to_be_retried_lies_elsewhere_until_it_is_put_back() {
    letters.put(letterOf("a"), MANY);
    letters.put(letterOf("b"), MANY);

    letters.request(List.of(letterOf("a")));

    assertThat(names(folder)).hasSize(1);
    assertThat(names(retry)).hasSize(1);

    letters.putBack(List.of(letterOf("a"), letterOf("b")));

    assertThat(names(folder)).hasSize(2);
    assertThat(names(retry)).isEmpty();
  }

  @Test
  void a_file_may_be_moved_there_by_hand_under_any_name() throws IOException {
    letters.put(letterOf("a"), MANY);
    Files.move(files(folder).get(0), retry.resolve("mine.json"));

    assertThat(letters.requested()).containsExactly(letterOf("a"));
    letters.request(letters.requested());
    letters.put(failedAgain(letterOf("a"), 1), MANY);

    assertThat(names(retry)).isEmpty();
    assertThat(names(folder)).hasSize(1);
  }

  @Test
  void a_file_that_was_copied_there_is_no_second_letter() throws IOException {
    letters.put(letterOf("a"), MANY);
    Files.copy(files(folder).get(0), retry.resolve("copy.json"));

    assertThat(letters.all()).hasSize(1);

    letters.request(letters.requested());
    assertThat(names(folder)).isEmpty();
    assertThat(names(retry)).hasSize(1);

    letters.remove(letters.all());
    assertThat(letters.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "garbage", "\0\0\0", "\u00fc"})
  void a_file_that_cannot_be_read_is_set_aside_and_kept(String text) throws IOException {
    letters.put(letterOf("a"), MANY);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (Path where : List.of(folder, retry)) {
      Files.createDirectories(where);
      Files.write(where.resolve("broken.json"), bytes);
    }

    assertThat(letters.all()).containsExactly(letterOf("a"));
    assertThat(letters.requested()).isEmpty();

    assertThat(names(folder)).hasSize(1);
    assertThat(names(retry)).isEmpty();
    assertThat(letters.setAside())
        .contains(
            2 + " files cannot be read; correct the files in " + folder.resolve("unreadable"));
    for (Path aside : files(folder.resolve("unreadable"))) {
      assertThat(aside.getFileName().toString()).startsWith("broken.json");
      assertThat(Files.readAllBytes(aside)).isEqualTo(bytes);
    }
  }

  @Test
  void who_only_looks_is_told_of_a_broken_file_and_leaves_it_there() throws IOException {
    letters.put(letterOf("a"), MANY);
    assertThat(letters.problems()).isEmpty();
    Path broken = Files.writeString(retry.resolve("broken.json"), "garbage");

    assertThat(letters.seen()).containsExactly(letterOf("a"));
    assertThat(letters.problems())
        .singleElement()
        .asString()
        .startsWith("the dead letter " + broken + " cannot be understood (it is not a dead letter");
    assertThat(broken).hasContent("garbage");
    assertThat(letters.setAside()).isEmpty();
  }

  @Test
  @Timeout(300)
  void whatever_lies_there_the_others_can_be_read() throws Exception {
    letters.put(letterOf("a"), MANY);
    Path victim = Files.writeString(home.resolve("victim.json"), "mine");
    for (Path where : List.of(folder, retry)) {
      Files.writeString(where.resolve("deep.json"), "[".repeat(5000));
      Files.writeString(where.resolve("deeper.json"), "{\"transfer\":".repeat(5000));
      Sparse.file(where.resolve("huge.json"), 3L << 30);
      Files.createSymbolicLink(where.resolve("link.json"), victim);
      Files.createDirectories(where.resolve("folder.json"));
      Pipe.at(where.resolve("pipe.json"));
    }

    assertThat(letters.all()).containsExactly(letterOf("a"));
    assertThat(letters.requested()).isEmpty();
    assertThat(letters.setAside())
        .contains(
            6 + " files cannot be read; correct the files in " + folder.resolve("unreadable"));
    letters.request(letters.all());
    assertThat(letters.requested()).containsExactly(letterOf("a"));
    letters.remove(letters.all());
    assertThat(letters.all()).isEmpty();
    assertThat(victim).hasContent("mine");
    assertThat(folder.resolve("link.json")).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead-letter", "dead-letter/retry", "dead-letter/unreadable"})
  void a_link_in_place_of_a_folder_is_refused_and_nothing_behind_it_changes(String name)
      throws IOException {
    Path data = home.resolve("var");
    Path other = Files.createDirectories(home.resolve("other"));
    Files.writeString(other.resolve("broken.json"), "mine");
    Files.createDirectories(data.resolve(name).getParent());
    Files.createSymbolicLink(data.resolve(name), other);
    if (name.endsWith("unreadable")) {
      Files.writeString(folder.resolve("broken.json"), "garbage");
    }

    assertThatThrownBy(
            () -> {
              letters.all();
              letters.put(letterOf("a"), MANY);
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("this is a symbolic link");
    assertThatThrownBy(letters::requested).isInstanceOf(UncheckedIOException.class);
    try (Stream<Path> all = Files.list(other)) {
      assertThat(all).containsExactly(other.resolve("broken.json"));
    }
    assertThat(other.resolve("broken.json")).hasContent("mine");
  }

  @Test
  void a_file_that_somebody_may_still_be_writing_is_left_alone() throws IOException {
    Files.createDirectories(retry);
    Path half = Files.writeString(retry.resolve("half.json"), "{\"id\": ");
    Files.setLastModifiedTime(
        half, FileTime.from(FAILED.plus(Duration.ofDays(3650)).minusSeconds(1)));

    assertThat(letters.requested()).isEmpty();
    assertThat(names(retry)).containsExactly("half.json");

    Files.setLastModifiedTime(
        half, FileTime.from(FAILED.plus(Duration.ofDays(3650)).minusSeconds(3)));

    assertThat(letters.requested()).isEmpty();
    assertThat(names(retry)).isEmpty();
  }

  @Test
  void what_a_crash_left_half_written_is_no_letter() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(".123.part"), "{\"id\": ");

    assertThat(letters.all()).isEmpty();
    assertThat(letters.put(letterOf("a"), 1)).isPresent();
  }

  @Test
  void a_folder_that_cannot_be_used_is_named() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file where the folder should be");

    assertThatThrownBy(() -> letters.put(letterOf("a"), MANY))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder + " cannot be read");
  }

  private static List<Path> files(Path where) {
    return LetterFiles.all(where);
  }

  private static List<String> names(Path where) {
    return files(where).stream().map(it -> it.getFileName().toString()).toList();
  }
}
