package io.glancesync.report;

import static java.util.Objects.requireNonNull;

import io.glancesync.region.RegionName;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run ended in one region.
 *
 * @param error what went wrong with the region as a whole; empty when its images were dealt with
 */
public record RegionResult(RegionName region, RegionOutcome outcome, Optional<String> error) {
  /** The report's words for it. */
  public enum RegionOutcome {
    DONE,
    FAILED,
    UNREACHABLE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RegionResult {
    requireNonNull(region, "region");
    requireNonNull(outcome, "outcome");
    requireNonNull(error, "error");
  }
}
