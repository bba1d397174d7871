package io.glancesync.route;

/** What was edited since the last run. */
public final class Changes {
  private volatile Runnable taking = () -> {};

  /** What makes it count; called when a run has its turn, and before it looks at anything. */
  public void before(Runnable change) {
    taking = change;
  }

  public void take() {
    taking.run();
  }
}
