package io.glancesync.route;

/** What was edited since the last run. */
public final class BeforeRunHook {
  private volatile Hook taking = () -> {};

  /** What was edited comes to count. */
  public interface Hook {
    void take() throws InterruptedException;
  }

  /** What makes it count; called when a run has its turn, and before it looks at anything. */
  public void set(Hook hook) {
    taking = hook;
  }

  public void run() throws InterruptedException {
    taking.take();
  }
}
