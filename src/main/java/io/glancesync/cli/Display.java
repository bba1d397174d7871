package io.glancesync.cli;

import io.glancesync.transfer.Progress;

/** Shows a run to whoever reads the error stream. */
interface Display extends Progress, AutoCloseable {
  /** Says something else, without getting into the way of what is shown. */
  void say(String line);

  @Override
  void close();
}
