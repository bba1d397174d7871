package io.glancesync.limit;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that work on regions, as many as regions may be worked on at the same time. */
public final class RegionThreadPool extends ThreadPoolExecutor {
  public RegionThreadPool() {
    super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RegionThreadPool::thread);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "region");
    thread.setDaemon(true);
    return thread;
  }

  /** Adds a thread: one of the regions has to be waited for. */
  synchronized void oneMore() {
    resize(getMaximumPoolSize() + 1);
  }

  /** Removes that thread: the region is worked on again. */
  synchronized void oneLess() {
    resize(Math.max(1, getMaximumPoolSize() - 1));
  }

  public synchronized void resize(int regionsAtOnce) {
    if (regionsAtOnce > getMaximumPoolSize()) {
      setMaximumPoolSize(regionsAtOnce);
      setCorePoolSize(regionsAtOnce);
    } else {
      setCorePoolSize(regionsAtOnce);
      setMaximumPoolSize(regionsAtOnce);
    }
  }
}
