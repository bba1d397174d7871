package io.glancesync.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.glancesync.SettableClock;
import io.glancesync.SettableTicks;
import io.glancesync.region.RegionName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All limits together. */
class BandwidthLimiterTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("other:Madrid");
  private static final RegionName TOLEDO = RegionName.of("other:Toledo");

  private final SettableTicks ticks = new SettableTicks();
  private final SettableClock clock = new SettableClock();
  private final TreeMap<String, Timetable> targets = new TreeMap<>();
  private final TreeMap<RegionName, Timetable> regions = new TreeMap<>();
  private String total = "off";
  private ZoneId zone = ZoneOffset.UTC;
  private final BandwidthLimiter limiter = new BandwidthLimiter(this::allowance, clock, ticks);

  private BandwidthLimits allowance() {
    return new BandwidthLimits(Optional.of(Timetable.of(total)), targets, regions, zone);
  }

  @Test
  void without_limits_nothing_waits() throws IOException {
    limiter.pass(BURGOS, Integer.MAX_VALUE);

    assertThat(ticks.elapsed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10B, off, off, 1000",
    "off, 10B, off, 1000",
    "off, off, 10B, 1000",
    "10B, 5B,  20B, 2000",
    "10B, 20B, 4B,  2500"
  })
  void a_copy_keeps_the_lowest_of_its_limits(
      String ofAll, String ofTarget, String ofRegion, long millis) throws IOException {
    total = ofAll;
    targets.put("other", Timetable.of(ofTarget));
    regions.put(MADRID, Timetable.of(ofRegion));
    limiter.poll();

    send(MADRID, 10);

    // the first byte waits for each limit in turn
    assertThat(ticks.elapsed())
        .isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis + 200));
  }

  @Test
  void a_limit_is_shared_by_all_that_it_is_about_and_by_nobody_else() throws IOException {
    targets.put("other", Timetable.of("10B"));
    limiter.poll();

    send(BURGOS, 100);
    assertThat(ticks.elapsed()).isZero();

    for (int i = 0; i < 10; i++) {
      send(MADRID, 1);
      send(TOLEDO, 1);
    }
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void the_limits_in_force_are_those_that_limit_something_now() {
    assertThat(limiter.inForce()).isEqualTo(RatesInForce.NONE);

    total = "10B";
    targets.put("other", Timetable.of("00:00,off"));
    targets.put("far", Timetable.of("00:00,20B"));
    regions.put(MADRID, Timetable.of("5B"));
    limiter.poll();

    assertThat(limiter.inForce())
        .isEqualTo(
            new RatesInForce(
                Optional.of(new Rate(10)),
                Map.of("far", new Rate(20)),
                Map.of(MADRID, new Rate(5))));
  }

  @Test
  void a_region_s_limit_is_not_that_of_its_namesake() throws IOException {
    regions.put(RegionName.of("other:Burgos"), Timetable.of("10B"));
    limiter.poll();

    send(BURGOS, 100);

    assertThat(ticks.elapsed()).isZero();
  }

  @Test
  void another_limit_counts_once_it_was_looked_for() throws IOException {
    total = "10B";
    limiter.poll();
    send(BURGOS, 10);
    total = "20B";
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(2));

    limiter.poll();
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void what_waits_goes_when_the_limits_are_gone() throws IOException {
    total = "1B";
    regions.put(BURGOS, Timetable.of("1B"));
    limiter.poll();
    ticks.meanwhile(
        () -> {
          total = "off";
          regions.clear();
          limiter.poll();
        });

    limiter.pass(BURGOS, 1_000_000);

    assertThat(ticks.elapsed()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void a_timetable_goes_by_the_clock_of_its_zone() throws IOException {
    total = "00:00,10B 01:00,off";
    limiter.poll();
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(1));

    clock.goOn(Duration.ofHours(1));
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(1));

    zone = ZoneOffset.ofHours(-1);
    limiter.poll();
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void one_that_is_set_takes_the_place_of_the_total_and_of_no_other() throws IOException {
    total = "10B";
    targets.put("other", Timetable.of("5B"));
    limiter.poll();

    limiter.limitTotal(Timetable.of("off"));
    limiter.poll();
    send(BURGOS, 100);
    assertThat(ticks.elapsed()).isZero();

    send(MADRID, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void one_for_a_while_goes_before_all_that_is_set_until_it_ends() throws IOException {
    total = "10B";
    limiter.poll();
    limiter.limitTotal(Timetable.of("5B"), clock.instant().plusSeconds(60));
    send(BURGOS, 10);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(2));
    assertThat(limiter.limitedUntil()).contains(clock.instant().plusSeconds(60));

    clock.goOn(Duration.ofSeconds(60));
    limiter.poll();
    assertThat(limiter.limitedUntil()).isEmpty();
    assertThat(limiter.inForce().total()).contains(Rate.of("10B"));

    limiter.limitTotal(Timetable.of("off"), clock.instant().plusSeconds(60));
    assertThat(limiter.inForce().total()).isEmpty();
    limiter.endLimitForNow();
    assertThat(limiter.inForce().total()).contains(Rate.of("10B"));
  }

  @Test
  void who_is_interrupted_ends_with_an_error_and_stays_interrupted() {
    total = "10B";
    limiter.poll();
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> limiter.pass(BURGOS, 10))
        .withMessageContaining("Burgos");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void a_stream_lets_through_what_is_written_ten_times_a_second() throws IOException {
    total = "1000B";
    regions.put(MADRID, Timetable.of("500B"));
    limiter.poll();
    byte[] bytes = new byte[1003];
    IntStream.range(0, bytes.length).forEach(it -> bytes[it] = (byte) it);
    var written = new ByteArrayOutputStream();
    var portions = new ArrayList<Integer>();

    OutputStream out = limiter.through(MADRID, noting(written, portions));
    out.write(bytes[0]);
    out.write(bytes, 1, 1002);
    out.close();

    assertThat(written.toByteArray()).isEqualTo(bytes);
    assertThat(portions).hasSize(22).contains(50).allMatch(it -> it <= 50);
    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(2006), Duration.ofMillis(2007));
  }

  @Test
  void a_stream_without_limit_divides_nothing() throws IOException {
    var portions = new ArrayList<Integer>();

    limiter
        .through(BURGOS, noting(new ByteArrayOutputStream(), portions))
        .write(new byte[1_000_000], 0, 1_000_000);

    assertThat(portions).containsExactly(1_000_000);
  }

  @Test
  void a_stream_of_the_lowest_rate_moves_on() throws IOException {
    total = "1B";
    limiter.poll();

    limiter.through(BURGOS, OutputStream.nullOutputStream()).write(new byte[3]);

    assertThat(ticks.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }

  private static OutputStream noting(OutputStream out, List<Integer> portions) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        portions.add(length);
      }
    };
  }

  /** Byte by byte, so that nothing is waited for twice. */
  private void send(RegionName region, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      limiter.pass(region, 1);
    }
  }
}
