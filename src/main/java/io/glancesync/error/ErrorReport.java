package io.glancesync.error;

import io.glancesync.openstack.ListingFailure;
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

  /** The failure for a command that only lists. */
  public ListingFailure unlisted() {
    ListingFailure.Cause cause =
        switch (kind) {
          case UNREACHABLE -> ListingFailure.Cause.UNREACHABLE;
          case OTHER -> ListingFailure.Cause.REFUSED;
          // a refused credential exists and could be read
          case CONFIGURATION ->
              errorClass == ErrorClass.CREDENTIAL
                  ? ListingFailure.Cause.REFUSED
                  : ListingFailure.Cause.CONFIGURATION;
        };
    return new ListingFailure(cause, message());
  }

  /** The result of a region that could not be processed any further. */
  public RegionResult result(RegionName region) {
    RegionOutcome outcome =
        kind == ErrorKind.UNREACHABLE ? RegionOutcome.UNREACHABLE : RegionOutcome.FAILED;
    return new RegionResult(region, outcome, Optional.of(message()));
  }
}
