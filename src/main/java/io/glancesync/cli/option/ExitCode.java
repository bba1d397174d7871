package io.glancesync.cli.option;

import io.glancesync.openstack.ListingFailure;
import io.glancesync.report.RunReport;
import java.util.Collection;
import java.util.List;

/** What a command tells its caller (specification, section 8). */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int UNREACHABLE = 3;

  /** For {@code help}; the shell's own 130 for an interrupted program is the fourth. */
  public static final String TEXT =
      "0 nothing failed; 1 something failed; 2 wrong usage or configuration; 3 a region could not be"
          + " reached; 130 interrupted";

  private ExitCode() {}

  /** Of a command that lists, and could not list all. */
  public static int of(Collection<ListingFailure> errors) {
    List<ListingFailure.Cause> causes = errors.stream().map(ListingFailure::cause).toList();
    if (causes.contains(ListingFailure.Cause.UNREACHABLE)) {
      return UNREACHABLE;
    }
    if (causes.contains(ListingFailure.Cause.CONFIGURATION)) {
      return WRONG_USAGE;
    }
    return causes.isEmpty() ? DONE : FAILED;
  }

  /** Of a run that was to change something. */
  public static int of(RunReport done) {
    if (done.isAnyRegionUnreachable()) {
      return UNREACHABLE;
    }
    return switch (done.outcome()) {
      case FAILED -> FAILED;
      case CHANGED, IN_SYNC -> DONE;
    };
  }
}
