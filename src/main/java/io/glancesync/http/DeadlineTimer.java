package io.glancesync.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Breaks off requests that take too long. One thread watches all requests. */
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
   * Starts a deadline.
   *
   * @param breakOff makes the waiting thread end with an exception; must not wait itself
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

  /** The time by which a request must end. */
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

    /** Stops the time; all of it is available again later. */
    synchronized void suspend() {
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
    }

    /** Starts the whole time anew. */
    synchronized void resume() {
      suspend();
      if (!isMet && !isOver && !thread.isShutdown()) {
        end = System.nanoTime() + time.toNanos();
        alarm = thread.schedule(this::ring, time.toNanos(), TimeUnit.NANOSECONDS);
      }
    }

    /** Ends the deadline: the request has ended. */
    synchronized void met() {
      suspend();
      isMet = true;
    }

    synchronized boolean isOver() {
      return isOver;
    }

    private void ring() {
      synchronized (this) {
        // the alarm may have rung while the deadline was suspended or restarted
        if (isMet || alarm == null || System.nanoTime() - end < 0) {
          return;
        }
        isOver = true;
      }
      breakOff.run();
    }
  }
}
