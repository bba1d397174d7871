package io.glancesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes}, {@code conf} and the files in them may be links. */
@Timeout(300)
class LinkedHomeTest {
  @TempDir Path home;
  private Path version;

  @BeforeEach
  void link() throws IOException {
    Path mounted = Files.createDirectories(home.resolve("mounted"));
    version = Files.createDirectory(mounted.resolve("..2026_1"));
    Files.createSymbolicLink(mounted.resolve("..data"), Path.of("..2026_1"));
    Files.writeString(version.resolve("application.properties"), StartedEngine.settings());
    Files.createSymbolicLink(
        mounted.resolve("application.properties"), Path.of("..data/application.properties"));
    Files.createSymbolicLink(home.resolve("routes"), Path.of("mounted"));
    Files.createSymbolicLink(home.resolve("conf"), Path.of("mounted"));
  }

  private void routes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Path name = file.getFileName();
        Files.copy(file, version.resolve(name));
        Files.createSymbolicLink(
            home.resolve("routes").resolve(name), Path.of("..data").resolve(name));
      }
    }
  }

  private Configuration configuration() {
    var surroundings = new Environment(Map.of("OS_REGION_NAME", "Here"), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }

  @Test
  void all_routes_and_settings_are_there_and_no_file_of_an_editor() throws IOException {
    routes();
    Files.writeString(
        version.resolve("application.properties"), "glancesync.guard.max-replacements = 7");
    Files.writeString(home.resolve("routes/.10-sync.camel.yaml"), "- route: {");

    try (var engine = StartedEngine.in(home, configuration())) {
      assertThat(engine.context().getRoute("sync")).isNotNull();
      assertThat(engine.context().getRoutes()).hasSizeGreaterThan(50);
      assertThat(
              engine.context().resolvePropertyPlaceholders("{{glancesync.guard.max-replacements}}"))
          .isEqualTo("7");
    }
  }

  @Test
  void a_folder_without_routes_is_told() {
    assertThatThrownBy(() -> StartedEngine.in(home, configuration()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no file name ends in .camel.yaml");
  }
}
