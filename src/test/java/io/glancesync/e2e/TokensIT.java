package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.world.Region;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that expire in the middle of a run. */
@EndToEnd
class TokensIT {
  private static final Duration TOKEN = Duration.ofSeconds(5);

  @BeforeAll
  void short_lives() {
    World.clear();
    World.tokensLast(TOKEN);
  }

  @AfterAll
  void as_before() {
    World.tokensLast(Duration.ofHours(1));
    World.clear();
  }

  @Test
  void a_run_that_takes_longer_than_a_token_lasts(@TempDir Path folder) {
    JsonNode large = VALLADOLID.image("large").zeros(40_000_000).upload();
    VALLADOLID.image("larger").zeros(10_000_000).id();
    Command glancesync =
        new Command(folder).with("GLANCESYNC_REGION_MAX_COPIES", "1").configuredFor();
    Instant begun = Instant.now();

    // the limit, and not the machine, makes 100 MB take almost 10 s
    glancesync.run("sync", "Burgos", "Caceres", "--parallel", "--bwlimit", "10M").exits(0);

    assertThat(Duration.between(begun, Instant.now())).isGreaterThan(TOKEN);
    for (Region region : new Region[] {BURGOS, CACERES}) {
      assertThat(region.names()).containsExactly("large", "larger");
      assertThat(region.visible()).hasSize(2);
      assertThat(region.only("large").path("os_hash_value")).isEqualTo(large.path("os_hash_value"));
    }
  }
}
