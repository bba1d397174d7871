package io.glancesync.limit;

import io.glancesync.error.ErrorMapper;
import io.glancesync.log.LogScope;
import io.glancesync.region.RegionName;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps which regions are down. A region is down once a transfer gets no answer and a probe gets
 * none either. It is up again with the first probe that is answered. Until then the region's
 * transfers are suspended: they wait, and use up none of their attempts.
 */
public final class RegionAvailability {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.availability");

  private final ErrorMapper errorMapper;
  private final RegionThreadPool workers;
  private final Supplier<RegionSettings> settings;
  private final Clock clock;
  private final Ticker ticker;
  private final Map<RegionName, Outage> outages = new ConcurrentHashMap<>();
  private final OutageListener listener;
  private volatile boolean isStopping;

  /** The runs that somebody has cancelled since the start: few. */
  private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

  /**
   * @param from when the region went down, in ticks
   * @param why the error of the first probe
   */
  private record Outage(Instant since, long from, String why) {}

  /**
   * @param settings read at each use
   */
  public RegionAvailability(
      ErrorMapper errorMapper,
      RegionThreadPool workers,
      Supplier<RegionSettings> settings,
      Clocks clocks,
      OutageListener listener) {
    this.errorMapper = errorMapper;
    this.workers = workers;
    this.settings = settings;
    this.clock = clocks.wall();
    this.ticker = clocks.ticker();
    this.listener = listener;
  }

  /** Forgets which regions are down. Each run finds out by itself which regions answer. */
  public void reset() {
    outages.keySet().forEach(this::forget);
  }

  /** Ends all waiting for regions. */
  public void stop() {
    isStopping = true;
  }

  /** Ends all waiting of one run's transfers, and begins no more of them. */
  public void cancel(String run) {
    cancelled.add(run);
  }

  /** Whether somebody has cancelled a run. */
  public boolean isCancelled(String run) {
    return cancelled.contains(run);
  }

  /** Whether no transfer of a run is begun any more. */
  public boolean isEnding(String run) {
    return isStopping || cancelled.contains(run);
  }

  /** The time between two probes of a region that is down, in milliseconds. */
  public long probeInterval() {
    return settings.get().probeInterval().toMillis();
  }

  /** The regions that a transfer needs: its own, and the master's where content comes from it. */
  public List<RegionName> regionsOf(Transfer transfer) {
    return transfer.isCopy()
        ? Stream.of(transfer.region(), transfer.source()).distinct().toList()
        : List.of(transfer.region());
  }

  /** The regions among them that are down. */
  public List<RegionName> unavailable(Transfer transfer) {
    return regionsOf(transfer).stream().filter(outages::containsKey).toList();
  }

  public boolean isDown(RegionName region) {
    return outages.containsKey(region);
  }

  /** How many of the target's regions are down. */
  public int downRegionsOf(String target) {
    return (int) outages.keySet().stream().filter(it -> it.target().equals(target)).count();
  }

  /** Whether the transfer can begin. */
  public boolean isAvailable(Transfer transfer) {
    return !isEnding(transfer.run()) && unavailable(transfer).isEmpty();
  }

  /** Whether the transfer should wait for its regions to be up. */
  public boolean shouldWait(Transfer transfer) {
    return !isEnding(transfer.run())
        && !unavailable(transfer).isEmpty()
        && unavailable(transfer).stream().allMatch(this::isPatient);
  }

  /**
   * Whether the transfer can neither begin nor wait. If a region went down while the transfer
   * waited for its permit, the transfer waits for that region too.
   */
  public boolean isTimedOut(Transfer transfer) {
    return !isAvailable(transfer) && !shouldWait(transfer);
  }

  private boolean isPatient(RegionName region) {
    Outage outage = outages.get(region);
    return outage == null
        || ticker.since(outage.from()).compareTo(settings.get().outageTimeout()) < 0;
  }

  /** Marks a region as up: a probe got an answer. */
  public void markUp(RegionName region) {
    if (forget(region)) {
      LogScope.inRegion(region, () -> LOG.info("{} answers again; its transfers go on", region));
      listener.up(region);
    }
  }

  private boolean forget(RegionName region) {
    boolean wasDown = outages.remove(region) != null;
    if (wasDown) {
      workers.oneLess();
    }
    return wasDown;
  }

  /** Marks a region as down: a probe got no answer. */
  public void markDown(RegionName region, Throwable cause) {
    String why = errorMapper.ofProbe(region, cause).message();
    if (outages.putIfAbsent(region, new Outage(clock.instant(), ticker.nanos(), why)) == null) {
      // a thread that waits for a region works on none, so another thread is added
      workers.oneMore();
      LogScope.inRegion(
          region,
          () ->
              LOG.warn(
                  "{}: {}; its transfers wait for it, up to {} s",
                  region,
                  why,
                  settings.get().outageTimeout().toSeconds()));
      listener.down(region, why);
    }
  }

  /** Why a transfer was not begun or not resumed. */
  public String reason(Transfer transfer) {
    if (isStopping) {
      return "the service was stopped; the next run does it";
    }
    if (cancelled.contains(transfer.run())) {
      return "the run was cancelled; the next run does it";
    }
    return unavailable(transfer).stream()
        .map(outages::get)
        .filter(it -> it != null)
        .map(
            it ->
                "%s. It was waited for since %s; the next run does it"
                    .formatted(it.why(), it.since()))
        .findFirst()
        .orElse("its region was out of reach; the next run does it");
  }
}
