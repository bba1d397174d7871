package io.glancesync.overview;

import io.glancesync.plan.Plan;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.Run;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs and what they have under way. A transfer is known from its first phase until its end, or
 * that of its run. Guarded by its {@link OverviewTracker}.
 */
final class RunBoard {
  /** How many runs that have ended are remembered. */
  private static final int MOST_PAST = 100;

  private final Map<String, RunUnderWay> runs = new LinkedHashMap<>();
  private final Map<String, TransferUnderWay> transfers = new LinkedHashMap<>();
  private final Deque<RunOverview> past = new ArrayDeque<>();

  void begun(Run run, long ticks) {
    runs.putIfAbsent(run.id(), new RunUnderWay(run, ticks));
  }

  void divided(Run run, List<RegionName> regions) {
    of(run.id()).ifPresent(it -> it.divided(regions));
  }

  void planned(Run run, Plan plan) {
    of(run.id()).ifPresent(it -> it.planned(plan));
  }

  void ended(RegionResult result) {
    runs.values().forEach(it -> it.ended(result));
  }

  /**
   * A run works no more: nothing of it is under way. Nothing happens the second time.
   *
   * @return the run; empty when it was not at work
   */
  Optional<RunOverview> closed(RunReport report, long ticks) {
    transfers.values().removeIf(it -> it.run().equals(report.run()));
    Optional<RunOverview> ended =
        Optional.ofNullable(runs.remove(report.run())).map(it -> it.ended(report, ticks));
    ended.ifPresent(past::addFirst);
    if (past.size() > MOST_PAST) {
      past.removeLast();
    }
    return ended;
  }

  /** A transfer enters a phase, or is known from now on if its run is at work. */
  void entered(Transfer transfer, TransferPhase phase, Instant now, long ticks) {
    String key = TransferUnderWay.key(transfer);
    TransferUnderWay known = transfers.get(key);
    if (known != null) {
      known.enter(phase);
    } else if (runs.containsKey(transfer.run())) {
      transfers.put(key, new TransferUnderWay(transfer, phase, now, ticks));
    }
  }

  void retrying(Transfer transfer, RetryWait wait, Instant now, long ticks) {
    entered(transfer, TransferPhase.WAITING_FOR_RETRY, now, ticks);
    find(transfer).ifPresent(it -> it.retry(wait, now));
  }

  void resumed(Transfer transfer) {
    find(transfer).ifPresent(TransferUnderWay::resume);
  }

  void sending(Transfer transfer, long ticks) {
    find(transfer).ifPresent(it -> it.send(transfer, ticks));
  }

  /** Returns whether anybody knows the transfer. */
  boolean sent(Transfer transfer, long bytes, long ticks) {
    Optional<TransferUnderWay> known = find(transfer);
    known.ifPresent(it -> it.sent(bytes, ticks));
    of(transfer.run()).ifPresent(it -> it.sent(bytes, ticks));
    return known.isPresent();
  }

  void ended(Transfer transfer, TransferResult result) {
    long sent =
        Optional.ofNullable(transfers.remove(TransferUnderWay.key(transfer)))
            .map(TransferUnderWay::sent)
            .orElse(0L);
    of(transfer.run()).ifPresent(it -> it.ended(transfer.step().size(), sent, result));
  }

  /** A transfer is under way no more, and changed nothing. */
  void left(Transfer transfer) {
    transfers.remove(TransferUnderWay.key(transfer));
  }

  Optional<TransferOverview> of(Transfer transfer, long ticks) {
    return find(transfer).map(it -> it.overview(ticks));
  }

  /** All that are under way, in the order in which they were first known. */
  List<TransferOverview> transfers(long ticks) {
    return transfers.values().stream().map(it -> it.overview(ticks)).toList();
  }

  /** Those at work, and those that have ended lately, the newest of each first. */
  List<RunOverview> runs(long ticks) {
    Stream<RunOverview> present =
        runs.values().stream().map(it -> it.overview(underWay(it.id()), ticks));
    var all =
        new ArrayList<>(present.sorted(Comparator.comparing(RunOverview::id).reversed()).toList());
    all.addAll(past);
    return all;
  }

  private long underWay(String run) {
    return transfers.values().stream()
        .filter(it -> it.run().equals(run))
        .mapToLong(TransferUnderWay::sent)
        .sum();
  }

  private Optional<RunUnderWay> of(String run) {
    return Optional.ofNullable(runs.get(run));
  }

  private Optional<TransferUnderWay> find(Transfer transfer) {
    return Optional.ofNullable(transfers.get(TransferUnderWay.key(transfer)));
  }
}
