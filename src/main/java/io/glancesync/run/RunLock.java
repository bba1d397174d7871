package io.glancesync.run;

import io.glancesync.error.BusyException;
import io.glancesync.file.RuntimeData;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The run lock: at most one run may change something, in whichever process. While no run of this
 * process holds it, the routes may be changed.
 */
public final class RunLock {
  private final RunTurns turns;
  private final RuntimeData data;
  private final Semaphore here = new Semaphore(1);

  /**
   * @param turns whose turn a run is, in all processes
   * @param data the run-time data of this host, which each run puts in order
   */
  public RunLock(RunTurns turns, RuntimeData data) {
    this.turns = turns;
    this.data = data;
  }

  /** The held lock, until it is released. */
  public record Handle(RunTurns.Turn turn, AtomicBoolean isHeld) {}

  /**
   * Acquires the lock. It waits for a change of the routes, which takes little time, but not for
   * another run.
   *
   * @throws BusyException when another run holds the lock
   * @throws io.glancesync.error.RefusedException when it cannot be told whose turn it is
   */
  public Handle acquire() throws InterruptedException {
    var handle = new Handle(turns.take(), new AtomicBoolean(true));
    try {
      here.acquire();
    } catch (InterruptedException e) {
      handle.turn().close();
      throw e;
    }
    try {
      data.tidy();
    } catch (RuntimeException e) {
      release(handle);
      throw e;
    }
    return handle;
  }

  /** Releases the lock; does nothing the second time. */
  public void release(Handle handle) {
    if (!handle.isHeld().compareAndSet(true, false)) {
      return;
    }
    // released first, so that a thread that waits for the end of the run finds it free
    handle.turn().close();
    here.release();
  }

  /**
   * Makes runs of this process wait until the pause is closed; empty while a run is in progress.
   */
  public Optional<Pause> tryPauseRuns() {
    return here.tryAcquire() ? Optional.of(here::release) : Optional.empty();
  }

  /** Waits until no run of this process is in progress; false when that takes too long. */
  public boolean awaitNone(Duration longest) throws InterruptedException {
    if (!here.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    here.release();
    return true;
  }

  /** A time in which no run of this process begins. */
  public interface Pause extends AutoCloseable {
    @Override
    void close();
  }
}
