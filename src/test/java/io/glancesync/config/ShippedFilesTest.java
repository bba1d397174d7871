package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example in {@code conf} and the manual in {@code docs}. */
class ShippedFilesTest {
  @TempDir Path folder;
  Machine machine;
  String example;

  @BeforeEach
  void install() throws IOException {
    example = Files.readString(Path.of("conf/glancesync.conf"));
    machine =
        new Machine(folder)
            .conf(example)
            .permissions("work/conf/glancesync.conf", "rw-r--r--")
            .file(
                "work/clouds.yaml",
                """
                clouds:
                  mycloud: &cloud
                    auth: {auth_url: http://a, username: u, password: p, project_name: t}
                  othercloud: *cloud
                """);
  }

  @Test
  void the_example_leaves_everything_to_the_environment() {
    machine
        .variable("OS_AUTH_URL", "http://keystone:5000")
        .variable("OS_USERNAME", "user")
        .variable("OS_PASSWORD", "s3cret")
        .variable("OS_PROJECT_NAME", "images")
        .variable("OS_REGION_NAME", "Valladolid");

    assertThat(machine.warnings()).isEmpty();
    assertThat(machine.configuration().masterRegion()).hasToString("Valladolid");
    assertThat(machine.target("master").credential().authUrl())
        .hasToString("http://keystone:5000/v3");
  }

  @Test
  void the_example_can_be_read_with_all_of_its_keys() {
    machine.conf(example.replaceAll("(?m)^#(?=\\S)", ""));

    assertThat(machine.warnings()).isEmpty();
    assertThat(machine.configuration().targets()).containsOnlyKeys("master", "other");
    assertThat(machine.target("other").credential().authUrl()).hasToString("http://a/v3");
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void the_manual_has_every_key(Key key) throws IOException {
    assertThat(Files.readString(Path.of("docs/configuration.md"))).contains("`" + key.text() + "`");
  }
}
