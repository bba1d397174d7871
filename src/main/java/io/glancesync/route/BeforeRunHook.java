package io.glancesync.route;

/** Applies edits before a run begins. */
public final class BeforeRunHook {
  private volatile Hook taking = () -> {};

  /** Applies what was edited since the last run. */
  public interface Hook {
    void take() throws InterruptedException;
  }

  /**
   * Sets the hook. It is called when a run has acquired the run lock and has not yet read anything.
   */
  public void set(Hook hook) {
    taking = hook;
  }

  public void run() throws InterruptedException {
    taking.take();
  }
}
