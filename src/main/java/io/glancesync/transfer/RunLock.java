package io.glancesync.transfer;

import io.glancesync.file.FileTrouble;
import io.glancesync.file.RuntimeData;
import io.glancesync.openstack.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is to change something. One run at a time has it, in whichever process; and while
 * none of this process has, its routes may be changed.
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

  /** A turn, until it is given back. */
  public record Handle(ProcessLock lock) {}

  /**
   * Begins a turn. Changes of the routes are waited for, as they take no time; other runs are not.
   *
   * @throws BusyException when another run has it
   * @throws RefusedException when the folder cannot be used
   */
  public Handle acquire() throws InterruptedException {
    ProcessLock lock = lock();
    here.acquire();
    new RuntimeData(data).tidy();
    return new Handle(lock);
  }

  public void release(Handle handle) {
    // whoever waits for the end finds it open
    handle.lock().close();
    here.release();
  }

  /** Keeps runs of this process waiting until it is closed; empty while one is under way. */
  public Optional<Pause> tryPauseRuns() {
    return here.tryAcquire() ? Optional.of(here::release) : Optional.empty();
  }

  /** Waits until no run of this process is under way; false when that takes too long. */
  public boolean awaitNone(Duration longest) throws InterruptedException {
    if (!here.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    here.release();
    return true;
  }

  /** A moment in which no run of this process is under way. */
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
                      "Another run is under way with %s; wait until it ends (nothing was done now)"
                          .formatted(data)));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to use %s for the journal, but %s; make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR"
              .formatted(data, FileTrouble.text(e)),
          e);
    }
  }
}
