package io.glancesync.cli.display;

import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Resolution;
import io.glancesync.plan.Plan;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureChanges;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.util.List;

/**
 * Tells several listeners what a run is doing.
 *
 * @param listeners may change between runs
 */
public record CompositeProgress(List<Progress> listeners) implements Progress {
  @Override
  public void begun(Run run) {
    listeners.forEach(it -> it.begun(run));
  }

  @Override
  public void divided(Run run, List<RegionName> regions) {
    listeners.forEach(it -> it.divided(run, regions));
  }

  @Override
  public void closed(RunReport report) {
    listeners.forEach(it -> it.closed(report));
  }

  @Override
  public void ended(RunReport report) {
    listeners.forEach(it -> it.ended(report));
  }

  @Override
  public void unreachable(RegionName region, String why) {
    listeners.forEach(it -> it.unreachable(region, why));
  }

  @Override
  public void reachable(RegionName region) {
    listeners.forEach(it -> it.reachable(region));
  }

  @Override
  public void created(DeadLetter letter) {
    listeners.forEach(it -> it.created(letter));
  }

  @Override
  public void compared(Run run, RegionComparison comparison) {
    listeners.forEach(it -> it.compared(run, comparison));
  }

  @Override
  public void compared(RegionComparison comparison) {
    listeners.forEach(it -> it.compared(comparison));
  }

  @Override
  public void planned(Plan plan) {
    listeners.forEach(it -> it.planned(plan));
  }

  @Override
  public void entered(Transfer transfer, TransferPhase phase) {
    listeners.forEach(it -> it.entered(transfer, phase));
  }

  @Override
  public void retrying(Transfer transfer, RetryWait wait) {
    listeners.forEach(it -> it.retrying(transfer, wait));
  }

  @Override
  public void resumed(Transfer transfer) {
    listeners.forEach(it -> it.resumed(transfer));
  }

  @Override
  public void begun(Transfer transfer) {
    listeners.forEach(it -> it.begun(transfer));
  }

  @Override
  public void sending(Transfer transfer) {
    listeners.forEach(it -> it.sending(transfer));
  }

  @Override
  public void fetched(long bytes) {
    listeners.forEach(it -> it.fetched(bytes));
  }

  @Override
  public void sent(Transfer transfer, long bytes) {
    listeners.forEach(it -> it.sent(transfer, bytes));
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    listeners.forEach(it -> it.ended(transfer, result));
  }

  @Override
  public void ended(Run run, RegionResult result) {
    listeners.forEach(it -> it.ended(run, result));
  }

  @Override
  public void ended(RegionResult result) {
    listeners.forEach(it -> it.ended(result));
  }

  @Override
  public void putOff(Transfer transfer, TransferResult result) {
    listeners.forEach(it -> it.putOff(transfer, result));
  }

  @Override
  public void putOff(RegionResult result) {
    listeners.forEach(it -> it.putOff(result));
  }

  @Override
  public void unchanged(Transfer transfer) {
    listeners.forEach(it -> it.unchanged(transfer));
  }

  @Override
  public void changed(RunReport report, FailureChanges changes) {
    listeners.forEach(it -> it.changed(report, changes));
  }

  @Override
  public void resolved(Resolution resolution) {
    listeners.forEach(it -> it.resolved(resolution));
  }
}
