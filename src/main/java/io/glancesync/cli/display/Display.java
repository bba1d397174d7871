package io.glancesync.cli.display;

import io.glancesync.overview.OverviewTracker;
import io.glancesync.run.Progress;

/** Shows a run to whoever reads the error stream. */
public interface Display extends Progress, AutoCloseable {
  /** From now on it reads there how far runs are. */
  void follow(OverviewTracker overview);

  /** Says something else, without getting into the way of what is shown. */
  void say(String line);

  @Override
  void close();
}
