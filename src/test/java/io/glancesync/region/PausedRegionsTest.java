package io.glancesync.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausedRegionsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  /** A pause of so many hours; 0 means until it is resumed. */
  private static RegionPause pause(String region, int hours) {
    Optional<Instant> until = Optional.of(NOW.plusSeconds(hours * 3600L)).filter(it -> hours != 0);
    return new RegionPause(RegionName.of(region), NOW, until, region + " rests", "ana@host");
  }

  private static PausedRegions paused(RegionPause... pauses) {
    return PausedRegions.of(List.of(pauses));
  }

  @ParameterizedTest
  @CsvSource({
    "Burgos,       Burgos,       true",
    "Burgos,       Caceres,      false",
    "Burgos,       other:Burgos, false",
    "other:,       other:Madrid, true",
    "other:,       other:,       true",
    "other:,       Burgos,       false",
    "other:Madrid, other:,       false",
    "master:,      Burgos,       true",
    "master:,      other:Madrid, false"
  })
  void a_region_is_paused_by_its_own_name_or_with_its_whole_target(
      String paused, String region, boolean isPaused) {
    assertThat(paused(pause(paused, 0)).of(RegionName.of(region)).isPresent()).isEqualTo(isPaused);
  }

  @ParameterizedTest
  @CsvSource({"1,2,other:", "2,1,other:Madrid", "0,1,other:Madrid", "1,0,other:"})
  void of_two_pauses_the_one_that_lasts_longer_is_told(int own, int whole, String told) {
    var paused = paused(pause("other:Madrid", own), pause("other:", whole));

    assertThat(paused.of(RegionName.of("other:Madrid")).orElseThrow().region()).hasToString(told);
  }

  @Test
  void a_pause_is_over_at_its_end() {
    var paused = paused(pause("Burgos", 1), pause("Caceres", 0));

    assertThat(paused.at(NOW.plusSeconds(3599)).all()).hasSize(2);
    assertThat(paused.at(NOW.plusSeconds(3600)).all()).containsExactly(pause("Caceres", 0));
  }

  @Test
  void another_pause_of_a_name_replaces_it() {
    assertThat(paused(pause("Burgos", 0)).with(pause("Burgos", 2)).all())
        .containsExactly(pause("Burgos", 2));
  }

  @Test
  void the_name_of_a_target_ends_the_pauses_of_its_regions_too() {
    var paused = paused(pause("other:Madrid", 0), pause("other:", 0), pause("Burgos", 0));

    assertThat(paused.without(paused.endedBy(RegionName.of("other:"))).all())
        .containsExactly(pause("Burgos", 0));
    assertThat(paused.endedBy(RegionName.of("other:Madrid")))
        .containsExactly(pause("other:Madrid", 0));
  }
}
