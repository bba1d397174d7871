package io.glancesync.limit;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that do the transfers of phases. The permits limit how many work at once. */
public final class PhaseThreadPool extends ThreadPoolExecutor {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.run");

  public PhaseThreadPool() {
    super(
        0,
        Integer.MAX_VALUE,
        1,
        TimeUnit.MINUTES,
        new SynchronousQueue<>(),
        PhaseThreadPool::thread);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "transfer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does the task in the thread of the caller when the system refuses a new one. Camel would wait
   * for ever for a transfer that did not begin.
   */
  @Override
  public void execute(Runnable task) {
    try {
      super.execute(task);
    } catch (OutOfMemoryError e) {
      LOG.warn("The system refuses a thread, so fewer transfers run at once: {}", e.getMessage());
      task.run();
    }
  }
}
