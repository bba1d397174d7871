package io.glancesync.check;

import io.glancesync.report.Check;
import java.util.List;
import java.util.function.Supplier;

/** Checks what runs need of this host. */
public final class HostChecks {
  private final List<Supplier<List<Check>>> all;

  /**
   * @param all the checks, in the order of the report
   */
  public HostChecks(List<Supplier<List<Check>>> all) {
    this.all = List.copyOf(all);
  }

  /** Runs all checks. */
  public void run(TargetChecks.Checkup checkup) {
    all.forEach(checks -> checks.get().forEach(checkup::add));
  }
}
