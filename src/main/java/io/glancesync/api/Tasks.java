package io.glancesync.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.error.BusyException;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import io.glancesync.text.Printable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks that callers of the API began (API version 1, sections 6 and 7). A region has at most
 * one that has not ended. All that wait are done by one run, which began after they were asked for.
 */
public final class Tasks {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final int MOST_USERS = 3;
  private static final String TASK = "task";

  private final TaskStore<SyncTask> store;
  private final IntSupplier kept;
  private final IntSupplier parallel;
  private final BooleanSupplier isStopping;
  private final Clock clock;
  private final Map<String, SyncTask> tasks = new LinkedHashMap<>();

  /** Those that the present run does, and when it began. */
  private List<SyncTask> atWork = List.of();

  private Instant begun = Instant.EPOCH;

  /**
   * @param folder of the tasks' files
   * @param kept how many that have ended are kept
   * @param parallel how many regions a run works on at the same time
   * @param isStopping whether the service ends, so that a run leaves work to the next one
   */
  public Tasks(
      Path folder,
      IntSupplier kept,
      IntSupplier parallel,
      BooleanSupplier isStopping,
      Clock clock) {
    store = new TaskStore<>(folder, new TypeReference<SyncTask>() {});
    this.kept = kept;
    this.parallel = parallel;
    this.isStopping = isStopping;
    this.clock = clock;
  }

  /** Reads the tasks at the start of the service. Those that had not ended wait again. */
  public synchronized void load() {
    tasks.clear();
    store.all().forEach(it -> tasks.put(it.id(), it));
  }

  /** The task of the region that has not ended; a new one if there is none. */
  public synchronized SyncTask ask(ApiRequest request) {
    Optional<SyncTask> present = waiting().filter(it -> isOf(it, request)).findFirst();
    if (present.isPresent()) {
      return present.get();
    }
    SyncTask task =
        SyncTask.of(
            request.region(), request.caller().orElseThrow(), request.id(), clock.instant());
    // first on disk, so that no answer names a task that a crash would lose
    store.put(task);
    tasks.put(task.id(), task);
    return task;
  }

  private static boolean isOf(SyncTask task, ApiRequest request) {
    return task.region().equals(request.region());
  }

  /** The task of that id, whatever its region. */
  public synchronized SyncTask find(ApiRequest request) {
    return Optional.ofNullable(tasks.get(request.call().parameter(TASK)))
        .orElseThrow(() -> ApiException.unknownTask(request.call().parameter(TASK)));
  }

  /** Forgets a task that has ended. Its run's report stays. */
  public synchronized void remove(ApiRequest request) {
    SyncTask task = find(request);
    if (task.isAtWork() || !isOf(task, request)) {
      throw ApiException.taskAtWork();
    }
    store.delete(task);
    tasks.remove(task.id());
  }

  /** The run that does all tasks which wait; null if none does. */
  public synchronized RunRequest next() {
    if (!atWork.isEmpty()) {
      // an edited route may ask again while a run is under way
      return null;
    }
    atWork = waiting().toList();
    begun = clock.instant();
    if (atWork.isEmpty()) {
      return null;
    }
    List<String> regions = atWork.stream().map(SyncTask::region).toList();
    return new RunRequest(regions, false, parallel.getAsInt())
        .begunBy(users())
        .askedBy(requestId());
  }

  /** What several have asked for has no id of its own. */
  private Optional<String> requestId() {
    return atWork.size() == 1 ? Optional.ofNullable(atWork.get(0).requestId()) : Optional.empty();
  }

  private String users() {
    var users = new TreeSet<>(atWork.stream().map(SyncTask::user).map(Printable::of).toList());
    String more = users.size() > MOST_USERS ? ", …" : "";
    return "API (%s%s)"
        .formatted(String.join(", ", users.stream().limit(MOST_USERS).toList()), more);
  }

  private Stream<SyncTask> waiting() {
    return tasks.values().stream().filter(SyncTask::isAtWork);
  }

  /** Ends the tasks that this run did. If the service ends, what was not done waits again. */
  public synchronized void ended(RunReport report) {
    for (SyncTask task : atWork) {
      Optional<String> problem = problem(report, task.region());
      boolean isLeft = isAboutAnother(report, task) || isStopping.getAsBoolean();
      if (problem.isEmpty() || !isLeft) {
        end(task.ended(begun, clock.instant(), Optional.of(report.run()), problem));
      }
    }
    if (report.outcome() == RunOutcome.FAILED) {
      LOG.error("run {} for the API ended, {}", report.run(), report.outcomeText());
    } else {
      LOG.info("run {} for the API ended, {}", report.run(), report.outcomeText());
    }
    atWork = List.of();
    forgetOld();
  }

  /** Whether the run broke off because of the region of another task, which exists no more. */
  private boolean isAboutAnother(RunReport report, SyncTask task) {
    return report.regions().size() == 1
        && atWork.stream()
            .filter(it -> !it.equals(task))
            .map(SyncTask::region)
            .anyMatch(report.regions().get(0).region().toString()::equals);
  }

  /** Ends the tasks whose run could not begin. While another run is under way, they wait. */
  public synchronized void failed(Exception cause) {
    if (!(cause instanceof BusyException) && !isStopping.getAsBoolean()) {
      LOG.error("A run for the API could not begin: {}", cause.getMessage());
      for (SyncTask task : atWork) {
        end(
            task.ended(
                begun,
                clock.instant(),
                Optional.empty(),
                Optional.of(String.valueOf(cause.getMessage()))));
      }
      forgetOld();
    }
    atWork = List.of();
  }

  private void end(SyncTask task) {
    tasks.put(task.id(), task);
    try {
      store.put(task);
    } catch (UncheckedIOException e) {
      // a restart has it done again, and nothing worse
      LOG.error("Tried to keep the end of task {}, but {}", task.id(), e.getMessage());
    }
  }

  private void forgetOld() {
    var ended = new ArrayList<>(tasks.values());
    ended.removeIf(SyncTask::isAtWork);
    for (SyncTask task : ended.subList(0, Math.max(0, ended.size() - kept.getAsInt()))) {
      tasks.remove(task.id());
      try {
        store.delete(task);
      } catch (UncheckedIOException e) {
        LOG.warn("Tried to forget task {}, but {}", task.id(), e.getMessage());
      }
    }
  }

  /** What went wrong first with a region; empty if nothing did. */
  private static Optional<String> problem(RunReport report, String region) {
    Optional<RegionResult> result =
        report.regions().stream().filter(it -> it.region().toString().equals(region)).findFirst();
    if (result.isEmpty()) {
      // a run that broke off reports the region to blame, such as the master
      return Optional.of(
          report.regions().stream()
              .flatMap(it -> it.error().stream())
              .findFirst()
              .orElse("the run did not come to this region"));
    }
    // the region's own error is a count if transfers failed
    return report.transfers().stream()
        .filter(it -> it.region().equals(result.get().region()))
        .filter(Tasks::isUndone)
        .map(it -> "%s: %s".formatted(it.image(), it.error().orElse(it.outcome().text())))
        .findFirst()
        .or(() -> result.flatMap(Tasks::problem));
  }

  private static Optional<String> problem(RegionResult result) {
    return result.outcome() == RegionOutcome.DONE
        ? Optional.empty()
        : result.error().or(() -> Optional.of("the region is " + result.outcome().text()));
  }

  /** Whether a transfer failed, or was held back. What a route decides is neither. */
  private static boolean isUndone(TransferResult transfer) {
    return transfer.outcome() == TransferOutcome.FAILED;
  }
}
