package io.glancesync.region;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * That somebody wants runs to leave a region out for a while (specification, section 9).
 *
 * @param region a region, or a target without a region, which means all regions of that target
 * @param until the first moment at which runs may work on it again; empty means until it is resumed
 * @param by who paused it, as {@code user@host}
 */
public record RegionPause(
    RegionName region, Instant since, Optional<Instant> until, String reason, String by) {
  public RegionPause {
    requireNonNull(region, "region");
    requireNonNull(since, "since");
    requireNonNull(until, "until");
    requireNonNull(reason, "reason");
    requireNonNull(by, "by");
  }

  boolean isInForce(Instant now) {
    return until.map(now::isBefore).orElse(true);
  }

  /** Whether it ends later than the other one. */
  boolean outlasts(RegionPause other) {
    return other.until.isPresent() && until.map(it -> it.isAfter(other.until.get())).orElse(true);
  }

  /** {@code until 2026-05-02T08:00:00Z}. */
  public String end() {
    return "until " + until.map(Instant::toString).orElse("it is resumed");
  }

  /** All about it, as it goes on after the name of the region. */
  public String text() {
    return "paused since %s by %s %s: %s".formatted(since, by, end(), reason);
  }
}
