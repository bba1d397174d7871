package io.glancesync.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.region.RegionName;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes on, and who waits behind whom. */
@Timeout(300)
class ConcurrencyLimiterTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("Madrid");
  private static final RegionName FAR = new RegionName("far", "Lima");

  private int copies = 1;
  private int waiting = 1;
  private final ConcurrencyLimiter limiter =
      new ConcurrencyLimiter(
          new Capacity() {
            @Override
            public int copiesPerRegion(String target) {
              return copies;
            }

            @Override
            public int regions(String target) {
              throw new UnsupportedOperationException("not asked for here");
            }

            @Override
            public int downloads() {
              return 2;
            }

            @Override
            public int downloads(String target) {
              return Map.of("far", 1).getOrDefault(target, 1000);
            }

            @Override
            public int waiting() {
              return waiting;
            }
          });

  /** Somebody who asks for a place, and has to wait for it. */
  private static <T> FutureTask<T> waits(Callable<T> asking) {
    var task = new FutureTask<>(asking);
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(task).isNotDone();
      Thread.onSpinWait();
    }
    return task;
  }

  /** Whoever was let in wrongly has some time to show it. */
  private static void assertWaits(FutureTask<?> task) {
    assertThatThrownBy(() -> task.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  private FutureTask<Permit> waitsForATransfer() {
    return waits(() -> limiter.acquireForTransfer(BURGOS));
  }

  private FutureTask<Boolean> waitsToGoOn(Permit permit) {
    return waits(
        () -> {
          limiter.resume(permit);
          return true;
        });
  }

  @Test
  void only_so_many_of_a_region_go_on_and_another_region_is_another_matter() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    var second = waitsForATransfer();

    limiter.acquireForTransfer(MADRID);
    assertWaits(second);
    limiter.release(first);

    assertThat(second.get().isHeld()).isTrue();
  }

  @Test
  void who_came_first_goes_on_first() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    var second = waitsForATransfer();
    var third = waitsForATransfer();

    limiter.release(first);
    Permit now = second.get();
    assertWaits(third);
    limiter.release(now);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void one_that_waits_lets_the_next_go_on() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    var second = waitsForATransfer();

    limiter.suspend(first);

    assertThat(second.get()).isNotNull();
  }

  @Test
  void one_that_comes_back_goes_before_those_that_never_began() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(first);
    Permit second = limiter.acquireForTransfer(BURGOS);
    var third = waitsForATransfer();
    var back = waitsToGoOn(first);

    limiter.release(second);
    assertThat(back.get()).isTrue();
    assertWaits(third);
    limiter.release(first);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void where_enough_wait_already_one_keeps_its_place() throws Exception {
    limiter.suspend(limiter.acquireForTransfer(BURGOS));
    Permit second = limiter.acquireForTransfer(BURGOS);
    var third = waitsForATransfer();

    limiter.suspend(second);
    assertWaits(third);
    limiter.resume(second);
    limiter.release(second);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void who_kept_its_place_hands_it_to_one_that_can_go_on() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(first);
    Permit second = limiter.acquireForTransfer(BURGOS);
    var third = waitsForATransfer();
    limiter.suspend(second);

    limiter.resume(first);

    assertThat(second.isHeld()).isFalse();
    assertWaits(third);
    var back = waitsToGoOn(second);
    limiter.release(first);
    assertThat(back.get()).isTrue();
    assertWaits(third);
  }

  @Test
  void who_goes_on_hands_nothing_over() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(first);
    Permit second = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(second);
    limiter.resume(second);

    assertWaits(waitsToGoOn(first));
    assertThat(second.isHeld()).isTrue();
  }

  @Test
  void a_download_of_one_target_is_handed_nothing_that_its_target_may_not_have() throws Exception {
    Permit far = limiter.acquireForDownload(FAR);
    limiter.suspend(far);
    limiter.acquireForDownload(FAR);
    Permit other = limiter.acquireForDownload(BURGOS);
    limiter.suspend(other);

    assertWaits(waitsToGoOn(far));
    assertThat(other.isHeld()).isTrue();
  }

  @Test
  void who_is_interrupted_takes_no_place() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    var asking = new Thread(() -> assertThatThrownBy(() -> limiter.acquireForTransfer(BURGOS)));
    asking.start();
    while (asking.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    asking.interrupt();
    asking.join();
    limiter.release(first);

    assertThat(limiter.acquireForTransfer(BURGOS).isHeld()).isTrue();
  }

  @Test
  void one_that_ends_while_it_waits_lets_another_wait() throws Exception {
    Permit first = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(first);
    limiter.release(first);
    Permit second = limiter.acquireForTransfer(BURGOS);

    limiter.suspend(second);

    assertThat(limiter.acquireForTransfer(BURGOS)).isNotNull();
  }

  @Test
  void leaving_and_giving_up_count_once() throws Exception {
    waiting = 2;
    Permit first = limiter.acquireForTransfer(BURGOS);
    limiter.suspend(first);
    limiter.suspend(first);
    limiter.release(first);
    limiter.release(first);
    limiter.suspend(first);

    limiter.acquireForTransfer(BURGOS);

    assertWaits(waitsForATransfer());
  }

  @Test
  void an_edited_number_counts_for_what_comes_next() throws Exception {
    limiter.acquireForTransfer(BURGOS);
    copies = 2;

    limiter.acquireForTransfer(BURGOS);

    assertWaits(waitsForATransfer());
  }

  @Test
  void a_target_that_has_enough_downloads_keeps_no_other_waiting() throws Exception {
    Permit far = limiter.acquireForDownload(FAR);
    var secondFar = waits(() -> limiter.acquireForDownload(FAR));

    limiter.acquireForDownload(BURGOS);
    var third = waits(() -> limiter.acquireForDownload(MADRID));
    limiter.release(far);

    assertThat(secondFar.get()).isNotNull();
    assertWaits(third);
  }

  @Test
  void who_has_no_place_needs_none() throws Exception {
    limiter.suspend(null);
    limiter.resume(null);
    limiter.release(null);

    assertThat(limiter.acquireForTransfer(BURGOS)).isNotNull();
  }
}
