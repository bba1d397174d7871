package io.glancesync.cli.display;

import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Plan;
import io.glancesync.planner.RegionComparison;
import io.glancesync.report.RegionResult;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Run;
import io.glancesync.text.Printable;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a run is doing to the log: for cron, systemd and pipes. */
public final class LogDisplay implements Display {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Logger log = LoggerFactory.getLogger("glancesync.sync");

  /** When it was told for the last time how far each copy is, in ticks. */
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  private final Terminal terminal;
  private final Ticker ticker;
  private final boolean isQuiet;
  private volatile OverviewTracker overview;
  private Long totalTold;

  public LogDisplay(Terminal terminal, Ticker ticker) {
    this(terminal, ticker, false);
  }

  /**
   * @param isQuiet whether a region in which nothing is to be done has no lines
   */
  public LogDisplay(Terminal terminal, Ticker ticker, boolean isQuiet) {
    this.terminal = terminal;
    this.ticker = ticker;
    this.isQuiet = isQuiet;
  }

  @Override
  public void follow(OverviewTracker tracker) {
    overview = tracker;
  }

  /** A run that only looks answers a question, and does nothing that a log should tell. */
  @Override
  public void compared(Run run, RegionComparison comparison) {
    if (!run.isLookingOnly()) {
      Display.super.compared(run, comparison);
    }
  }

  @Override
  public void ended(Run run, RegionResult result) {
    if (!run.isLookingOnly()) {
      ended(result);
    }
  }

  @Override
  public void planned(Plan plan) {
    if (!isQuiet || plan.steps().findAny().isPresent() || plan.withheld().findAny().isPresent()) {
      log.info("{}: {}", plan.region(), Wording.toDo(plan));
    }
    plan.waiting().forEach(it -> log.warn("{}", it.reason()));
  }

  @Override
  public void begun(Transfer transfer) {
    if (transfer.isCopy()) {
      log.info(
          "{}: {} of {} begun, {}",
          transfer.region(),
          transfer.step().action().text(),
          transfer.step().imageName(),
          HumanReadable.ofBytes(transfer.step().size()));
    }
  }

  @Override
  public void sending(Transfer transfer) {
    told.put(transfer.key(), ticker.nanos());
  }

  @Override
  public void sent(Transfer transfer, long bytes) {
    Long before = told.get(transfer.key());
    if (before != null
        && ticker.since(before).compareTo(INTERVAL) >= 0
        && told.replace(transfer.key(), before, ticker.nanos())) {
      overview.transfer(transfer).ifPresent(this::tell);
      tellTotal();
    }
  }

  private void tell(TransferOverview transfer) {
    log.info(
        "{}: {} of {} at {} %, {}",
        transfer.region(),
        transfer.action().text(),
        transfer.image(),
        transfer.pace().percent(),
        HumanReadable.ofRate(transfer.pace()));
  }

  /** Where several are under way, how long all of them will take. */
  private synchronized void tellTotal() {
    if (told.size() > 1 && (totalTold == null || ticker.since(totalTold).compareTo(INTERVAL) > 0)) {
      totalTold = ticker.nanos();
      overview.present().ifPresent(it -> log.info("all: {}", HumanReadable.ofPace(it.pace())));
    }
  }

  @Override
  public void ended(Transfer transfer, TransferResult result) {
    told.remove(transfer.key());
    if (result.outcome() == TransferOutcome.FAILED) {
      log.error("{}", result.error().orElseGet(transfer::toString));
    } else if (result.outcome().isDecidedByRoute()) {
      log.info("{}", result.error().orElseGet(transfer::toString));
    } else if (transfer.isCopy()) {
      log.info(
          "{}: {} of {} done, {} in {}, {}",
          transfer.region(),
          result.action().text(),
          result.image(),
          HumanReadable.ofBytes(result.bytes()),
          HumanReadable.ofTime(result.duration()),
          HumanReadable.ofRate(result.bytes(), result.duration()));
    } else {
      log.info("{}: {} of {} done", transfer.region(), result.action().text(), result.image());
    }
  }

  @Override
  public void putOff(Transfer transfer, TransferResult result) {
    told.remove(transfer.key());
    log.info("{}", result.error().orElseGet(transfer::toString));
  }

  @Override
  public void putOff(RegionResult result) {
    log.info("{}: {}", result.region(), result.error().orElse(result.outcome().text()));
  }

  @Override
  public void ended(RegionResult result) {
    switch (result.outcome()) {
      case DONE -> {
        if (!isQuiet) {
          log.info("{}: done", result.region());
        }
      }
      case PAUSED -> {
        if (!isQuiet) {
          putOff(result);
        }
      }
      case FAILED, UNREACHABLE ->
          log.error("{}: {}", result.region(), result.error().orElse(result.outcome().text()));
    }
  }

  @Override
  public void say(String line) {
    terminal.err().println(Printable.of(line));
  }

  @Override
  public void close() {
    // a log line needs no clearing up
  }
}
