package io.glancesync.run;

import io.glancesync.error.BusyException;
import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.file.RuntimeData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The run lock: at most one run may change something on one data folder, in whichever process.
 * While no run of this process holds it, the routes may be changed.
 */
public final class RunLock {
  private final Path data;
  private final Semaphore here = new Semaphore(1);

  /**
   * @param data the folder of the run-time data
   */
  public RunLock(Path data) {
    this.data = data;
  }

  /** The held lock, until it is released. */
  public record Handle(ProcessLock lock, AtomicBoolean isHeld) {}

  /**
   * Acquires the lock. It waits for a change of the routes, which takes little time, but not for
   * another run.
   *
   * @throws BusyException when another run holds the lock
   * @throws RefusedException when the folder cannot be used
   */
  public Handle acquire() throws InterruptedException {
    var handle = new Handle(lock(), new AtomicBoolean(true));
    try {
      here.acquire();
    } catch (InterruptedException e) {
      handle.lock().close();
      throw e;
    }
    try {
      new RuntimeData(data).tidy();
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
    handle.lock().close();
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

  private ProcessLock lock() {
    try {
      return ProcessLock.take(data, ProcessLock.RUN)
          .orElseThrow(
              () ->
                  new BusyException(
                      "Another run is under way with %s".formatted(data),
                      "wait until it ends (nothing was done now)"));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s for the journal, but %s".formatted(data, FileErrors.text(e)),
          "make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR",
          e);
    }
  }
}
