package io.glancesync.check;

import io.glancesync.error.RefusedException;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.report.Check;
import io.glancesync.run.PauseFile;
import java.time.Clock;
import java.util.List;

/** Reports the regions that runs leave out. */
public final class PauseChecks {
  /** What a pause is about in the report. */
  static final String SUBJECT = "paused";

  private final PauseFile file;
  private final Clock clock;

  public PauseChecks(PauseFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** One line for each pause in force, which is not a problem; none when no region is paused. */
  public List<Check> all() {
    try {
      return file.read().at(clock.instant()).all().stream()
          .map(it -> Check.ok(SUBJECT, "%s, %s; not contacted".formatted(it.region(), it.text())))
          .toList();
    } catch (RefusedException e) {
      return List.of(
          Check.failed(SUBJECT, e.getMessage() + ", and only the master region is checked"));
    }
  }

  /**
   * Whether nobody is to contact a region, or any region of a target. True for all of them while
   * nobody can tell which are paused.
   */
  public boolean isLeftOut(RegionName name) {
    try {
      return file.read().at(clock.instant()).of(name).isPresent();
    } catch (RefusedException e) {
      return true;
    }
  }

  /** The pauses in force; none when the file cannot be understood, which has a line of its own. */
  public PausedRegions paused() {
    return file.problem().isPresent() ? PausedRegions.NONE : file.read().at(clock.instant());
  }
}
