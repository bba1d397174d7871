package io.glancesync.metrics;

import io.glancesync.file.AtomicFile;
import io.glancesync.file.LimitedFile;
import io.glancesync.overview.Overview;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of metrics, for the textfile collector of Prometheus' node_exporter. */
final class MetricsFile {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.files");

  private MetricsFile() {}

  /**
   * Writes what is known now. What lasts, and is not known now, stays as it was in the file: a
   * command works on a few regions, and a service that begins knows none.
   *
   * @param isService whether this process stays, so that its totals mean something
   * @throws IOException when the file cannot be written
   */
  static void write(Path file, Overview overview, HostState host, boolean isService)
      throws IOException {
    var samples = new ArrayList<>(OverviewMetrics.of(overview, host));
    samples.removeIf(it -> it.metric().isOfServiceOnly() && !isService);
    samples.addAll(earlier(file));
    AtomicFile.publish(file, MetricsText.of(SnapshotFactory.snapshots(samples)));
  }

  private static List<Sample> earlier(Path file) {
    try {
      return EarlierMetrics.lasting(LimitedFile.state(file, LimitedFile.METRICS));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.debug("the earlier file of metrics could not be read", e);
      return List.of();
    }
  }
}
