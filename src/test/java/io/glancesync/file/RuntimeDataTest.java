package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The run-time data is for its owner alone, and what is somebody else's stays as it is. */
class RuntimeDataTest {
  private static final String OPEN = "rwxr-xr-x";
  private static final String OWNER = "rwx------";
  private static final List<String> FOLDERS =
      List.of("", "spool", "in-flight", "dead-letter", "dead-letter/retry", "runs", "log");

  @TempDir Path home;
  private Path var;

  @BeforeEach
  void anEarlierVersionMadeIt() throws IOException {
    var = home.resolve("var");
    for (String name : FOLDERS) {
      Files.createDirectories(var.resolve(name));
      rights(var.resolve(name), OPEN);
    }
    Files.writeString(var.resolve("run.lock"), "12");
    Files.writeString(var.resolve("log/glancesync.log"), "");
    Files.writeString(var.resolve("runs/20260102T030405.678Z.json"), "{}");
  }

  private static void rights(Path path, String text) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(text));
  }

  private String rights(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(var.resolve(name)));
  }

  private void tidy() {
    new RuntimeData(var).tidy();
  }

  @ParameterizedTest
  @ValueSource(strings = {OPEN, "rwxrwxrwx", "rwxrwx---", OWNER})
  void what_an_earlier_version_made_is_closed(String before) throws IOException {
    rights(var, before);

    assertThat(new RuntimeData(var).openness()).isEmpty();
    tidy();

    for (String name : FOLDERS) {
      assertThat(rights(name)).as(name).isEqualTo(OWNER);
    }
    assertThat(new RuntimeData(var).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spool/", "log/", "dead-letter/", "runs/"})
  void where_there_is_anything_of_others_no_right_is_changed(String where) throws IOException {
    Files.writeString(var.resolve(where + "syslog"), "theirs");

    tidy();

    for (String name : FOLDERS) {
      assertThat(rights(name)).as(name).isEqualTo(OPEN);
    }
    assertThat(new RuntimeData(var).openness().orElseThrow())
        .contains("others may look into")
        .contains(OPEN);
  }

  @Test
  void a_folder_that_a_person_made_stays_as_it_is_and_is_told_of() throws IOException {
    Path empty = Files.createDirectories(home.resolve("empty"));
    rights(empty, OPEN);

    new RuntimeData(empty).tidy();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(empty))).isEqualTo(OPEN);
    assertThat(new RuntimeData(empty).openness())
        .contains("others may look into %s (%s); run: chmod 700 %s".formatted(empty, OPEN, empty));
  }

  @Test
  void a_folder_that_several_share_stays_as_it_is() throws IOException {
    Files.setAttribute(var, "unix:mode", 01777);

    tidy();

    assertThat(rights("")).isEqualTo("rwxrwxrwx");
    assertThat(rights("spool")).isEqualTo(OPEN);
  }

  @Test
  void a_link_to_the_folder_is_as_good_as_the_folder() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("link"), var);

    new RuntimeData(link).tidy();

    assertThat(rights("")).isEqualTo(OWNER);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void a_link_in_place_of_a_part_is_told_of_and_what_it_leads_to_stays() throws IOException {
    Path other = Files.createDirectories(home.resolve("other"));
    rights(other, OPEN);
    Files.delete(var.resolve("spool"));
    Files.createSymbolicLink(var.resolve("spool"), other);

    tidy();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other))).isEqualTo(OPEN);
    assertThat(new RuntimeData(var).problems())
        .singleElement()
        .asString()
        .startsWith(var.resolve("spool") + ": this is a symbolic link");
  }

  @Test
  void what_is_not_ours_in_the_spool_is_named() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      Files.writeString(var.resolve("spool").resolve(name), "theirs");
    }

    assertThat(new RuntimeData(var).problems())
        .singleElement()
        .asString()
        .startsWith(var.resolve("spool") + " holds what is not GlanceSync's: a, b, c and 2 more; ");
  }

  @Test
  void what_was_left_half_written_goes_wherever_it_is() throws IOException {
    String name = Leftovers.name(999_999_999, "0123456789abcdef");
    for (String folder : FOLDERS) {
      Files.writeString(var.resolve(folder).resolve(name), "half");
    }

    tidy();

    for (String folder : FOLDERS) {
      assertThat(var.resolve(folder).resolve(name)).doesNotExist();
    }
  }

  @Test
  void what_was_set_aside_is_named() throws IOException {
    Files.writeString(var.resolve("in-flight/a.json.1.unreadable"), "");
    Files.writeString(var.resolve("master-images.json.2.unreadable"), "");

    assertThat(new RuntimeData(var).setAside())
        .containsExactly("in-flight/a.json.1.unreadable", "master-images.json.2.unreadable");
  }

  @Test
  void before_there_is_a_folder_there_is_nothing_to_tell() throws IOException {
    var none = new RuntimeData(home.resolve("none"));

    assertThat(none.openness()).isEmpty();
    assertThat(none.problems()).isEmpty();
    assertThat(none.setAside()).isEmpty();
  }
}
