package io.glancesync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.Surroundings;
import io.glancesync.transfer.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in conf/application.properties is said before anything is done. */
class CamelEngineTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glancesync.retries",
        "glancesync.retry-delay",
        "glancesync.copies-per-region",
        "glancesync.connect-timeout",
        "glancesync.response-timeout",
        "glancesync.store-timeout",
        "glancesync.shrunken-master",
        "glancesync.most-replaced"
      })
  void a_number_that_is_none_is_an_error_that_names_its_key(String key) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    String shipped = Files.readString(Path.of("conf/application.properties"));
    Files.writeString(
        home.resolve("conf/application.properties"),
        shipped.replaceAll("(?m)^" + key + " = .*", key + " = many"));

    assertThatThrownBy(
            () -> new CamelEngine(home, configuration(), Map.of(), new Progress() {}).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("conf/application.properties: " + key + " = many is not a whole");
  }

  @Test
  void a_property_counts_more_than_the_file() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.copy(Path.of("conf/application.properties"), home.resolve("conf/application.properties"));
    Map<String, String> properties = Map.of("glancesync.retries", "none");

    assertThatThrownBy(
            () -> new CamelEngine(home, configuration(), properties, new Progress() {}).close())
        .hasMessageContaining("glancesync.retries = none is not a whole");
  }

  @Test
  void a_share_of_more_than_all_is_an_error() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.copy(Path.of("conf/application.properties"), home.resolve("conf/application.properties"));
    Map<String, String> properties = Map.of("glancesync.shrunken-master", "101");

    assertThatThrownBy(
            () -> new CamelEngine(home, configuration(), properties, new Progress() {}).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "glancesync.shrunken-master = 101 is not a share in percent, from 0 to 100; correct it");
  }

  private Configuration configuration() {
    var surroundings = new Surroundings(Map.of("OS_REGION_NAME", "Here"), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }
}
