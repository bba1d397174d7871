package io.glancesync.route;

import io.glancesync.region.RegionName;
import io.glancesync.time.Ticks;
import io.glancesync.transfer.Transfer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A breaker per region. It opens when a transfer gets no answer and a probe gets none either, and
 * closes with the first probe that is answered. Until then the region's transfers are parked: they
 * wait, and none of their attempts is used up.
 */
public final class Breakers {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.breaker");

  private final Failures failures;
  private final RegionWorkers workers;
  private final Supplier<Duration> patience;
  private final Clock clock;
  private final Ticks ticks;
  private final Map<RegionName, Open> open = new ConcurrentHashMap<>();
  private volatile boolean isStopping;

  /**
   * @param from when that was, in ticks
   * @param why what the first probe ran into
   */
  private record Open(Instant since, long from, String why) {}

  /**
   * @param patience how long a run waits for a region; asked each time
   */
  public Breakers(
      Failures failures,
      RegionWorkers workers,
      Supplier<Duration> patience,
      Clock clock,
      Ticks ticks) {
    this.failures = failures;
    this.workers = workers;
    this.patience = patience;
    this.clock = clock;
    this.ticks = ticks;
  }

  /** A run begins: it finds out by itself which regions answer. */
  void reset() {
    open.keySet().forEach(this::answered);
  }

  /** Nothing is waited for any more. */
  void stop() {
    isStopping = true;
  }

  boolean isStopping() {
    return isStopping;
  }

  /** The regions that a transfer needs: its own, and the master's where content comes from it. */
  public List<RegionName> ends(Transfer transfer) {
    return transfer.isCopy()
        ? Stream.of(transfer.region(), transfer.source()).distinct().toList()
        : List.of(transfer.region());
  }

  /** Those of them that do not answer. */
  public List<RegionName> silent(Transfer transfer) {
    return ends(transfer).stream().filter(open::containsKey).toList();
  }

  boolean isOpen(RegionName region) {
    return open.containsKey(region);
  }

  /** How many of the target's regions are waited for. */
  int openIn(String target) {
    return (int) open.keySet().stream().filter(it -> it.target().equals(target)).count();
  }

  /** Whether the transfer can begin. */
  public boolean lets(Transfer transfer) {
    return !isStopping && silent(transfer).isEmpty();
  }

  /** Whether it is worth while to wait until it can. */
  public boolean isToWait(Transfer transfer) {
    return !isStopping
        && silent(transfer).stream().anyMatch(open::containsKey)
        && silent(transfer).stream().allMatch(this::isPatient);
  }

  /**
   * Whether it neither can begin nor is to wait. While it waited for its place, a region that
   * answered before may have stopped to: then it waits once more.
   */
  public boolean isGivenUp(Transfer transfer) {
    return !lets(transfer) && !isToWait(transfer);
  }

  private boolean isPatient(RegionName region) {
    Open breaker = open.get(region);
    return breaker == null || ticks.since(breaker.from()).compareTo(patience.get()) < 0;
  }

  /** A probe got an answer. */
  public void answered(RegionName region) {
    Open breaker = open.remove(region);
    if (breaker != null) {
      workers.oneLess();
      LogMarks.inRegion(region, () -> LOG.info("{} answers again; its transfers go on", region));
    }
  }

  /** A probe got none. */
  public void unanswered(RegionName region, Throwable cause) {
    String why = failures.ofProbe(region, cause).message();
    if (open.putIfAbsent(region, new Open(clock.instant(), ticks.nanos(), why)) == null) {
      // who waits for a region works on none
      workers.oneMore();
      LogMarks.inRegion(
          region,
          () ->
              LOG.warn(
                  "{}: {}; its transfers wait for it, up to {} s",
                  region,
                  why,
                  patience.get().toSeconds()));
    }
  }

  /** Why a transfer was not begun, or not begun again. */
  public String reason(Transfer transfer) {
    if (isStopping) {
      return "the service was told to end; the next run does it";
    }
    return silent(transfer).stream()
        .map(open::get)
        .filter(it -> it != null)
        .map(
            it ->
                "%s. It was waited for since %s; the next run does it"
                    .formatted(it.why(), it.since()))
        .findFirst()
        .orElse("its region was out of reach; the next run does it");
  }
}
