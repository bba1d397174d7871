package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.error.RefusedException;
import io.glancesync.image.ImageId;
import io.glancesync.plan.RegionMemory.Pin;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollbackPinsTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final Pin PIN = new Pin(new ImageId("here"), new ImageId("there"));

  @TempDir Path home;
  private Path file;
  private RollbackPins pins;

  @BeforeEach
  void begin() {
    file = home.resolve("var/pinned.json");
    pins = new RollbackPins(file);
  }

  @Test
  void what_was_rolled_back_is_remembered_until_it_is_settled() {
    pins.add(BURGOS, "ubuntu", PIN);
    pins.add(BURGOS, "debian", PIN);
    pins.add(MADRID, "ubuntu", PIN);

    assertThat(new RollbackPins(file).of(BURGOS)).containsOnlyKeys("ubuntu", "debian");
    assertThat(new RollbackPins(file).of(MADRID)).isEqualTo(Map.of("ubuntu", PIN));

    pins.forget(BURGOS, List.of("ubuntu", "never there"));
    pins.forget(MADRID, List.of("ubuntu"));

    assertThat(new RollbackPins(file).of(BURGOS)).isEqualTo(Map.of("debian", PIN));
    assertThat(file)
        .hasContent("{\"Burgos\":{\"debian\":{\"image\":\"here\",\"master\":\"there\"}}}");
  }

  @Test
  void nothing_to_forget_makes_no_file() {
    pins.forget(BURGOS, List.of());

    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Burgos\":",
        "{\"Burgos\":null}",
        "{\"Burgos\":{\"ubuntu\":null}}",
        "{\"Burgos\":{\"ubuntu\":{\"image\":\"here\"}}}"
      })
  void a_file_that_cannot_be_understood_stops_runs_and_is_never_overwritten(String text)
      throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThatExceptionOfType(RefusedException.class).isThrownBy(pins::require);
    assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> pins.of(BURGOS));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> pins.add(BURGOS, "ubuntu", PIN));
    assertThat(pins.problem().orElseThrow())
        .startsWith("Tried to read what was rolled back, but %s ".formatted(file))
        .contains("correct the file, or delete it and roll back again");
    assertThat(pins.seen(BURGOS)).isEmpty();
    pins.forget(BURGOS, List.of("ubuntu"));
    assertThat(file).hasContent(text);
  }
}
