package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ProblemType;
import io.glancesync.api.asked.AskedRun;
import io.glancesync.api.asked.AskedRun.AskedState;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.overview.Overview;
import io.glancesync.overview.RunOverview;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.RunReportStore;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All runs that are known: asked for, at work, or with a report. */
public final class KnownRuns {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final int MOST_READ = 1000;
  private static final List<String> STATES =
      Stream.of(AskedState.values()).map(AskedState::name).toList();

  private final Supplier<Overview> overview;
  private final RunReportStore past;
  private final RunQueue asked;
  private final RunTracker tracker;

  /** A report never changes. */
  private final Map<String, RunOverview> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RunOverview> eldest) {
          return size() > MOST_READ;
        }
      };

  public KnownRuns(
      Supplier<Overview> overview, RunReportStore past, RunQueue asked, RunTracker tracker) {
    this.overview = overview;
    this.past = past;
    this.asked = asked;
    this.tracker = tracker;
  }

  Overview now() {
    return overview.get();
  }

  /** The runs that a query asks for, the newest first. */
  List<RunLine> chosen(ApiQuery query) {
    Optional<String> state = query.word("outcome", STATES);
    Optional<Instant> since = query.time("since");
    Optional<String> schedule = query.first("schedule");
    Optional<String> region = query.first("region");
    return all().stream()
        .filter(it -> state.isEmpty() || state.get().equals(it.state()))
        .filter(it -> schedule.isEmpty() || it.schedule().equals(schedule))
        .filter(it -> region.isEmpty() || it.regions().contains(region.get()))
        .filter(it -> since.isEmpty() || it.since().isAfter(since.get()))
        .toList();
  }

  private List<RunLine> all() {
    // the view is asked first, so that a run that ends meanwhile is found among the reports
    var all = new LinkedHashMap<String, RunLine>();
    now().runs().forEach(it -> all.put(it.id(), line(it)));
    past.ids().stream()
        .filter(it -> !all.containsKey(it))
        .flatMap(it -> ofReport(it).stream())
        .forEach(it -> all.put(it.id(), line(it)));
    asked.all().stream().filter(it -> of(it).isEmpty()).forEach(it -> all.put(it.id(), line(it)));
    var sorted = new ArrayList<>(all.values());
    sorted.sort(Comparator.comparing(RunLine::since).thenComparing(RunLine::id).reversed());
    return sorted;
  }

  /** A run at work, or one that has ended. */
  RunLine line(RunOverview run) {
    ObjectNode node = OverviewJson.run(run);
    String state = run.outcome().map(RunOutcome::text).orElse(AskedState.running.name());
    if (run.outcome().filter(RunOutcome.FAILED::equals).isPresent() && isCancelled(run.id())) {
      state = AskedState.cancelled.name();
    }
    node.put("state", state);
    return new RunLine(
        run.id(),
        run.started(),
        state,
        run.regions().stream().map(RegionName::toString).toList(),
        run.by().flatMap(RunRequest::schedule),
        node);
  }

  private boolean isCancelled(String run) {
    return tracker.isCancelled(run) || asked.isCancelled(run);
  }

  /** One that has no run: it waits, could not begin, or only looked. */
  private static RunLine line(AskedRun wanted) {
    return new RunLine(
        wanted.id(),
        Instant.parse(wanted.asked()),
        wanted.state().name(),
        wanted.wish().regions(),
        Optional.empty(),
        AskedJson.line(wanted));
  }

  private Optional<RunOverview> ofReport(String run) {
    synchronized (read) {
      if (read.containsKey(run)) {
        return Optional.of(read.get(run));
      }
    }
    try {
      // without the lock: others need not wait for a disk
      Optional<RunOverview> found = past.report(run).map(RunOverview::of);
      synchronized (read) {
        found.ifPresent(it -> read.put(run, it));
      }
      return found;
    } catch (UncheckedIOException e) {
      LOG.warn("{}; the run is left out", e.getMessage());
      return Optional.empty();
    }
  }

  static Optional<RunOverview> present(Overview now, String id) {
    return now.runs().stream().filter(it -> it.isAtWork() && it.id().equals(id)).findFirst();
  }

  /**
   * The report of a run.
   *
   * @throws ApiException if there is none
   */
  RunReport report(String id) {
    // what comes from outside is no name of a file
    return past.ids().stream()
        .filter(id::equals)
        .findFirst()
        .flatMap(past::report)
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.UNKNOWN_RUN,
                    "There is no run '%s', or its report was removed; see GET /v2/runs"
                        .formatted(id)));
  }

  /** The run that does, or did, what was asked for; empty if it is not known, or only looks. */
  Optional<String> of(AskedRun wanted) {
    if (wanted.state().isOver()) {
      return Optional.ofNullable(wanted.run());
    }
    return wanted.wish().dryRun() ? Optional.empty() : atWork(wanted);
  }

  /** The run at work for what was asked for, also if it only looks. */
  Optional<String> atWork(AskedRun wanted) {
    return tracker.askedBy(wanted.requestId());
  }

  /** Whether there was such a run to cancel. */
  boolean cancel(String run) {
    return tracker.cancel(run);
  }
}
