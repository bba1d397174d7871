package io.glancesync.bandwidth;

import io.glancesync.region.RegionName;
import io.glancesync.time.Ticks;
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
public final class Limits {
  private final Supplier<Allowance> wanted;
  private final Clock clock;
  private final Ticks ticks;
  private final Throttle total;
  private final Map<String, Throttle> targets = new ConcurrentHashMap<>();
  private final Map<RegionName, Throttle> regions = new ConcurrentHashMap<>();
  private Optional<Timetable> insteadOfTotal = Optional.empty();
  private volatile Allowance allowance;

  /**
   * @param wanted what is allowed; asked now, and at each {@link #look}
   * @param clock by which timetables go
   */
  public Limits(Supplier<Allowance> wanted, Clock clock) {
    this(wanted, clock, Ticks.REAL);
  }

  Limits(Supplier<Allowance> wanted, Clock clock, Ticks ticks) {
    this.wanted = wanted;
    this.clock = clock;
    this.ticks = ticks;
    this.total = new Throttle(() -> allowance.totalAt(now()), ticks);
    look();
  }

  /** Asks anew what is allowed. It counts at once, also for what is on its way or waits. */
  public synchronized void look() {
    Allowance next = wanted.get();
    allowance = insteadOfTotal.map(next::withTotal).orElse(next);
  }

  /** From now on this is the limit for all together, whatever else is wanted. */
  public synchronized void limitTotal(Timetable timetable) {
    insteadOfTotal = Optional.of(timetable);
    look();
  }

  /**
   * Waits until so many bytes may go to that region. Bytes that are asked for together are also
   * waited for together: {@link #through} divides them, so that they keep flowing.
   *
   * @throws InterruptedIOException when the thread is interrupted, which it stays
   */
  public void pass(RegionName region, int bytes) throws InterruptedIOException {
    if (allowance.isNone()) {
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

  private Throttle ofRegion(RegionName region) {
    return new Throttle(() -> allowance.regionAt(region, now()), ticks);
  }

  private Throttle ofTarget(String target) {
    return new Throttle(() -> allowance.targetAt(target, now()), ticks);
  }

  /** What is written to it goes on to the other stream as fast as it may go to that region. */
  public OutputStream through(RegionName region, OutputStream out) {
    return new LimitedStream(this, region, out);
  }

  /** The lowest of the rates that such a copy has to keep at present. */
  public Rate of(RegionName region) {
    Allowance current = allowance;
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
    return LocalDateTime.ofInstant(clock.instant(), allowance.zone());
  }
}
