package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.credential.Secret;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;
  Configuration configuration;

  @BeforeEach
  void load() {
    configuration =
        new Machine(folder)
            .conf("[main]", "master_region = Spain", "[experimental]", "tenant_id = x")
            .configuration();
  }

  @Test
  void a_region_has_a_target() {
    assertThat(configuration.targetOf(RegionName.of("experimental:Madrid")).name())
        .isEqualTo("experimental");
    assertThat(configuration.targetOf(RegionName.of("Burgos")).name()).isEqualTo("master");
  }

  @Test
  void an_unknown_target_is_an_error_with_the_nearest_name() {
    assertThatThrownBy(() -> configuration.targetOf(RegionName.of("experimetal:Madrid")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "There is no target 'experimetal' in the configuration; did you mean 'experimental'?");
  }

  @Test
  void an_unknown_target_like_no_other_is_an_error_with_all_of_them() {
    assertThatThrownBy(() -> configuration.target("prod"))
        .hasMessage(
            "There is no target 'prod' in the configuration; the targets are: experimental, master");
  }

  @Test
  void it_cannot_be_changed() {
    assertThatThrownBy(() -> configuration.targets().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void places_are_as_short_as_the_user_wrote_them() {
    var path = Environment.ofThisProcess().path("conf/glancesync.conf");

    assertThat(path).hasToString("conf/glancesync.conf");
  }

  @Test
  void no_text_shows_a_secret() {
    var loaded =
        new Machine(folder)
            .conf(
                "[main]",
                "master_region = Spain",
                "[master]",
                "user = u",
                "password = hunter2",
                "keystone_url = http://k",
                "tenant = t")
            .load();
    var surroundings = new Environment(Map.of("OS_PASSWORD", "hunter2"), folder, folder, folder);

    assertThat(loaded.toString()).contains("***").doesNotContain("hunter2");
    assertThat(surroundings.toString()).doesNotContain("hunter2");
    assertThat(new Secret("hunter2")).hasToString("***");
  }
}
