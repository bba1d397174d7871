package io.glancesync.limit;

import io.glancesync.region.RegionName;
import io.glancesync.time.Ticker;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Enforces all limits together. Every sender of content to a region asks it before each piece.
 * Without any limit this costs next to nothing.
 */
public final class BandwidthLimiter {
  private final Supplier<BandwidthLimits> wanted;
  private final Clock clock;
  private final Ticker ticker;
  private final TokenBucket total;
  private final Map<String, TokenBucket> targets = new ConcurrentHashMap<>();
  private final Map<RegionName, TokenBucket> regions = new ConcurrentHashMap<>();
  private Optional<Timetable> insteadOfTotal = Optional.empty();
  private Optional<TotalForNow> forNow = Optional.empty();
  private volatile BandwidthLimits bandwidthLimits;

  /**
   * @param wanted the limits; read now, and at each {@link #poll}
   * @param clock the clock for the timetables
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

  /**
   * Reads the limits again. They take effect at once, even for content that is being sent or waits.
   */
  public synchronized void poll() {
    BandwidthLimits next = wanted.get();
    forNow = forNow.filter(it -> it.until().isAfter(clock.instant()));
    bandwidthLimits =
        forNow
            .map(TotalForNow::timetable)
            .or(() -> insteadOfTotal)
            .map(next::withTotal)
            .orElse(next);
  }

  /** Replaces the limit for all regions together, whatever the settings say. */
  public synchronized void limitTotal(Timetable timetable) {
    insteadOfTotal = Optional.of(timetable);
    poll();
  }

  private record TotalForNow(Timetable timetable, Instant until) {}

  /** Replaces the limit for all regions together for a while, whatever else is said. */
  public synchronized void limitTotal(Timetable timetable, Instant until) {
    forNow = Optional.of(new TotalForNow(timetable, until));
    poll();
  }

  /** Ends that while. */
  public synchronized void endLimitForNow() {
    forNow = Optional.empty();
    poll();
  }

  /** When that while ends; empty if there is none. */
  public synchronized Optional<Instant> limitedUntil() {
    return forNow.map(TotalForNow::until);
  }

  /**
   * Waits until so many bytes may be sent to that region. One call waits for all of its bytes
   * together; {@link #through} divides them, so that they keep flowing.
   *
   * @throws InterruptedIOException when the thread is interrupted; it stays interrupted
   */
  public void pass(RegionName region, int bytes) throws InterruptedIOException {
    if (bandwidthLimits.isNone()) {
      return;
    }
    try {
      // the narrowest limit first: a sender that waits there takes no tokens yet that others could
      // use
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

  /** A stream that passes its bytes to another stream, as fast as the region's limits allow. */
  public OutputStream through(RegionName region, OutputStream out) {
    return new LimitedStream(this, region, out);
  }

  /** The lowest of the rates that apply to a copy to that region at present. */
  public Rate of(RegionName region) {
    BandwidthLimits current = bandwidthLimits;
    if (current.isNone()) {
      return Rate.OFF;
    }
    LocalDateTime now = now();
    Rate ofBoth = least(current.regionAt(region, now), current.targetAt(region.target(), now));
    return least(ofBoth, current.totalAt(now));
  }

  /** All limits that apply at present. */
  public RatesInForce inForce() {
    return bandwidthLimits.at(now());
  }

  private static Rate least(Rate one, Rate other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), bandwidthLimits.zone());
  }
}
