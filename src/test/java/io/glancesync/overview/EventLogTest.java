package io.glancesync.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.overview.Happening.RegionBack;
import io.glancesync.overview.Happening.TransfersProgressed;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLogTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final EventLog log = new EventLog("20300101T000000.000Z");

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      log.append(NOW, new RegionBack(RegionName.of("Burgos")));
    }
  }

  private static List<Long> ids(EventPage page) {
    return page.events().stream().map(OverviewEvent::id).toList();
  }

  @Test
  void ids_count_from_one_and_the_epoch_names_the_start() {
    assertThat(log.since(0)).isEqualTo(new EventPage("20300101T000000.000Z", 0, true, List.of()));

    append(3);

    assertThat(ids(log.since(0))).containsExactly(1L, 2L, 3L);
    assertThat(ids(log.since(2))).containsExactly(3L);
    assertThat(log.since(3).events()).isEmpty();
    assertThat(log.since(3).newest()).isEqualTo(3);
  }

  @Test
  void the_newest_thousand_are_kept_and_who_missed_some_learns_it() {
    append(2500);

    EventPage all = log.since(0);
    assertThat(all.events()).hasSize(1000);
    assertThat(all.events().get(0).id()).isEqualTo(1501);
    assertThat(all.isComplete()).isFalse();
    assertThat(log.since(1499).isComplete()).isFalse();
    assertThat(log.since(1500).isComplete()).isTrue();
    assertThat(log.since(2500).isComplete()).isTrue();
  }

  @Test
  void a_reader_of_an_earlier_start_learns_it_too() {
    append(1);

    assertThat(log.since(99).isComplete()).isFalse();
  }

  @Test
  void progress_pushes_nothing_else_out() {
    append(1);
    for (int i = 0; i < 5000; i++) {
      log.append(NOW, new TransfersProgressed(List.of()));
    }
    append(1);

    assertThat(ids(log.since(0))).containsExactly(1L, 5001L, 5002L);
    assertThat(log.since(0).isComplete()).isTrue();
    assertThat(ids(log.since(5001))).containsExactly(5002L);
  }

  @Test
  void many_readers_see_every_event_once_and_in_order() throws Exception {
    int count = 20_000;
    var isOver = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Boolean>> readers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        readers.add(threads.submit(() -> isRead(isOver)));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        writers.add(threads.submit(() -> append(count / 2)));
      }
      for (Future<?> it : writers) {
        it.get();
      }
      isOver.set(true);
      append(1);
      for (Future<Boolean> it : readers) {
        assertThat(it.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(log.since(0).newest()).isEqualTo(count + 1L);
  }

  /** Reads until the end; whether nothing was missed but what it was told of. */
  private boolean isRead(AtomicBoolean isOver) {
    long seen = 0;
    boolean isLast = false;
    while (!isLast) {
      isLast = isOver.get();
      EventPage page = log.since(seen);
      for (OverviewEvent event : page.events()) {
        if (event.id() <= seen || page.isComplete() && event.id() != seen + 1) {
          return false;
        }
        seen = event.id();
      }
      if (page.isComplete() && seen != page.newest()) {
        return false;
      }
    }
    return true;
  }
}
