package io.glancesync.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.glancesync.SettableTicks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One limit. */
@Timeout(300)
class TokenBucketTest {
  private final SettableTicks ticks = new SettableTicks();
  private volatile Rate rate = new Rate(1000);
  private final TokenBucket bucket = new TokenBucket(() -> rate, ticks);

  @ParameterizedTest
  @CsvSource({
    "1000,       10",
    "1000,       100",
    "1000,       2500",
    "52428800,   262144",
    "125000000,  262144",
    "3,          1"
  })
  void what_passes_in_half_a_minute_is_what_may(long perSecond, int piece)
      throws InterruptedException {
    rate = new Rate(perSecond);
    long passed = 0;
    while (passed + piece <= 30 * perSecond) {
      bucket.pass(piece);
      passed += piece;
    }

    assertThat(ticks.elapsed().toNanos() / 1e9)
        .isCloseTo((double) passed / perSecond, within(0.001));
  }

  @Test
  void a_delay_is_made_up_for() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      bucket.pass(100);
      ticks.goOn(Duration.ofMillis(i % 10 == 0 ? 400 : 0));
    }

    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(10_000), Duration.ofMillis(10_001));
  }

  @Test
  void a_pause_saves_up_half_a_second_and_no_more() throws InterruptedException {
    bucket.pass(100);
    ticks.goOn(Duration.ofHours(1));

    bucket.pass(500);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofHours(1).plusMillis(100));

    bucket.pass(100);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofHours(1).plusMillis(200));
  }

  @Test
  void without_a_limit_nobody_waits_and_nothing_is_saved_up() throws InterruptedException {
    rate = Rate.OFF;
    for (int i = 0; i < 100; i++) {
      bucket.pass(1_000_000);
    }
    assertThat(ticks.elapsed()).isZero();

    rate = new Rate(1000);
    bucket.pass(100);
    assertThat(ticks.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void the_time_before_a_higher_rate_counts_as_it_was() throws InterruptedException {
    bucket.pass(100);
    ticks.goOn(Duration.ofMillis(100));
    rate = new Rate(100_000);

    bucket.pass(1100);

    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(210), Duration.ofMillis(211));
  }

  @Test
  void another_rate_counts_for_what_waits_already() throws InterruptedException {
    ticks.meanwhile(() -> rate = new Rate(99_500));

    bucket.pass(100_000);

    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(1500), Duration.ofMillis(1501));
  }

  @Test
  void what_waits_goes_when_the_limit_is_gone() throws InterruptedException {
    ticks.meanwhile(() -> rate = Rate.OFF);

    bucket.pass(100_000);

    assertThat(ticks.elapsed()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void who_waits_looks_up_twice_a_second_at_most() throws InterruptedException {
    bucket.pass(10_000);

    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(10_000), Duration.ofMillis(10_001));
    assertThat(ticks.sleeps()).isBetween(20, 21);
  }

  @Test
  void who_is_interrupted_waits_no_longer_and_takes_nothing() throws InterruptedException {
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> bucket.pass(1000));

    bucket.pass(1000);
    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1001));
  }

  @Test
  void who_is_interrupted_does_not_wait_for_its_turn_either() throws InterruptedException {
    var asleep = new Semaphore(0);
    var awake = new Semaphore(0);
    ticks.meanwhile(
        () -> {
          asleep.release();
          awake.acquireUninterruptibly();
        });
    List<String> order = new CopyOnWriteArrayList<>();
    Thread first = passing("first", order);
    first.start();
    asleep.acquire();
    Thread second = passing("second", order);
    second.start();
    awaitWaiting(second);

    second.interrupt();
    second.join();
    assertThat(order).containsExactly("interrupted");

    awake.release(3);
    first.join();
    assertThat(order).containsExactly("interrupted", "first", "first", "first");
  }

  @Test
  void whoever_waits_has_its_turn_in_the_order_of_arrival() throws InterruptedException {
    var asleep = new Semaphore(0);
    var awake = new Semaphore(0);
    ticks.meanwhile(
        () -> {
          asleep.release();
          awake.acquireUninterruptibly();
        });
    List<String> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = List.of(passing("a", order), passing("b", order), passing("c", order));
    // each begins when the one before it waits
    threads.get(0).start();
    asleep.acquire();
    threads.get(1).start();
    awaitWaiting(threads.get(1));
    threads.get(2).start();
    awaitWaiting(threads.get(2));

    for (int i = 1; i < 9; i++) {
      awake.release();
      asleep.acquire();
      int passed = i;
      while (order.size() < passed) {
        Thread.onSpinWait();
      }
      for (Thread thread : threads) {
        awaitWaiting(thread);
      }
    }
    awake.release();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(order).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    assertThat(ticks.elapsed()).isBetween(Duration.ofMillis(900), Duration.ofMillis(901));
  }

  private Thread passing(String name, List<String> order) {
    return new Thread(
        () -> {
          try {
            for (int i = 0; i < 3; i++) {
              bucket.pass(100);
              order.add(name);
            }
          } catch (InterruptedException e) {
            order.add("interrupted");
          }
        });
  }

  private static void awaitWaiting(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.sleep(1);
    }
  }
}
