package io.glancesync.route;

import io.glancesync.openstack.Unlisted;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.transfer.ErrorClass;
import java.util.Optional;

/**
 * Why something could not be done, in words for a person.
 *
 * @param error what was tried and what came back
 * @param remedy what to do; empty where the error says it
 */
public record Failure(Kind kind, ErrorClass errorClass, String error, String remedy) {
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
  Unlisted unlisted() {
    Unlisted.Cause cause =
        switch (kind) {
          case UNREACHABLE -> Unlisted.Cause.UNREACHABLE;
          case OTHER -> Unlisted.Cause.REFUSED;
          // a credential that was refused is there, and could be read
          case CONFIGURATION ->
              errorClass == ErrorClass.CREDENTIAL
                  ? Unlisted.Cause.REFUSED
                  : Unlisted.Cause.CONFIGURATION;
        };
    return new Unlisted(cause, message());
  }

  /** What it means for a region with which nothing else could be done. */
  RegionResult result(RegionName region) {
    RegionResult.Outcome outcome =
        kind == Kind.UNREACHABLE ? RegionResult.Outcome.UNREACHABLE : RegionResult.Outcome.FAILED;
    return new RegionResult(region, outcome, Optional.of(message()));
  }
}
