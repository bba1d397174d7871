package io.glancesync.route;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.route.Targets.current;
import static io.glancesync.route.Targets.target;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.SettableTicks;
import io.glancesync.region.RegionName;
import io.glancesync.text.Redaction;
import io.glancesync.transfer.Transfer;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which regions are waited for, and who works meanwhile. */
class BreakersTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final ConnectException REFUSED = new ConnectException("Connection refused");

  private final Transfer ofBurgos = uploadOf(anImage("ubuntu").build());

  private final SettableTicks ticks = new SettableTicks();

  private final RegionWorkers workers = new RegionWorkers();
  private final Breakers breakers =
      new Breakers(
          new Failures(
              current(target("master", "http://k1/v3")),
              RetryAfterTest.UP_TO_FIVE_MINUTES,
              Redaction.OF_PLACES::of),
          workers,
          () -> Duration.ofSeconds(60),
          new SettableClock(),
          ticks);

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  @Test
  void while_a_region_is_waited_for_another_is_worked_on_in_its_place() {
    workers.resize(2);

    breakers.unanswered(BURGOS, REFUSED);
    breakers.unanswered(BURGOS, REFUSED);
    assertThat(workers.getMaximumPoolSize()).isEqualTo(3);
    breakers.answered(BURGOS);
    breakers.answered(BURGOS);

    assertThat(workers.getMaximumPoolSize()).isEqualTo(2);
  }

  @Test
  void a_transfer_whose_region_falls_silent_while_it_waited_for_its_place_is_not_given_up() {
    breakers.unanswered(BURGOS, REFUSED);

    assertThat(breakers.lets(ofBurgos)).isFalse();
    assertThat(breakers.isGivenUp(ofBurgos)).isFalse();

    breakers.stop();
    assertThat(breakers.isGivenUp(ofBurgos)).isTrue();
  }

  @Test
  void a_region_is_waited_for_as_long_as_said_by_no_clock_that_may_be_set() {
    breakers.unanswered(BURGOS, REFUSED);

    ticks.goOn(Duration.ofSeconds(59));
    assertThat(breakers.isToWait(ofBurgos)).isTrue();

    ticks.goOn(Duration.ofSeconds(1));
    assertThat(breakers.isToWait(ofBurgos)).isFalse();
  }

  @Test
  void a_run_finds_out_for_itself_which_regions_answer() {
    breakers.unanswered(BURGOS, REFUSED);
    assertThat(breakers.isOpen(BURGOS)).isTrue();

    breakers.reset();

    assertThat(breakers.isOpen(BURGOS)).isFalse();
  }
}
