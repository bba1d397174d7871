package io.glancesync.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateMeterTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final RateMeter meter = new RateMeter(0);
  private long now;

  private void pass(long millis, long bytesPerPiece, long pieceMillis) {
    for (long end = now + millis * MILLI; now < end; ) {
      now += pieceMillis * MILLI;
      meter.add(bytesPerPiece, now);
    }
  }

  @Test
  void a_steady_flow_has_its_rate_from_the_beginning_on() {
    pass(200, 100, 10);
    assertThat(meter.rate(now)).isEqualTo(10_000);
    pass(60_000, 100, 10);
    assertThat(meter.rate(now)).isEqualTo(10_000);
  }

  @Test
  void only_the_last_ten_seconds_matter() {
    pass(60_000, 1000, 10);
    pass(12_000, 10, 10);
    assertThat(meter.rate(now)).isEqualTo(1000);
  }

  @Test
  void rare_pieces_have_a_rate_too() {
    pass(70_000, 100, 10_000);
    assertThat(meter.rate(now)).isEqualTo(10);
  }

  @Test
  void what_stands_still_has_none_after_a_while() {
    pass(20_000, 100, 10);
    now += Duration.ofSeconds(5).toNanos();
    assertThat(meter.rate(now)).isBetween(4_000L, 6_000L);
    now += Duration.ofSeconds(6).toNanos();
    assertThat(meter.rate(now)).isZero();
  }

  @Test
  void one_piece_alone_has_none() {
    meter.add(1_000_000, now);
    assertThat(meter.rate(now)).isZero();
  }

  @Test
  void the_time_that_is_left_follows_from_the_rate() {
    assertThat(new Pace(400, 1000, 100).left()).contains(Duration.ofSeconds(6));
    assertThat(new Pace(400, 1000, 599).left()).contains(Duration.ofSeconds(2));
    assertThat(new Pace(400, 1000, 0).left()).isEqualTo(Optional.empty());
    assertThat(new Pace(1000, 1000, 7).left()).contains(Duration.ZERO);
    assertThat(new Pace(400, 1000, 0).percent()).isEqualTo(40);
    assertThat(Pace.NONE.percent()).isEqualTo(100);
  }
}
