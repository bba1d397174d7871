package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks bash for what it would offer. */
class CompletionTest {
  @TempDir Path folder;

  @BeforeEach
  void writeScript() throws IOException {
    var said = new Shell(folder, new FakeEngine()).run("completion");
    assertThat(said.code()).isZero();
    Files.writeString(folder.resolve("completion"), said.out());
  }

  private String offered(String... words) throws IOException {
    String script =
        """
        source '%s/completion'
        compopt() { :; }
        COMP_WORDS=(glancesync %s)
        COMP_CWORD=%d
        _complete_glancesync
        echo "${COMPREPLY[*]}"
        """
            .formatted(folder, String.join(" ", words), words.length);
    Process bash =
        new ProcessBuilder("bash", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void commands() throws IOException {
    assertThat(offered("s").split("\\s+")).containsExactlyInAnyOrder("sync", "status", "serve");
  }

  @Test
  void options() throws IOException {
    assertThat(offered("sync", "--d").split("\\s+"))
        .containsExactlyInAnyOrder("--dry-run", "--debug");
  }

  @Test
  void formats() throws IOException {
    assertThat(offered("status", "--format", "''").split("\\s+"))
        .containsExactlyInAnyOrder("table", "csv", "json");
  }
}
