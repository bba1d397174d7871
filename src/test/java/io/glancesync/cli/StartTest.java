package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no cloud must not pay for the start of Camel and of the log. */
class StartTest {
  @Test
  void the_version_is_said_without_knowing_the_commands() throws IOException {
    assertThat(start("--version"))
        .anyMatch(line -> line.startsWith("glancesync "))
        .anyMatch(line -> line.contains("io.glancesync.cli.Program "))
        .noneMatch(line -> line.contains(" picocli.CommandLine "))
        .noneMatch(line -> line.contains("com.fasterxml.jackson"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "sync --help",
        "demo --help",
        "synk",
        "completion",
        "status --conf /no/such/file",
        "rehearse src/test/resources/io/glancesync/cli/rehearse/empty-region"
            + " --config main.master_region=Valladolid tenant_id=t",
      })
  void neither_camel_nor_the_log_is_loaded(String words) throws IOException {
    assertThat(start(words))
        .anyMatch(line -> line.contains("io.glancesync.cli.Commands "))
        .noneMatch(line -> line.contains("org.apache.camel"))
        .noneMatch(line -> line.contains("org.apache.logging"))
        .noneMatch(line -> line.contains("org.slf4j"));
  }

  /** What Java said of the classes that it loaded, and the command of itself. */
  private static List<String> start(String words) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.glancesync.GlanceSync"));
    command.addAll(List.of(words.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
