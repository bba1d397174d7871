package io.glancesync.cli.display;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.util.List;

/** Tells regions that could not be dealt with from regions in which single images failed. */
public final class UnreachedRegions {
  private static final String NO_REASON = "no reason is known";

  private UnreachedRegions() {}

  /** The regions that could not be dealt with. */
  public static List<RegionResult> regions(RunReport report) {
    return report.regions().stream().filter(region -> is(report, region)).toList();
  }

  public static boolean is(RunReport report, RegionResult region) {
    return switch (region.outcome()) {
      case DONE, PAUSED -> false;
      case UNREACHABLE -> true;
      case FAILED -> report.transfers().stream().noneMatch(it -> explains(it, region));
    };
  }

  private static boolean explains(TransferResult transfer, RegionResult region) {
    return transfer.region().equals(region.region())
        && transfer.outcome() == TransferOutcome.FAILED;
  }

  /** What is wrong with it. */
  public static String reason(RegionResult region) {
    return region.error().orElse(NO_REASON);
  }

  /** What a command that only looks tells its caller: what is to be done is not a failure. */
  public static int exitCodeOfLook(RunReport report) {
    if (report.isAnyRegionUnreachable()) {
      return ExitCode.UNREACHABLE;
    }
    return regions(report).isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
