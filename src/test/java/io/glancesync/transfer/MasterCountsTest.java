package io.glancesync.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many images a master region had is known to the next run. */
class MasterCountsTest {
  private static final RegionName VALLADOLID = RegionName.of("Valladolid");
  private static final RegionName SPAIN = RegionName.of("Spain2");

  @TempDir Path home;
  private Path file;
  private MasterCounts counts;

  @BeforeEach
  void begin() {
    file = home.resolve("var/master-images.json");
    counts = new MasterCounts(file);
  }

  @Test
  void before_the_first_run_nothing_is_known_and_no_file_is_made() {
    assertThat(counts.of(VALLADOLID)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void each_master_region_has_its_own_number() {
    counts.remember(VALLADOLID, 12);
    counts.remember(SPAIN, 3);
    counts.remember(VALLADOLID, 0);

    assertThat(new MasterCounts(file).of(VALLADOLID)).contains(0);
    assertThat(new MasterCounts(file).of(SPAIN)).contains(3);
    assertThat(file).hasContent("{\"Spain2\":3,\"Valladolid\":0}");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12", "{\"Valladolid\":", "{\"Valladolid\":\"many\"}", "{} more"})
  void a_file_that_cannot_be_understood_stops_a_run_and_stays(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThatThrownBy(() -> counts.of(VALLADOLID))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file + ", which says")
        .hasMessageEndingWith("correct it, or delete it to begin anew");
    assertThat(file).hasContent(text);
  }

  @Test
  void a_folder_that_cannot_be_used_is_named() throws IOException {
    Files.writeString(home.resolve("var"), "no folder");

    assertThatThrownBy(() -> counts.remember(VALLADOLID, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file.toString());
  }
}
