package io.glancesync.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionNameTest {
  @ParameterizedTest
  @CsvSource({
    "Burgos,        master, Burgos, Burgos",
    "master:Burgos, master, Burgos, Burgos",
    "other:Madrid,  other,  Madrid, other:Madrid",
    "other:a:b,     other,  a:b,    other:a:b",
    ":Burgos,       '',     Burgos, :Burgos"
  })
  void a_region_is_written_with_its_target_unless_that_is_the_masters(
      String text, String target, String region, String written) {
    RegionName name = RegionName.of(text);

    assertThat(name).isEqualTo(new RegionName(target, region)).hasToString(written);
    assertThat(name.isInMasterTarget()).isEqualTo(target.equals("master"));
  }

  @Test
  void the_order_is_that_of_the_written_names() {
    assertThat(Stream.of("other:Avila", "Zamora", "Burgos").map(RegionName::of).sorted())
        .map(RegionName::toString)
        .containsExactly("Burgos", "Zamora", "other:Avila");
  }

  @Test
  void both_parts_are_needed() {
    assertThatNullPointerException().isThrownBy(() -> new RegionName(null, "Burgos"));
    assertThatNullPointerException().isThrownBy(() -> new RegionName("master", null));
  }
}
