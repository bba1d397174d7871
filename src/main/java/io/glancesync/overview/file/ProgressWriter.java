package io.glancesync.overview.file;

import io.glancesync.error.FileErrors;
import io.glancesync.overview.Overview;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes once a second how far the run is, as long as one is at work. It has a thread of its own,
 * so that no transfer waits for a slow disk.
 */
public final class ProgressWriter implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.files");
  private static final int SECOND_MILLIS = 1000;

  private final ProgressFile file;
  private final Supplier<Overview> overview;
  private final Set<String> runs = new HashSet<>();
  private ScheduledExecutorService timer;
  private boolean hasFailed;

  /**
   * @param data the folder of the run-time data
   */
  public ProgressWriter(Path data, Supplier<Overview> overview) {
    file = new ProgressFile(data);
    this.overview = overview;
  }

  @Override
  public synchronized void begun(Run run) {
    runs.add(run.id());
    if (timer == null) {
      hasFailed = false;
      timer = Executors.newSingleThreadScheduledExecutor(ProgressWriter::thread);
      timer.scheduleWithFixedDelay(this::write, 0, SECOND_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void write() {
    if (!runs.isEmpty()) {
      PresentRun.of(overview.get()).ifPresent(it -> tried("write", () -> file.write(it)));
    }
  }

  @Override
  public synchronized void closed(RunReport report) {
    if (runs.remove(report.run()) && runs.isEmpty()) {
      end();
    }
  }

  /** Ends what is left of it when the program ends. */
  @Override
  public synchronized void close() {
    if (timer != null) {
      runs.clear();
      end();
    }
  }

  private void end() {
    timer.shutdown();
    timer = null;
    tried("remove", file::remove);
  }

  private interface FileWork {
    void run() throws IOException;
  }

  /** Nobody's work depends on it. It is said once for a run. */
  private void tried(String what, FileWork work) {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      if (!hasFailed) {
        LOG.warn(
            "Tried to {} the file that tells other processes how far the run is, but {}",
            what,
            e instanceof IOException io ? FileErrors.text(io) : e.toString());
      }
      hasFailed = true;
    }
  }
}
