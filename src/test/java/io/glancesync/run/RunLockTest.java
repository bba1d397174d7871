package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.BusyException;
import io.glancesync.file.RuntimeData;
import io.glancesync.run.RunLock.Pause;
import io.glancesync.store.file.FileRunTurns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time, and edits between runs. */
@Timeout(300)
class RunLockTest {
  @TempDir Path data;

  private RunLock lock() {
    return new RunLock(new FileRunTurns(data), new RuntimeData(data));
  }

  @Test
  void a_second_run_is_refused_until_the_first_has_ended() throws InterruptedException {
    var lock = lock();
    RunLock.Handle run = lock.acquire();
    assertThatThrownBy(lock::acquire)
        .isInstanceOf(BusyException.class)
        .hasMessageStartingWith("Another run is under way with " + data);

    lock.release(run);

    lock.release(lock.acquire());
  }

  @Test
  void while_a_run_is_under_way_there_is_no_pause() throws InterruptedException {
    var lock = lock();
    RunLock.Handle run = lock.acquire();
    assertThat(lock.tryPauseRuns()).isEmpty();
    assertThat(lock.awaitNone(Duration.ofMillis(10))).isFalse();

    lock.release(run);

    assertThat(lock.awaitNone(Duration.ofMillis(10))).isTrue();
    lock.tryPauseRuns().orElseThrow().close();
  }

  @Test
  void a_run_waits_for_the_end_of_a_pause() throws Exception {
    var lock = lock();
    Pause pause = lock.tryPauseRuns().orElseThrow();
    CompletableFuture<RunLock.Handle> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return lock.acquire();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(100);
    assertThat(run).isNotDone();

    pause.close();

    lock.release(run.get(10, TimeUnit.SECONDS));
  }

  @Test
  void a_run_that_is_interrupted_while_it_waits_leaves_nothing_locked() throws Exception {
    var lock = lock();
    Pause pause = lock.tryPauseRuns().orElseThrow();
    var refused = new CompletableFuture<Throwable>();
    var run =
        new Thread(
            () -> {
              try {
                lock.acquire();
              } catch (Exception e) {
                refused.complete(e);
              }
            });
    run.start();
    while (run.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    run.interrupt();
    assertThat(refused.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);

    pause.close();

    lock.release(lock.acquire());
  }
}
