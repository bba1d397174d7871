package io.glancesync.route;

/** What was edited since the last run. */
public final class Changes {
  private volatile Change taking = () -> {};

  /** What was edited comes to count. */
  public interface Change {
    void take() throws InterruptedException;
  }

  /** What makes it count; called when a run has its turn, and before it looks at anything. */
  public void before(Change change) {
    taking = change;
  }

  public void take() throws InterruptedException {
    taking.take();
  }
}
