package io.glancesync.openstack;

import static java.util.Objects.requireNonNull;

import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport;

/**
 * A target or a region that could not be read.
 *
 * @param text what was tried, what came back, and what to do
 */
public record ListingFailure(Cause cause, String text) {
  /** Who has to act. */
  public enum Cause {
    /** There was no answer, or none that makes sense: a later try may succeed. */
    UNREACHABLE,
    /** The server answered, and does not let us. */
    REFUSED,
    /** The configuration does not say how to sign in: nobody was asked. */
    CONFIGURATION
  }

  /** What a command that only lists says about an error. */
  public static ListingFailure of(ErrorReport report) {
    Cause cause =
        switch (report.kind()) {
          case UNREACHABLE -> Cause.UNREACHABLE;
          case OTHER -> Cause.REFUSED;
          // a refused credential exists and could be read
          case CONFIGURATION ->
              report.errorClass() == ErrorClass.CREDENTIAL ? Cause.REFUSED : Cause.CONFIGURATION;
        };
    return new ListingFailure(cause, report.message());
  }

  public ListingFailure {
    requireNonNull(cause, "cause");
    requireNonNull(text, "text");
  }
}
