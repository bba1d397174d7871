package io.glancesync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the judges of a world know of images in use is what its regions do. */
class OdditiesTest {
  @ParameterizedTest
  @CsvSource({
    "2, true, false",
    "ever, false, true",
    "2 3, true, false",
    "2 ever, false, true",
    "ever 2, false, true",
    "ever ever, false, true"
  })
  void an_image_is_in_use_for_a_while_or_for_ever(
      String claims, boolean isForAWhile, boolean isForEver) {
    try (var world = new SimulatedWorld(new Dice(1), Clock.systemUTC())) {
      var oddities = new Oddities(world, new Dice(1), EnumSet.allOf(Oddity.class));
      SimulatedRegion region = world.regions().get(0);

      Stream.of(claims.split(" "))
          .map(it -> it.equals("ever") ? Oddities.FOR_EVER : Integer.parseInt(it))
          .forEach(times -> oddities.keepInUse(region, "id", times));

      assertThat(oddities.inUse().contains("id")).isEqualTo(isForAWhile);
      assertThat(oddities.inUseForEver().contains("id")).isEqualTo(isForEver);
    }
  }
}
