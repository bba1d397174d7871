package io.glancesync.overview.file;

import io.glancesync.overview.Overview;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.TransferOverview;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The run that is at work, with what it has under way.
 *
 * @param at when it was so
 */
public record PresentRun(RunOverview run, List<TransferOverview> transfers, Instant at) {
  /** More than any run has under way at the same time; the file stays small. */
  private static final int MOST = 500;

  public PresentRun {
    transfers = List.copyOf(transfers);
  }

  /** The run that is at work in this process; empty when none is. */
  public static Optional<PresentRun> of(Overview overview) {
    return overview
        .present()
        .map(
            run ->
                new PresentRun(
                    run,
                    overview.transfers().stream()
                        .filter(it -> it.run().equals(run.id()))
                        .limit(MOST)
                        .toList(),
                    overview.at()));
  }
}
