package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.file.Pipe;
import io.glancesync.file.Sparse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of routes, and what may stand in their place. */
@Timeout(300)
class RouteFolderTest {
  @TempDir Path folder;

  @Test
  void a_huge_file_is_refused_unread() throws Exception {
    Sparse.file(folder.resolve("huge.camel.yaml"), 3L << 30);

    assertThatThrownBy(() -> new RouteFolder(folder).texts())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("huge.camel.yaml: the file has 3.2 GB");
    assertThatThrownBy(() -> new RouteFolder(folder).check()).isInstanceOf(IOException.class);
  }

  @Test
  void a_pipe_is_refused_at_the_start_and_nothing_waits_for_it_later() throws Exception {
    Pipe.at(folder.resolve("pipe.camel.yaml"));

    assertThat(new RouteFolder(folder).texts()).isEmpty();
    assertThatThrownBy(() -> new RouteFolder(folder).check())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pipe.camel.yaml: this is a pipe or a device, not a file");
  }

  @Test
  void a_link_to_a_file_is_as_good_as_the_file() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "- route:");
    Files.createSymbolicLink(folder.resolve("link.camel.yaml"), file);

    new RouteFolder(folder).check();

    assertThat(new RouteFolder(folder).texts()).containsEntry("link.camel.yaml", "- route:");
  }
}
