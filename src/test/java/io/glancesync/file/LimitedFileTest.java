package io.glancesync.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read, and what is not. */
@Timeout(300)
class LimitedFileTest {
  @TempDir Path folder;

  @Test
  void a_file_of_just_the_limit_is_read() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[10]);

    assertThat(LimitedFile.bytes(file, 10)).hasSize(10);
    assertThatThrownBy(() -> LimitedFile.bytes(file, 9))
        .isInstanceOf(LimitedFile.Unfit.class)
        .hasMessageContaining("the file has");
  }

  @Test
  void a_huge_file_is_refused_unread() throws IOException {
    Path file = Sparse.file(folder.resolve("file"), 3L << 30);

    assertThatThrownBy(() -> LimitedFile.state(file))
        .isInstanceOf(LimitedFile.Unfit.class)
        .hasMessageContaining("the file has 3.2 GB, more than the 1.0 MB that are read");
  }

  @Test
  void pipes_devices_and_folders_are_refused() throws Exception {
    Pipe.at(folder.resolve("pipe"));

    for (Path odd : new Path[] {folder.resolve("pipe"), Path.of("/dev/zero"), folder}) {
      assertThatThrownBy(() -> LimitedFile.bytes(odd, 10)).isInstanceOf(LimitedFile.Unfit.class);
    }
  }

  @Test
  void only_in_the_run_time_data_a_link_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(LimitedFile.text(link, 10)).isEqualTo("text");
    assertThatThrownBy(() -> LimitedFile.state(link)).isInstanceOf(LimitedFile.Unfit.class);
  }

  @Test
  void what_is_not_there_and_what_is_no_text_can_be_told_apart() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xfc});

    assertThatThrownBy(() -> LimitedFile.state(file)).isInstanceOf(CharacterCodingException.class);
    assertThatThrownBy(() -> LimitedFile.state(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
