package io.glancesync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.TestbedOnly;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that the testbed writes for its users are good for signing in. */
@EndToEnd
@TestbedOnly
class ExportsIT {
  @TempDir private Path folder;

  @Test
  void its_configuration() {
    Command.Result regions =
        new Command(folder).run("regions", "--conf", World.property("glancesync_conf")).exits(0);
    assertThat(regions.lines()).containsExactly("Burgos", "Caceres", "Valladolid", "other:Madrid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"testbed-a", "testbed-a-appcred", "testbed-a-partners"})
  void its_clouds(String cloud) {
    Command.Result regions =
        new Command(folder)
            .with("OS_CLIENT_CONFIG_FILE", World.property("clouds_yaml"))
            .configured(
                "[main]\nmaster_region = Valladolid\n[master]\ncloud = %s\n[other]\ncloud = testbed-b"
                    .formatted(cloud))
            .run("regions")
            .exits(0);
    assertThat(regions.lines()).containsExactly("Burgos", "Caceres", "Valladolid", "other:Madrid");
  }
}
