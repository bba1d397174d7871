package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.file.Sparse;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves on the disk, who may read it, and what it leaves alone. */
@EndToEnd
class FilesIT {
  private static final String UUID = "855e3a1f-9d2b-4c44-8a53-0a1b2c3d4e5f";

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void one_image_to_copy() {
    World.clear();
    VALLADOLID.image("small").upload();
    glancesync = new Command(folder).configuredFor("replace = any");
  }

  @AfterEach
  void as_before() {
    World.clear();
  }

  private Map<String, String> rights(Path below) throws IOException {
    var rights = new TreeMap<String, String>();
    try (Stream<Path> all = Files.walk(below)) {
      for (Path each : all.toList()) {
        rights.put(
            below.relativize(each).toString(),
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(each, LinkOption.NOFOLLOW_LINKS)));
      }
    }
    return rights;
  }

  @ParameterizedTest
  @ValueSource(strings = {"022", "000", "077"})
  void all_that_is_written_is_for_its_owner_alone(String umask) throws IOException {
    glancesync.withUmask(umask).with("GLANCESYNC_LOG", "file");

    glancesync.run("sync", "Burgos", "--report", "run.json").exits(0);
    glancesync.run("backup", "Burgos", "--to", "backup").exits(0);

    Map<String, String> all = rights(glancesync.data());
    assertThat(all).containsKeys("", "spool", "in-flight", "runs", "log", "log/glancesync.log");
    all.putAll(rights(folder.resolve("backup")));
    all.putAll(rights(folder.resolve("run.json")));
    assertThat(all.values()).containsOnly("rwx------", "rw-------");
  }

  @Test
  void what_was_open_before_is_closed() throws IOException {
    for (String name : List.of("", "spool", "in-flight", "runs")) {
      Path made = Files.createDirectories(glancesync.data().resolve(name));
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    glancesync.run("sync", "Burgos").exits(0);

    assertThat(rights(glancesync.data()).values()).containsOnly("rwx------", "rw-------");
  }

  @Test
  void in_a_folder_of_others_nothing_is_harmed() throws IOException {
    Path theirs = glancesync.data();
    for (String name : List.of("spool/cron", "log", "lib", "runs")) {
      Files.createDirectories(theirs.resolve(name));
    }
    for (String name : List.of("spool/" + UUID, "spool/cron/root", "log/syslog", "lib/x.json")) {
      Files.writeString(theirs.resolve(name), "theirs");
    }
    try (Stream<Path> all = Files.walk(theirs)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    Map<String, String> before = rights(theirs);

    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);

    assertThat(rights(theirs)).containsAllEntriesOf(before);
    assertThat(theirs.resolve("spool/" + UUID)).hasContent("theirs");
    assertThat(sync.err())
        .contains("is not GlanceSync's alone", "holds what is not GlanceSync's: cron");
    assertThat(glancesync.run("check").out())
        .contains("spool holds what is not GlanceSync's: cron");
  }

  @Test
  void a_link_in_place_of_the_spool_is_refused_and_the_run_goes_on() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve(UUID), "theirs");
    Files.createDirectories(glancesync.data());
    Files.createSymbolicLink(glancesync.data().resolve("spool"), other);

    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);

    assertThat(sync.err()).contains("spool: this is a symbolic link, and GlanceSync follows none");
    assertThat(BURGOS.names()).hasSize(1);
    try (Stream<Path> all = Files.list(other)) {
      assertThat(all).containsExactly(other.resolve(UUID));
    }
    assertThat(glancesync.run("check").out()).contains("spool: this is a symbolic link");
  }

  @Test
  void whatever_lies_among_the_letters_commands_go_on() throws IOException {
    Path letters = Files.createDirectories(glancesync.data().resolve("dead-letter"));
    Files.writeString(letters.resolve("deep.json"), "[".repeat(5000));
    Sparse.file(letters.resolve("huge.json"), 3L << 30);
    // what is younger than two seconds may still be being written
    for (String name : new String[] {"deep.json", "huge.json"}) {
      Files.setLastModifiedTime(letters.resolve(name), FileTime.fromMillis(0));
    }

    assertThat(glancesync.run("dead-letters", "list").exits(0).err())
        .contains("deep.json", "huge.json");
    assertThat(glancesync.run("check").out()).contains("deep.json", "1 more of such files");
    glancesync.run("sync", "Burgos").exits(0);
    assertThat(glancesync.run("check").out()).contains("2 files cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\0\0\0"})
  void broken_state_is_told_of_and_the_run_goes_on(String text) throws IOException {
    Path state = Files.createDirectories(glancesync.data()).resolve("master-images.json");
    Files.writeString(state, text);
    Files.createDirectories(glancesync.data().resolve("in-flight"));
    Files.writeString(glancesync.data().resolve("in-flight/broken.json"), text);

    assertThat(glancesync.run("check").out()).contains(state + ", which says");
    Command.Result sync = glancesync.run("sync", "Burgos").exits(0);

    assertThat(sync.err()).contains(state + ", which says", "in-flight/broken.json, but");
    assertThat(Files.readString(state)).contains("Valladolid");
    assertThat(glancesync.run("check").out()).contains("in-flight/broken.json", "set aside");
  }
}
