package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the image. */
@EndToEnd
class MemoryIT {
  /** More than an int can count. */
  private static final long SIZE = (1L << 31) + 1;

  @BeforeAll
  @AfterAll
  void make_room() {
    World.clear();
  }

  @Test
  void two_gibibytes_pass_through_a_small_heap(@TempDir Path folder) throws Exception {
    JsonNode master = VALLADOLID.image("huge").zeros(SIZE).upload();
    Command.Running sync =
        new Command(folder)
            .with("GLANCESYNC_JAVA_OPTS", "-Xmx128m")
            .configuredFor()
            .start("sync", "Burgos");
    long peak = 0;
    while (sync.isAlive()) {
      peak = Math.max(peak, kibibytes(sync.pid()));
      Thread.sleep(100);
    }
    sync.result().exits(0);

    JsonNode copy = BURGOS.only("huge");
    assertThat(copy.path("size").asLong()).isEqualTo(SIZE);
    assertThat(copy.path("os_hash_value")).isEqualTo(master.path("os_hash_value"));
    assertThat(peak).as("kB that were resident at most").isBetween(1L, 300_000L);
  }

  /** The most that the process ever had in memory, as Linux counts it; 0 when it has ended. */
  private static long kibibytes(long pid) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(it -> it.startsWith("VmHWM:"))
          .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
