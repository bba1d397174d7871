package io.glancesync.route;

import io.glancesync.openstack.ListingFailure;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.transfer.ErrorClass;
import java.util.Optional;

/**
 * Why something could not be done, in words for a person.
 *
 * @param error what was tried and what came back
 * @param remedy what to do; empty where the error says it
 */
public record ErrorReport(Kind kind, ErrorClass errorClass, String error, String remedy) {
  /** What the exit code depends on. */
  public enum Kind {
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

  /** What it means for a command that only lists. */
  ListingFailure unlisted() {
    ListingFailure.Cause cause =
        switch (kind) {
          case UNREACHABLE -> ListingFailure.Cause.UNREACHABLE;
          case OTHER -> ListingFailure.Cause.REFUSED;
          // a credential that was refused is there, and could be read
          case CONFIGURATION ->
              errorClass == ErrorClass.CREDENTIAL
                  ? ListingFailure.Cause.REFUSED
                  : ListingFailure.Cause.CONFIGURATION;
        };
    return new ListingFailure(cause, message());
  }

  /** What it means for a region with which nothing else could be done. */
  RegionResult result(RegionName region) {
    RegionOutcome outcome =
        kind == Kind.UNREACHABLE ? RegionOutcome.UNREACHABLE : RegionOutcome.FAILED;
    return new RegionResult(region, outcome, Optional.of(message()));
  }
}
