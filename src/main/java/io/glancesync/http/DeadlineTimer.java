package io.glancesync.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Breaks off requests that take too long. One thread watches all. */
public final class DeadlineTimer implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            var watching = new Thread(task, "glancesync-deadlines");
            watching.setDaemon(true);
            return watching;
          });

  public DeadlineTimer() {
    thread.setRemoveOnCancelPolicy(true);
  }

  /**
   * A deadline that runs from now on.
   *
   * @param breakOff makes whatever waits end with an exception; must not wait itself
   */
  Deadline in(Duration time, Runnable breakOff) {
    var deadline = new Deadline(time, breakOff);
    deadline.resume();
    return deadline;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Until when something has to be done. */
  final class Deadline {
    private final Duration time;
    private final Runnable breakOff;
    private ScheduledFuture<?> alarm;
    private long end;
    private boolean isOver;
    private boolean isMet;

    private Deadline(Duration time, Runnable breakOff) {
      this.time = time;
      this.breakOff = breakOff;
    }

    /** All of its time is left, and does not run. */
    synchronized void suspend() {
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
    }

    /** All of its time runs from now on. */
    synchronized void resume() {
      suspend();
      if (!isMet && !isOver && !thread.isShutdown()) {
        end = System.nanoTime() + time.toNanos();
        alarm = thread.schedule(this::ring, time.toNanos(), TimeUnit.NANOSECONDS);
      }
    }

    /** What was to be done is done. */
    synchronized void met() {
      suspend();
      isMet = true;
    }

    synchronized boolean isOver() {
      return isOver;
    }

    private void ring() {
      synchronized (this) {
        // it may have rung while it was being suspended, or set anew
        if (isMet || alarm == null || System.nanoTime() - end < 0) {
          return;
        }
        isOver = true;
      }
      breakOff.run();
    }
  }
}
