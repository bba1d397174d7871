package io.glancesync.run;

import static java.util.stream.Collectors.toSet;

import io.glancesync.content.Spool;
import io.glancesync.error.ErrorMapper;
import io.glancesync.image.ImageId;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.text.Printable;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * The transfers of a phase. They are open until each has reported its end. A step that has an
   * outcome already is left out: an edited route may repeat the phase.
   */
  public List<Transfer> planned(Run run, RegionName region, List<Step> phase) {
    RegionName master = runTracker.masterRegion();
    phase.stream()
        .filter(step -> run.isInVain(region, step))
        .map(step -> TransferResult.skipped(region, step, "there is room for it"))
        .forEach(run.outcomes()::addUnchanged);
    List<Transfer> transfers =
        phase.stream()
            .filter(step -> !run.outcomes().has(region, step))
            .map(step -> new Transfer(run.id(), master, region, step, 0, Optional.empty()))
            .toList();
    transfers.forEach(open::add);
    return transfers;
  }

  /**
   * A kernel or ramdisk that a route did not let go.
   *
   * @param image its name
   * @param outcome skipped, or put off
   */
  public record HeldCompanion(String image, TransferOutcome outcome) {}

  /** The kernel or ramdisk of the transfer that a route did not let go in this run. */
  public Optional<HeldCompanion> heldCompanion(Transfer transfer) {
    Set<String> images =
        transfer.step().companions().stream().map(it -> it.master().name()).collect(toSet());
    return runTracker
        .of(transfer)
        .outcomes()
        .heldByRoute(transfer.region(), images)
        .map(it -> new HeldCompanion(it.image(), it.outcome()));
  }

  /**
   * Records that a route does not let the transfer go.
   *
   * @param outcome skipped, or put off
   * @param reason may be empty
   */
  public void held(Transfer transfer, TransferOutcome outcome, String reason) {
    String why =
        "The %s was %s: %s"
            .formatted(
                transfer,
                outcome.text().replace('_', ' '),
                reason.isEmpty()
                    ? "the route admit says so"
                    : errorMapper.hidden(Printable.of(reason)));
    ended(transfer, transfer.step().regionId(), outcome, Optional.of(why));
  }

  /**
   * Whether a message may work on its transfer: it is the first one for the transfer, whose phase
   * has not ended.
   */
  public boolean takes(Transfer transfer) {
    boolean takes = open.take(transfer);
    if (!takes) {
      LOG.warn("{}: a route sent its message twice, or too late; nothing is done twice", transfer);
    }
    return takes;
  }

  /** Records that the message that took the transfer up has left the routes. */
  public void left(Transfer transfer) {
    dropped(transfer);
    open.leave(transfer);
  }

  /** Records that the message of the transfer went no further, unless another one took it up. */
  public void lost(Transfer transfer) {
    if (open.take(transfer)) {
      left(transfer);
    }
  }

  private void dropped(Transfer transfer) {
    String why = "The %s was skipped: a route dropped its message".formatted(transfer);
    ended(transfer, transfer.step().regionId(), TransferOutcome.SKIPPED, Optional.of(why));
  }

  /**
   * Ends a phase. A transfer that no message has taken up by now is skipped; one that a message
   * works on is waited for.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public void phaseEnded(List<Transfer> phase) throws InterruptedException {
    phase.forEach(this::lost);
    open.awaitLeft(phase);
  }

  /** Records that a transfer broke off. It may have reported its end before. */
  public void stopped(Transfer transfer, Throwable cause) {
    LOG.error("{} stopped unexpectedly", transfer, cause);
    failed(transfer, new IllegalStateException("it stopped unexpectedly; see the log"));
  }

  private boolean isOpen(Transfer transfer) {
    return open.contains(transfer);
  }

  /** Whether the transfer has an outcome already. */
  public boolean isEnded(Transfer transfer) {
    return !isOpen(transfer);
  }

  /** Logs an error that came after the end of its transfer, which it does not change. */
  public void failedAfterEnd(Transfer transfer, Throwable cause) {
    LOG.error(
        "{} had ended when a step of a route failed: {}",
        transfer,
        errorMapper.ofStep(transfer.step(), transfer.region(), cause).message());
  }

  /** Records that a transfer could not begin, or was interrupted, because a region was down. */
  public void putOff(Transfer transfer) {
    if (isOpen(transfer)) {
      runTracker.of(transfer).outcomes().putOff(transfer.region());
    }
    String why = "The %s was put off: %s".formatted(transfer, availability.reason(transfer));
    noted(transfer, transfer.step().regionId(), TransferOutcome.FAILED, Optional.of(why))
        .ifPresent(
            result ->
                shown(
                    transfer,
                    () -> {
                      if (availability.isEnding(transfer.run())) {
                        progress.putOff(transfer, result);
                      } else {
                        progress.ended(transfer, result);
                      }
                    }));
  }

  /** Records that a transfer that has not ended does something else from now on. */
  public void enters(Transfer transfer, TransferPhase phase) {
    if (isOpen(transfer)) {
      shown(transfer, () -> progress.entered(transfer, phase));
    }
  }

  /** Records that a transfer waits before a request is sent again. */
  public void retries(Transfer transfer, RetryWait wait) {
    if (isOpen(transfer)) {
      shown(transfer, () -> progress.retrying(transfer, wait));
    }
  }

  /** Records that a transfer goes on with what it did before it waited. */
  public void resumes(Transfer transfer) {
    shown(transfer, () -> progress.resumed(transfer));
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
    if (transfer.step() instanceof Step.Copy copy
        && copy.old() != null
        && transfer.aside().isEmpty()) {
      runTracker.of(transfer).outcomes().keptNothing(transfer.region(), copy);
    }
    ended(transfer, Optional.of(image), TransferOutcome.DONE, Optional.empty());
  }

  /**
   * Records a transfer which found that the region allows no change. This is a warning, not a
   * change.
   *
   * @param image the region's image of the transfer
   */
  public void unchanged(Transfer transfer, ImageId image) {
    result(transfer, Optional.of(image), TransferOutcome.DONE, Optional.empty())
        .ifPresent(
            it -> {
              runTracker.of(transfer).outcomes().addUnchanged(it);
              progress.unchanged(transfer);
            });
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
    noted(transfer, image, outcome, error)
        .ifPresent(result -> shown(transfer, () -> progress.ended(transfer, result)));
  }

  private Optional<TransferResult> noted(
      Transfer transfer, Optional<ImageId> image, TransferOutcome outcome, Optional<String> error) {
    Optional<TransferResult> result = result(transfer, image, outcome, error);
    result.ifPresent(it -> runTracker.of(transfer).outcomes().add(it));
    return result;
  }

  private static void shown(Transfer transfer, Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      // a failing progress display must not change the result
      LOG.warn("{}: what became of it could not be shown", transfer, e);
    }
  }

  /** The result of a transfer that ends now; empty if it has ended before. */
  private Optional<TransferResult> result(
      Transfer transfer, Optional<ImageId> image, TransferOutcome outcome, Optional<String> error) {
    boolean sent = transfer.isCopy() && outcome == TransferOutcome.DONE;
    Optional<TransferResult> result =
        open.end(transfer)
            .map(
                ended ->
                    new TransferResult(
                        transfer.region(),
                        transfer.step().imageName(),
                        transfer.step().masterId(),
                        image,
                        transfer.step().action(),
                        outcome,
                        sent ? transfer.step().size() : 0,
                        ended.duration(),
                        Math.max(ended.hasBegun() ? 1 : 0, transfer.attempt()),
                        error,
                        transfer.step().differences()));
    result.ifPresent(it -> spool.ended(transfer.region(), transfer.step().image().id()));
    return result;
  }
}
