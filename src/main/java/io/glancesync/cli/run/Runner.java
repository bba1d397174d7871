package io.glancesync.cli.run;

import io.glancesync.cli.display.CompositeProgress;
import io.glancesync.cli.display.Display;
import io.glancesync.config.Configuration;
import io.glancesync.deadletter.Retry;
import io.glancesync.limit.Timetable;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import io.glancesync.run.RunRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Has an engine do runs, one after the other. */
public final class Runner implements AutoCloseable {
  private final List<Progress> listeners = new CopyOnWriteArrayList<>();
  private final Configuration configuration;
  private final Engine engine;

  /**
   * Starts the engine.
   *
   * @param properties as of {@link EngineStarter#start}
   */
  public Runner(
      EngineStarter starter, Configuration configuration, Map<String, String> properties) {
    this.configuration = configuration;
    engine = starter.start(configuration, properties, new CompositeProgress(listeners));
  }

  /** As of {@link Engine#limit}. */
  public void limit(Timetable bandwidth) {
    engine.limit(bandwidth);
  }

  /** Does one run, which nobody watches. */
  public RunView run(RunRequest request) {
    return run(request, new Progress() {});
  }

  /**
   * Does one run.
   *
   * @param watcher is told what it does
   */
  public RunView run(RunRequest request, Progress watcher) {
    var plans = new PlanCollector();
    listen(plans, watcher);
    try {
      RunReport report = engine.run(request.begunBy(CommandUser.name()));
      List<RegionName> reached = report.regions().stream().map(RegionResult::region).toList();
      Comparator<RegionName> order = RegionOrder.of(request.regions(), reached, configuration);
      return new RunView(report, plans.in(order), order);
    } finally {
      listeners.clear();
    }
  }

  /**
   * Does one run about these dead letters and nothing else.
   *
   * @param watchers are told what it does
   */
  public RunReport retry(Retry wanted, Progress... watchers) {
    listen(watchers);
    try {
      return engine.retry(wanted.begunBy(CommandUser.name()));
    } finally {
      listeners.clear();
    }
  }

  private void listen(Progress... watchers) {
    for (Progress it : watchers) {
      if (it instanceof Display display) {
        display.follow(engine.overview());
      }
      listeners.add(it);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
