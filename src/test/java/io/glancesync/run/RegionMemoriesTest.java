package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.ImageId;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.RegionMemory.Noted;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionMemoriesTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final ImageId ID = new ImageId("11111111-1111-4111-8111-111111111111");
  private static final Instant SINCE = Instant.parse("2026-05-01T10:00:00Z");
  private static final RegionMemory MEMORY =
      new RegionMemory(
          Optional.of(3), Map.of(ID, new Noted(SINCE, Optional.of(SINCE.plusSeconds(60)))));

  @TempDir Path home;
  private Path file;
  private RegionMemories memories;

  @BeforeEach
  void begin() {
    file = home.resolve("var/regions.json");
    memories = new RegionMemories(file);
  }

  @Test
  void of_a_region_that_no_run_has_seen_nothing_is_known() {
    assertThat(memories.of(BURGOS)).isEqualTo(RegionMemory.NONE);
    assertThat(file).doesNotExist();
  }

  @Test
  void each_region_has_its_own_memory_which_outlives_the_process() {
    var visible =
        new RegionMemory(Optional.empty(), Map.of(ID, new Noted(SINCE, Optional.empty())));
    memories.note(BURGOS, MEMORY);
    memories.note(MADRID, visible);

    assertThat(new RegionMemories(file).of(BURGOS)).isEqualTo(MEMORY);
    assertThat(new RegionMemories(file).of(MADRID)).isEqualTo(visible);
    assertThat(file)
        .hasContent(
            """
            {"Burgos":{"selected":3,"withdrawn":{"%s":{"since":"2026-05-01T10:00:00Z","hidden":"2026-05-01T10:01:00Z"}}},\
            "other:Madrid":{"withdrawn":{"%s":{"since":"2026-05-01T10:00:00Z"}}}}"""
                .formatted(ID, ID));
  }

  @Test
  void what_is_forgotten_leaves_the_file() {
    memories.note(BURGOS, MEMORY);
    memories.note(BURGOS, RegionMemory.NONE);

    assertThat(file).hasContent("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "[]", "{\"Burgos\":", "{\"Burgos\":{\"selected\":\"many\"}}"})
  void a_file_that_cannot_be_understood_is_told_of_and_the_grace_begins_again(String text)
      throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThat(memories.of(BURGOS)).isEqualTo(RegionMemory.NONE);
    assertThat(memories.problem().orElseThrow())
        .startsWith(file + ", which says since when images are withdrawn, cannot be understood (");

    memories.note(BURGOS, MEMORY);

    assertThat(memories.of(BURGOS)).isEqualTo(MEMORY);
    assertThat(memories.problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Burgos\":null}",
        "{\"Burgos\":{}}",
        "{\"Burgos\":{\"withdrawn\":{\"ID\":null}}}",
        "{\"Burgos\":{\"withdrawn\":{\"ID\":{}}}}",
        "{\"Burgos\":{\"withdrawn\":{\"ID\":{\"since\":\"yesterday\"}}}}"
      })
  void what_is_no_time_counts_as_not_noted(String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("ID", ID.value()));

    assertThat(memories.of(BURGOS)).isEqualTo(RegionMemory.NONE);
  }

  @Test
  void a_file_that_cannot_be_written_stops_no_run() throws IOException {
    Files.writeString(home.resolve("var"), "in the way");

    memories.note(BURGOS, MEMORY);

    assertThat(memories.of(BURGOS)).isEqualTo(RegionMemory.NONE);
  }
}
