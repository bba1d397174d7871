package io.glancesync.error;

import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import java.util.Optional;

/**
 * Why something could not be done, in a text for a person.
 *
 * @param error what was tried and what came back
 * @param remedy what to do; empty where the error says it
 */
public record ErrorReport(ErrorKind kind, ErrorClass errorClass, String error, String remedy) {
  /** What the exit code depends on. */
  public enum ErrorKind {
    /** No answer, or none that makes sense. */
    UNREACHABLE,
    /** The user has to correct the configuration. */
    CONFIGURATION,
    /** Anything else. */
    OTHER
  }

  /** All of it in one sentence. */
  public String message() {
    return remedy.isEmpty() ? error : error + "; " + remedy;
  }

  /** The report, when its error is only what came back: now it also says what was tried. */
  public ErrorReport during(String tried) {
    return new ErrorReport(kind, errorClass, tried + ", but " + error, remedy);
  }

  /** The result of a region that could not be processed any further. */
  public RegionResult result(RegionName region) {
    RegionOutcome outcome =
        kind == ErrorKind.UNREACHABLE ? RegionOutcome.UNREACHABLE : RegionOutcome.FAILED;
    return new RegionResult(region, outcome, Optional.of(message()));
  }
}
