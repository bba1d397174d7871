package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How old an upload is that somebody may still be at. */
class OtherSendersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final OtherSenders OTHERS = new OtherSenders(NOW, Duration.ofSeconds(660));

  private static Image copy(String status, long age) {
    Image image = anImage("a").withStatus(status).isHidden().build();
    return image.but().updated(NOW.minusSeconds(age)).build();
  }

  private static Image master(long size) {
    return anImage("a").ofSize(size).build();
  }

  /** A sender may be silent for so long, and makes a megabyte per second at least. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, true",
    "0, 659, true",
    "0, 660, false",
    "999999, 660, false",
    "1000000, 660, true",
    "100000000000, 100659, true",
    "100000000000, 100660, false"
  })
  void the_larger_the_image_the_longer_it_is_left_alone(long size, long age, boolean isAlone) {
    assertThat(OTHERS.mayBeMaking(copy("saving", age), master(size))).isEqualTo(isAlone);
    assertThat(OTHERS.until(copy("saving", age), master(size)))
        .isEqualTo(NOW.minusSeconds(age).plusSeconds(660 + size / 1_000_000));
  }

  @Test
  void whatever_is_not_published_may_be_under_way() {
    for (String status : new String[] {"queued", "saving", "uploading", "importing", "active"}) {
      assertThat(OTHERS.mayBeMaking(copy(status, 1), master(1))).as(status).isTrue();
    }
    assertThat(OTHERS.mayBeMaking(copy("killed", 1), master(1))).isFalse();
  }

  @Test
  void a_clock_that_is_a_little_ahead_makes_nothing_old_and_a_wrong_one_nothing_young_for_ever() {
    assertThat(OTHERS.mayBeMaking(copy("saving", -30), master(1))).isTrue();
    assertThat(OTHERS.mayBeMaking(copy("saving", -86_400), master(1))).isFalse();
  }

  @Test
  void a_server_that_tells_no_time_is_asked_for_none() {
    Image timeless = anImage("a").withStatus("saving").build();

    assertThat(OTHERS.mayBeMaking(timeless, master(1))).isFalse();
  }
}
