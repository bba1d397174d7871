package io.glancesync.limit;

import static io.glancesync.engine.Targets.current;
import static io.glancesync.engine.Targets.target;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.SettableTicks;
import io.glancesync.engine.Targets;
import io.glancesync.error.RetryAfterTest;
import io.glancesync.region.RegionName;
import io.glancesync.text.Redaction;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.Transfer;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which regions are waited for, and who works meanwhile. */
class RegionAvailabilityTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final Transfer ofBurgos = uploadOf(anImage("ubuntu").build());

  private final SettableTicks ticks = new SettableTicks();

  private final List<String> told = new ArrayList<>();
  private final RegionThreadPool workers = new RegionThreadPool();
  private final RegionAvailability availability =
      new RegionAvailability(
          Targets.errorMapper(
              current(target("master", "http://k1/v3")),
              RetryAfterTest.UP_TO_FIVE_MINUTES,
              Redaction.OF_PLACES::of),
          workers,
          () -> new RegionSettings(Duration.ofSeconds(10), Duration.ofSeconds(60)),
          new Clocks(new SettableClock(), ticks),
          new OutageListener() {
            @Override
            public void down(RegionName region, String why) {
              told.add(region + " down");
            }

            @Override
            public void up(RegionName region) {
              told.add(region + " up");
            }
          });

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  @Test
  void while_a_region_is_waited_for_another_is_worked_on_in_its_place() {
    workers.resize(2);

    availability.markDown(BURGOS, REFUSED);
    availability.markDown(BURGOS, REFUSED);
    assertThat(workers.getMaximumPoolSize()).isEqualTo(3);
    availability.markUp(BURGOS);
    availability.markUp(BURGOS);

    assertThat(workers.getMaximumPoolSize()).isEqualTo(2);
  }

  @Test
  void a_transfer_whose_region_falls_silent_while_it_waited_for_its_place_is_not_given_up() {
    availability.markDown(BURGOS, REFUSED);

    assertThat(availability.isAvailable(ofBurgos)).isFalse();
    assertThat(availability.isTimedOut(ofBurgos)).isFalse();

    availability.stop();
    assertThat(availability.isTimedOut(ofBurgos)).isTrue();
  }

  @Test
  void a_region_is_waited_for_as_long_as_said_by_no_clock_that_may_be_set() {
    availability.markDown(BURGOS, REFUSED);

    ticks.goOn(Duration.ofSeconds(59));
    assertThat(availability.shouldWait(ofBurgos)).isTrue();

    ticks.goOn(Duration.ofSeconds(1));
    assertThat(availability.shouldWait(ofBurgos)).isFalse();
  }

  @Test
  void a_run_finds_out_for_itself_which_regions_answer() {
    availability.markDown(BURGOS, REFUSED);
    assertThat(availability.isDown(BURGOS)).isTrue();

    availability.reset();

    assertThat(availability.isDown(BURGOS)).isFalse();
  }

  @Test
  void an_outage_is_told_once_and_a_new_run_tells_nothing() {
    RegionName region = RegionName.of("Burgos");

    availability.markDown(region, new ConnectException("refused"));
    availability.markDown(region, new ConnectException("refused"));
    availability.markUp(region);
    availability.markUp(region);
    availability.markDown(region, new ConnectException("refused"));
    availability.reset();

    assertThat(told).containsExactly("Burgos down", "Burgos up", "Burgos down");
  }
}
