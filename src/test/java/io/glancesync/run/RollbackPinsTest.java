package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.file.StateFile;
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

  @Test
  void a_file_that_cannot_be_understood_is_never_overwritten() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"Burgos\":");

    assertThat(pins.of(BURGOS)).isEmpty();
    assertThat(pins.problem().orElseThrow()).contains("which says what was rolled back");
    pins.forget(BURGOS, List.of("ubuntu"));
    assertThatExceptionOfType(StateFile.Unreadable.class)
        .isThrownBy(() -> pins.add(BURGOS, "ubuntu", PIN));
    assertThat(file).hasContent("{\"Burgos\":");
  }
}
