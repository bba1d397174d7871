package io.glancesync.route;

import io.glancesync.content.SpooledSource;
import io.glancesync.copy.ContentProvider;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.region.RegionName;
import io.glancesync.route.Acquire.Held;
import io.glancesync.run.RegionDispatcher;
import io.glancesync.run.Run;
import io.glancesync.run.RunLock;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import org.apache.camel.Exchange;

/** What the messages of the routes acquire. */
public final class Acquirers {
  private Acquirers() {}

  /** The run lock, which a run needs that may change something. */
  public static Acquire runLock(RunLock runLock) {
    return new Acquire(
        "runLock",
        exchange -> {
          RunLock.Handle handle = runLock.acquire();
          return new Held(handle, () -> runLock.release(handle));
        });
  }

  /** The next region of a run. */
  public static Acquire region(RegionDispatcher regionDispatcher) {
    return new Acquire(
        "region",
        exchange -> {
          Run run = exchange.getVariable("run", Run.class);
          RegionName region = regionDispatcher.next(run);
          return new Held(region, () -> regionDispatcher.left(run, region));
        });
  }

  /** The permit to download the content of a transfer's image. */
  public static Acquire download(ConcurrencyLimiter limiter) {
    return new Acquire(
        SuspendPermit.VARIABLE,
        exchange -> {
          Permit permit = limiter.acquireForDownload(transfer(exchange).region());
          return new Held(permit, () -> limiter.release(permit));
        });
  }

  /** The transfer itself; none if another message has taken it up. */
  public static Acquire takenTransfer(TransferTracker transferTracker) {
    return new Acquire(
        "takenTransfer",
        exchange -> {
          Transfer transfer = transfer(exchange);
          boolean takes = transferTracker.takes(transfer);
          return new Held(takes ? transfer : null, () -> transferTracker.left(transfer));
        });
  }

  /** The source of a transfer's content; none where the content passes the spool. */
  public static Acquire source(ContentProvider contentProvider) {
    return new Acquire(
        "source",
        exchange -> {
          Permit permit = exchange.getVariable(SuspendPermit.VARIABLE, Permit.class);
          SpooledSource source = contentProvider.source(transfer(exchange), permit);
          return new Held(source, () -> contentProvider.release(null, source));
        });
  }

  private static Transfer transfer(Exchange exchange) {
    return exchange.getVariable("transfer", Transfer.class);
  }
}
