package io.glancesync.report;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run ended in one region.
 *
 * @param error what went wrong with the region as a whole, or why it was left out; empty when its
 *     images were dealt with
 */
public record RegionResult(RegionName region, RegionOutcome outcome, Optional<String> error) {
  /** The report's words for it. */
  public enum RegionOutcome {
    DONE,
    FAILED,
    UNREACHABLE,
    /** Somebody paused the region, so that the run left it out. */
    PAUSED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something is wrong with the region. */
    public boolean isFailure() {
      return this == FAILED || this == UNREACHABLE;
    }
  }

  public RegionResult {
    requireNonNull(region, "region");
    requireNonNull(outcome, "outcome");
    requireNonNull(error, "error");
  }
}
