package io.glancesync.cli.display;

import io.glancesync.deadletter.Resolution;
import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.TransferResult;
import io.glancesync.run.Progress;
import io.glancesync.transfer.Transfer;
import java.util.List;

/**
 * Tells several listeners what a run is doing.
 *
 * @param listeners may change between runs
 */
public record CompositeProgress(List<Progress> listeners) implements Progress {
  @Override
  public void planned(Plan plan) {
    listeners.forEach(it -> it.planned(plan));
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
  public void sent(Transfer transfer, long bytes) {
    listeners.forEach(it -> it.sent(transfer, bytes));
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    listeners.forEach(it -> it.ended(transfer, result));
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
  public void resolved(Resolution resolution) {
    listeners.forEach(it -> it.resolved(resolution));
  }
}
