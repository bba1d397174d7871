package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit of the bandwidth that is edited while a service copies. */
@EndToEnd
class BandwidthIT {
  @BeforeEach
  @AfterEach
  void clear() {
    World.clear();
  }

  @Test
  void a_limit_that_is_lifted_lets_a_copy_on_its_way_go(@TempDir Path folder) throws IOException {
    // ten minutes at 64 KiB/s, which no test waits for
    VALLADOLID.image("large").zeros(40_000_000).upload();
    Path home = home(folder);
    limit(home, "off", "64K");
    try (var glancesync = new Command(folder)) {
      Command.Running service =
          glancesync
              .with("GLANCESYNC_JAVA_OPTS", "-Dglancesync.home=" + home)
              .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
              .with("GLANCESYNC_SCHEDULE_HOURLY_REGIONS", "Burgos")
              .configuredFor()
              .start("serve");
      Watch.untilSaving(BURGOS, "large");
      assertThat(service.log()).noneMatch(it -> it.contains("ended, in_sync"));

      limit(home, "64K", "off");

      service.until("ended, in_sync").signal("TERM");
      service.result().exits(0);
    }
    assertThat(BURGOS.visible()).hasSize(1);
  }

  /** The delivered routes and settings, to be edited. */
  static Path home(Path folder) throws IOException {
    Path home = folder.resolve("home");
    for (String part : new String[] {"routes", "conf"}) {
      Files.createDirectories(home.resolve(part));
      try (Stream<Path> files = Files.list(Path.of(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    return home;
  }

  private static void limit(Path home, String from, String to) throws IOException {
    Path file = home.resolve("conf/application.properties");
    String text = Files.readString(file);
    String key = "\nglancesync.bandwidth = ";
    String written = text.replace("\n#glancesync.bandwidth = ", key);
    assertThat(written).contains(key + from);
    Files.writeString(file, written.replace(key + from, key + to));
  }
}
