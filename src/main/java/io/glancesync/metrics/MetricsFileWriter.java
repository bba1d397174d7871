package io.glancesync.metrics;

import io.glancesync.error.FileErrors;
import io.glancesync.overview.Overview;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the file of metrics, if there is one: a service from time to time and after each run, a
 * command after its run. A service has a thread for it, so that nothing waits for a slow disk.
 *
 * <p>As long as there is no file, the classes of Prometheus' library are not loaded.
 */
public final class MetricsFileWriter implements Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.files");

  /** As often as Prometheus asks, by default. */
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  /** Until then a service that begins has read what lies in files. */
  private static final Duration BEGINNING = Duration.ofSeconds(2);

  private final Supplier<Optional<Path>> file;
  private final Supplier<Overview> overview;
  private final Supplier<HostState> host;
  private final BooleanSupplier isServed;
  private ScheduledExecutorService timer;
  private volatile boolean hasFailed;

  /**
   * @param file the file; read at each use
   * @param overview the view, complete with what lies in files
   * @param isServed whether a service works with the same data. It writes the file then, and a
   *     command leaves it alone
   */
  public MetricsFileWriter(
      Supplier<Optional<Path>> file,
      Supplier<Overview> overview,
      Supplier<HostState> host,
      BooleanSupplier isServed) {
    this.file = file;
    this.overview = overview;
    this.host = host;
    this.isServed = isServed;
  }

  /** From now on this process is the service. */
  public void serve() {
    serve(BEGINNING, INTERVAL);
  }

  synchronized void serve(Duration beginning, Duration interval) {
    timer = Executors.newSingleThreadScheduledExecutor(MetricsFileWriter::thread);
    timer.scheduleWithFixedDelay(
        () -> write(true), beginning.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "metrics");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void ended(RunReport report) {
    Optional<ScheduledExecutorService> service = service();
    if (service.isPresent()) {
      try {
        service.get().execute(() -> write(true));
      } catch (RejectedExecutionException e) {
        // the service ends
      }
    } else if (file.get().isPresent() && !isServed.getAsBoolean()) {
      write(false);
    }
  }

  private synchronized Optional<ScheduledExecutorService> service() {
    return Optional.ofNullable(timer);
  }

  /** Nobody's work depends on it. It is said once, until it succeeds again. */
  private void write(boolean isService) {
    try {
      Optional<Path> there = file.get();
      if (there.isPresent()) {
        write(there.get(), isService);
      }
    } catch (RuntimeException e) {
      failed("metrics", e.toString());
    }
  }

  private void write(Path there, boolean isService) {
    try {
      MetricsFile.write(there, overview.get(), host.get(), isService);
      hasFailed = false;
    } catch (IOException e) {
      failed(there.toString(), FileErrors.reason(e));
    }
  }

  private void failed(String what, String why) {
    if (!hasFailed) {
      LOG.warn(
          "Tried to write {}, but {}; make its folder, make it writable, or correct glancesync.metrics.file",
          what,
          why);
    }
    hasFailed = true;
  }

  /** Ends the thread of a service. */
  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdown();
    }
  }
}
