package io.glancesync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that somebody adds to the delivered ones. */
@EndToEnd
class OwnRoutesIT {
  @TempDir private Path folder;

  @Test
  void a_log_step_prints_with_the_id_of_its_route() throws IOException {
    World.clear();
    Path home = BandwidthIT.home(folder);
    Files.writeString(
        home.resolve("routes/99-hello.camel.yaml"),
        """
        - route:
            id: hello
            description: Says something once
            from:
              uri: timer:hello
              parameters: {repeatCount: 1, delay: 0}
              steps:
                - log: "it is there"
                - log: {message: "a ticket", logName: tickets}
                - to: log:endpoints
        """);
    try (var glancesync = new Command(folder)) {
      Command.Running service =
          glancesync
              .with("GLANCESYNC_JAVA_OPTS", "-Dglancesync.home=" + home)
              .configuredFor()
              .start("serve")
              .until("Exchange[")
              .until("is serving");
      service.signal("TERM");

      assertThat(service.result().exits(0).err())
          .containsPattern("(?m)Z INFO  hello: it is there$")
          .containsPattern("(?m)Z INFO  a ticket$");
    }
  }
}
