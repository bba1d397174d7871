package io.glancesync.routes.cleanup;

import static io.glancesync.transfer.Transfers.BURGOS;

import io.glancesync.report.RunReport;
import io.glancesync.routes.RouteTest;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A run has begun, and clears up in Burgos. */
abstract class CleanupTest extends RouteTest {
  private RunTracker runTracker;
  Run run;

  @BeforeEach
  void a_run_begins() {
    signedIn("master", "Valladolid");
    runTracker = bean("runTracker", RunTracker.class);
    run = runTracker.begin(new RunRequest(List.of(), false, 1));
  }

  /** What is said of the run, now that Burgos is done. */
  final RunReport report() {
    runTracker.regionDone(run, BURGOS, List.of());
    return runTracker.finish(run);
  }
}
