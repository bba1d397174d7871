package io.glancesync.cli.run;

import io.glancesync.config.Configuration;
import io.glancesync.run.Progress;
import java.util.Map;

/** Starts an engine for one command; what a command does not need is never loaded. */
@FunctionalInterface
public interface EngineStarter {
  /**
   * @param properties by the keys of {@code conf/application.properties}; where there are any,
   *     neither that file nor the environment counts
   * @param progress is told what a run is doing
   */
  Engine start(Configuration configuration, Map<String, String> properties, Progress progress);

  /** Starts an engine that is to {@link Engine#serve}. */
  default Engine startService(Configuration configuration, Progress progress) {
    return start(configuration, Map.of(), progress);
  }
}
