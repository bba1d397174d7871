package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernel and ramdisk have another id in each region; they are carried over by name. */
@EndToEnd
class KernelsIT {
  @Test
  void each_region_links_its_own(@TempDir Path folder) {
    World.clear();
    String kernel = VALLADOLID.image("kernel").zeros(3_000_000).id();
    String ramdisk = VALLADOLID.image("ramdisk").zeros(2_000_000).id();
    VALLADOLID.image("machine").with("kernel_id", kernel).with("ramdisk_id", ramdisk).id();
    // Madrid has the kernel already, under an id that nobody could compute
    final String madrids = MADRID.image("kernel").zeros(3_000_000).id();
    Command glancesync = new Command(folder).configuredFor();

    glancesync.run("sync", "--parallel", "3", "master:", "other:").exits(0);

    for (Region region : List.of(BURGOS, CACERES, MADRID)) {
      assertThat(region.names()).containsExactly("kernel", "machine", "ramdisk");
      assertThat(region.only("machine").path("kernel_id"))
          .isEqualTo(region.only("kernel").path("id"));
      assertThat(region.only("machine").path("ramdisk_id"))
          .isEqualTo(region.only("ramdisk").path("id"));
    }
    assertThat(MADRID.only("kernel").path("id").asText()).isEqualTo(madrids);
    assertThat(BURGOS.only("kernel").path("id")).isNotEqualTo(CACERES.only("kernel").path("id"));
  }
}
