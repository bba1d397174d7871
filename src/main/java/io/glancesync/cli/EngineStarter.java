package io.glancesync.cli;

import io.glancesync.config.Configuration;
import io.glancesync.transfer.Progress;

/** Starts an engine for one command; what a command does not need is never loaded. */
@FunctionalInterface
public interface EngineStarter {
  /**
   * @param progress is told what a run is doing
   */
  Engine start(Configuration configuration, Progress progress);
}
