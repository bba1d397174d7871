package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path parent;

  @Test
  void it_is_for_us_alone_and_so_are_its_files() throws IOException {
    try (var folder = TemporaryFolder.in(parent, "some-")) {
      Path file = folder.write("secret", "text");

      assertThat(folder.path().getFileName().toString()).startsWith("some-");
      assertThat(file).hasContent("text").hasParent(folder.path());
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(folder.path())).isEqualTo("rwx------");
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void it_goes_away_with_all_that_is_in_it() throws IOException {
    var folder = TemporaryFolder.in(parent, "some-");
    Files.createDirectories(folder.path().resolve("deep/down"));
    Files.writeString(folder.path().resolve("deep/file"), "text");

    folder.close();
    folder.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void what_a_link_points_to_stays() throws IOException {
    Path other = Files.writeString(parent.resolve("other"), "text");
    var folder = TemporaryFolder.in(parent, "some-");
    Files.createSymbolicLink(folder.path().resolve("link"), other);

    folder.close();

    assertThat(parent).isDirectoryContaining("glob:**/other");
    assertThat(other).hasContent("text");
  }

  @Test
  void without_a_place_for_it_there_is_an_error() {
    assertThatThrownBy(() -> TemporaryFolder.in(parent.resolve("nowhere"), "some-"))
        .isInstanceOf(UncheckedIOException.class);
  }
}
