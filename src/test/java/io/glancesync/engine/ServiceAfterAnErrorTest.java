package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.StartedEngine;
import io.glancesync.config.Loaded;
import io.glancesync.error.RefusedException;
import io.glancesync.report.RunReport;
import io.glancesync.routes.rules.Bomb;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an error left behind, such as a pool of connections that is shut, is not worked with. */
@Timeout(300)
class ServiceAfterAnErrorTest {
  @TempDir Path home;

  @Test
  void a_service_that_met_one_ends_so_that_it_is_started_again() {
    try (var cloud = new SmallCloud();
        var started =
            new StartedEngine(home, cloud.configuration(), Bomb::laid, Map.of(), Bomb.BEANS)) {
      cloud.master("ubuntu", 1000);
      Bomb.arm("copy-image", Bomb.Kind.BEAN, StackOverflowError::new);
      RunReport report = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
      Bomb.disarm();

      assertThat(report.transfers())
          .extracting(it -> it.error().orElse(""))
          .singleElement()
          .asString()
          .contains("an error in GlanceSync itself: java.lang.StackOverflowError");
      var loaded = new Loaded(cloud.configuration(), List.of());
      assertThatThrownBy(() -> started.engine().serve(() -> loaded))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("StackOverflowError");
    }
  }
}
