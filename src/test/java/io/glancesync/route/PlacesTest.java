package io.glancesync.route;

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
class PlacesTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName MADRID = RegionName.of("Madrid");
  private static final RegionName FAR = new RegionName("far", "Lima");

  private int copies = 1;
  private int waiting = 1;
  private final Places places =
      new Places(
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

  private FutureTask<Place> waitsForATransfer() {
    return waits(() -> places.ofTransfer(BURGOS));
  }

  private FutureTask<Boolean> waitsToGoOn(Place place) {
    return waits(
        () -> {
          places.takeAgain(place);
          return true;
        });
  }

  @Test
  void only_so_many_of_a_region_go_on_and_another_region_is_another_matter() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    var second = waitsForATransfer();

    places.ofTransfer(MADRID);
    assertWaits(second);
    places.leave(first);

    assertThat(second.get().isTaken()).isTrue();
  }

  @Test
  void who_came_first_goes_on_first() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    var second = waitsForATransfer();
    var third = waitsForATransfer();

    places.leave(first);
    Place now = second.get();
    assertWaits(third);
    places.leave(now);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void one_that_waits_lets_the_next_go_on() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    var second = waitsForATransfer();

    places.giveUp(first);

    assertThat(second.get()).isNotNull();
  }

  @Test
  void one_that_comes_back_goes_before_those_that_never_began() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    places.giveUp(first);
    Place second = places.ofTransfer(BURGOS);
    var third = waitsForATransfer();
    var back = waitsToGoOn(first);

    places.leave(second);
    assertThat(back.get()).isTrue();
    assertWaits(third);
    places.leave(first);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void where_enough_wait_already_one_keeps_its_place() throws Exception {
    places.giveUp(places.ofTransfer(BURGOS));
    Place second = places.ofTransfer(BURGOS);
    var third = waitsForATransfer();

    places.giveUp(second);
    assertWaits(third);
    places.takeAgain(second);
    places.leave(second);

    assertThat(third.get()).isNotNull();
  }

  @Test
  void who_kept_its_place_hands_it_to_one_that_can_go_on() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    places.giveUp(first);
    Place second = places.ofTransfer(BURGOS);
    var third = waitsForATransfer();
    places.giveUp(second);

    places.takeAgain(first);

    assertThat(second.isTaken()).isFalse();
    assertWaits(third);
    var back = waitsToGoOn(second);
    places.leave(first);
    assertThat(back.get()).isTrue();
    assertWaits(third);
  }

  @Test
  void who_goes_on_hands_nothing_over() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    places.giveUp(first);
    Place second = places.ofTransfer(BURGOS);
    places.giveUp(second);
    places.takeAgain(second);

    assertWaits(waitsToGoOn(first));
    assertThat(second.isTaken()).isTrue();
  }

  @Test
  void a_download_of_one_target_is_handed_nothing_that_its_target_may_not_have() throws Exception {
    Place far = places.ofDownload(FAR);
    places.giveUp(far);
    places.ofDownload(FAR);
    Place other = places.ofDownload(BURGOS);
    places.giveUp(other);

    assertWaits(waitsToGoOn(far));
    assertThat(other.isTaken()).isTrue();
  }

  @Test
  void who_is_interrupted_takes_no_place() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    var asking = new Thread(() -> assertThatThrownBy(() -> places.ofTransfer(BURGOS)));
    asking.start();
    while (asking.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    asking.interrupt();
    asking.join();
    places.leave(first);

    assertThat(places.ofTransfer(BURGOS).isTaken()).isTrue();
  }

  @Test
  void one_that_ends_while_it_waits_lets_another_wait() throws Exception {
    Place first = places.ofTransfer(BURGOS);
    places.giveUp(first);
    places.leave(first);
    Place second = places.ofTransfer(BURGOS);

    places.giveUp(second);

    assertThat(places.ofTransfer(BURGOS)).isNotNull();
  }

  @Test
  void leaving_and_giving_up_count_once() throws Exception {
    waiting = 2;
    Place first = places.ofTransfer(BURGOS);
    places.giveUp(first);
    places.giveUp(first);
    places.leave(first);
    places.leave(first);
    places.giveUp(first);

    places.ofTransfer(BURGOS);

    assertWaits(waitsForATransfer());
  }

  @Test
  void an_edited_number_counts_for_what_comes_next() throws Exception {
    places.ofTransfer(BURGOS);
    copies = 2;

    places.ofTransfer(BURGOS);

    assertWaits(waitsForATransfer());
  }

  @Test
  void a_target_that_has_enough_downloads_keeps_no_other_waiting() throws Exception {
    Place far = places.ofDownload(FAR);
    var secondFar = waits(() -> places.ofDownload(FAR));

    places.ofDownload(BURGOS);
    var third = waits(() -> places.ofDownload(MADRID));
    places.leave(far);

    assertThat(secondFar.get()).isNotNull();
    assertWaits(third);
  }

  @Test
  void who_has_no_place_needs_none() throws Exception {
    places.giveUp(null);
    places.takeAgain(null);
    places.leave(null);

    assertThat(places.ofTransfer(BURGOS)).isNotNull();
  }
}
