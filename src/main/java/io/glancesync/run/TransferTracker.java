package io.glancesync.run;

import io.glancesync.content.Spool;
import io.glancesync.error.ErrorMapper;
import io.glancesync.image.ImageId;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the record of the transfers of runs: what is planned, what began, and how it ended. */
public final class TransferTracker {
  private static final Logger LOG = LoggerFactory.getLogger(TransferTracker.class);

  private final RunTracker runTracker;
  private final ErrorMapper errorMapper;
  private final RegionAvailability availability;
  private final Progress progress;
  private final Spool spool;
  private final OpenTransfers open;

  public TransferTracker(
      RunTracker runTracker,
      ErrorMapper errorMapper,
      RegionAvailability availability,
      Progress progress,
      Spool spool,
      Ticker ticker) {
    this.runTracker = runTracker;
    this.errorMapper = errorMapper;
    this.availability = availability;
    this.progress = progress;
    this.spool = spool;
    open = new OpenTransfers(ticker);
  }

  /** The transfers of a phase. They are open until each has reported its end. */
  public List<Transfer> planned(Run run, RegionName region, List<Step> phase) {
    RegionName master = runTracker.masterRegion();
    List<Transfer> transfers =
        phase.stream()
            .map(step -> new Transfer(run.id(), master, region, step, 0, Optional.empty()))
            .toList();
    transfers.forEach(open::add);
    return transfers;
  }

  /** Ends a phase. A transfer that reported no end has failed. */
  public void phaseEnded(List<Transfer> phase) {
    phase.stream().filter(this::isOpen).forEach(this::stopped);
  }

  private void stopped(Transfer transfer) {
    failed(transfer, new IllegalStateException("it stopped unexpectedly; see the log"));
  }

  /** Records that a transfer broke off. It may have reported its end before. */
  public void stopped(Transfer transfer, Throwable cause) {
    LOG.error("{} stopped unexpectedly", transfer, cause);
    if (isOpen(transfer)) {
      stopped(transfer);
    }
  }

  /** Whether the transfer has neither succeeded nor failed yet. */
  public boolean isOpen(Transfer transfer) {
    return open.contains(transfer);
  }

  /** Records that a transfer could not begin, or was interrupted, because a region was down. */
  public void putOff(Transfer transfer) {
    runTracker.of(transfer).putOff(transfer.region());
    String why = "The %s was put off: %s".formatted(transfer, availability.reason(transfer));
    TransferResult result =
        noted(transfer, transfer.step().regionId(), TransferOutcome.FAILED, Optional.of(why));
    shown(
        transfer,
        () -> {
          if (availability.isStopping()) {
            progress.putOff(transfer, result);
          } else {
            progress.ended(transfer, result);
          }
        });
  }

  /** Records that a transfer has begun. */
  public void begun(Transfer transfer) {
    open.begun(transfer);
    progress.begun(transfer);
  }

  /**
   * Records that a transfer succeeded.
   *
   * @param image the region's image of the transfer
   */
  public void done(Transfer transfer, ImageId image) {
    ended(transfer, Optional.of(image), TransferOutcome.DONE, Optional.empty());
  }

  /**
   * Records a transfer which found that the region allows no change. This is a warning, not a
   * change.
   *
   * @param image the region's image of the transfer
   */
  public void unchanged(Transfer transfer, ImageId image) {
    runTracker
        .of(transfer)
        .addUnchanged(result(transfer, Optional.of(image), TransferOutcome.DONE, Optional.empty()));
    spool.ended(transfer.region(), transfer.step().master().id());
  }

  /**
   * Records that a transfer failed for good.
   *
   * @param cause the error of a route
   */
  public void failed(Transfer transfer, Throwable cause) {
    ended(
        transfer,
        transfer.step().regionId(),
        TransferOutcome.FAILED,
        Optional.of(errorMapper.ofStep(transfer.step(), transfer.region(), cause).message()));
  }

  private void ended(
      Transfer transfer, Optional<ImageId> image, TransferOutcome outcome, Optional<String> error) {
    TransferResult result = noted(transfer, image, outcome, error);
    shown(transfer, () -> progress.ended(transfer, result));
  }

  private TransferResult noted(
      Transfer transfer, Optional<ImageId> image, TransferOutcome outcome, Optional<String> error) {
    TransferResult result = result(transfer, image, outcome, error);
    spool.ended(transfer.region(), transfer.step().master().id());
    runTracker.of(transfer).add(result);
    return result;
  }

  private static void shown(Transfer transfer, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      // a failing progress display must not change the result
      LOG.warn("{}: its end could not be shown", transfer, e);
    }
  }

  private TransferResult result(
      Transfer transfer, Optional<ImageId> image, TransferOutcome outcome, Optional<String> error) {
    boolean sent = transfer.isCopy() && outcome == TransferOutcome.DONE;
    return new TransferResult(
        transfer.region(),
        transfer.step().imageName(),
        transfer.step().master().id(),
        image,
        transfer.step().action(),
        outcome,
        sent ? transfer.step().master().size() : 0,
        open.end(transfer),
        Math.max(1, transfer.attempt()),
        error);
  }
}
