package io.glancesync.bandwidth;

import io.glancesync.region.RegionName;
import io.glancesync.time.Ticker;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keeps all limits at once. Whoever sends content to a region asks here before each piece of it;
 * without any limit that costs next to nothing.
 */
public final class BandwidthLimiter {
  private final Supplier<BandwidthLimits> wanted;
  private final Clock clock;
  private final Ticker ticker;
  private final TokenBucket total;
  private final Map<String, TokenBucket> targets = new ConcurrentHashMap<>();
  private final Map<RegionName, TokenBucket> regions = new ConcurrentHashMap<>();
  private Optional<Timetable> insteadOfTotal = Optional.empty();
  private volatile BandwidthLimits bandwidthLimits;

  /**
   * @param wanted what is allowed; asked now, and at each {@link #poll}
   * @param clock by which timetables go
   */
  public BandwidthLimiter(Supplier<BandwidthLimits> wanted, Clock clock) {
    this(wanted, clock, Ticker.REAL);
  }

  BandwidthLimiter(Supplier<BandwidthLimits> wanted, Clock clock, Ticker ticker) {
    this.wanted = wanted;
    this.clock = clock;
    this.ticker = ticker;
    this.total = new TokenBucket(() -> bandwidthLimits.totalAt(now()), ticker);
    poll();
  }

  /** Asks anew what is allowed. It applies at once, also to what is on its way or waits. */
  public synchronized void poll() {
    BandwidthLimits next = wanted.get();
    bandwidthLimits = insteadOfTotal.map(next::withTotal).orElse(next);
  }

  /** From now on this is the limit for all together, whatever else is wanted. */
  public synchronized void limitTotal(Timetable timetable) {
    insteadOfTotal = Optional.of(timetable);
    poll();
  }

  /**
   * Waits until so many bytes may go to that region. Bytes that are asked for together are also
   * waited for together: {@link #through} divides them, so that they keep flowing.
   *
   * @throws InterruptedIOException when the thread is interrupted, which it stays
   */
  public void pass(RegionName region, int bytes) throws InterruptedIOException {
    if (bandwidthLimits.isNone()) {
      return;
    }
    try {
      // the narrowest first: who waits there takes nothing yet of what others could use
      regions.computeIfAbsent(region, this::ofRegion).pass(bytes);
      targets.computeIfAbsent(region.target(), this::ofTarget).pass(bytes);
      total.pass(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for bandwidth to " + region);
    }
  }

  private TokenBucket ofRegion(RegionName region) {
    return new TokenBucket(() -> bandwidthLimits.regionAt(region, now()), ticker);
  }

  private TokenBucket ofTarget(String target) {
    return new TokenBucket(() -> bandwidthLimits.targetAt(target, now()), ticker);
  }

  /** What is written to it goes on to the other stream as fast as it may go to that region. */
  public OutputStream through(RegionName region, OutputStream out) {
    return new LimitedStream(this, region, out);
  }

  /** The lowest of the rates that such a copy has to keep at present. */
  public Rate of(RegionName region) {
    BandwidthLimits current = bandwidthLimits;
    if (current.isNone()) {
      return Rate.OFF;
    }
    LocalDateTime now = now();
    Rate ofBoth = least(current.regionAt(region, now), current.targetAt(region.target(), now));
    return least(ofBoth, current.totalAt(now));
  }

  private static Rate least(Rate one, Rate other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), bandwidthLimits.zone());
  }
}
