package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which region is worked on next. */
@Timeout(300)
class RegionSchedulerTest {
  private static final RegionName LIMA = new RegionName("far", "Lima");
  private static final RegionName QUITO = new RegionName("far", "Quito");
  private static final RegionName BURGOS = RegionName.of("Burgos");

  private volatile int far = 1;
  private final RegionScheduler turns =
      new RegionScheduler(
          List.of(LIMA, QUITO, BURGOS),
          RegionName::toString,
          target -> Map.of("far", far).getOrDefault(target, 1000));

  @Test
  void it_is_the_next_that_was_asked_for() throws Exception {
    assertThat(turns.next()).isEqualTo(LIMA);
    turns.done(LIMA);
    assertThat(turns.next()).isEqualTo(QUITO);
    turns.done(QUITO);
    assertThat(turns.next()).isEqualTo(BURGOS);

    assertThatThrownBy(turns::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void one_of_a_target_that_has_enough_lets_others_go_first() throws Exception {
    assertThat(turns.next()).isEqualTo(LIMA);
    assertThat(turns.next()).isEqualTo(BURGOS);
    var last = new FutureTask<>(turns::next);
    var thread = new Thread(last);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    turns.done(BURGOS);
    assertThatThrownBy(() -> last.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    turns.done(LIMA);

    assertThat(last.get()).isEqualTo(QUITO);
  }

  @Test
  void while_one_is_waited_for_another_of_its_target_may_begin() throws Exception {
    turns.next();
    turns.next();
    var last = new FutureTask<>(turns::next);
    new Thread(last).start();

    far = 2;

    assertThat(last.get()).isEqualTo(QUITO);
  }

  @Test
  void one_whose_glance_is_at_work_as_another_region_lets_others_go_first() throws Exception {
    var shared =
        new RegionScheduler(
            List.of(LIMA, QUITO, BURGOS),
            region -> region.equals(BURGOS) ? "http://b" : "http://a",
            target -> 1000);

    assertThat(shared.next()).isEqualTo(LIMA);
    assertThat(shared.next()).isEqualTo(BURGOS);
    shared.done(BURGOS);
    shared.done(LIMA);

    assertThat(shared.next()).isEqualTo(QUITO);
  }
}
