package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationFile;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.YamlFile;
import io.glancesync.file.Pipe;
import io.glancesync.file.Sparse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands where a file of the configuration should is neither waited for nor read whole. */
@Timeout(300)
class LimitsOfFilesTest {
  @TempDir Path folder;

  @Test
  void a_huge_file_is_refused_unread() throws Exception {
    Path file = Sparse.file(folder.resolve("huge"), 3L << 30);

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(file, "", new ConfigurationWarnings()))
        .withMessage(file + ": the file has 3.2 GB, more than the 2.1 MB that are read");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlFile.read(file))
        .withMessageContaining("more than the 2.1 MB");
  }

  @Test
  void a_pipe_is_refused() throws Exception {
    Path pipe = Pipe.at(folder.resolve("pipe"));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(pipe, "", new ConfigurationWarnings()))
        .withMessage(pipe + ": this is a pipe or a device, not a file");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlFile.read(pipe))
        .withMessage(pipe + ": this is a pipe or a device, not a file");
  }

  @Test
  void the_settings_are_as_limited() throws Exception {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Pipe.at(conf.resolve("application.properties"));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DataFolder.of(folder, Map.of(), Map.of()))
        .withMessageContaining("application.properties: this is a pipe or a device");
  }

  @Test
  void yaml_that_is_nested_very_deep_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("clouds.yaml"), "[".repeat(100_000));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> YamlFile.read(file))
        .withMessageContaining("this is not YAML");
  }
}
