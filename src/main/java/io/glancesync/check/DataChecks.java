package io.glancesync.check;

import io.glancesync.error.FileErrors;
import io.glancesync.file.RuntimeData;
import io.glancesync.report.Check;
import io.glancesync.run.MasterCounts;
import io.glancesync.run.RegionMemories;
import io.glancesync.run.RollbackPins;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.SchedulePauseFile;
import io.glancesync.transfer.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports what a person should check in the folder of the run-time data. */
public final class DataChecks {
  private static final String FILES = "files";

  private final Path folder;
  private final RuntimeData data;
  private final MasterCounts counts;
  private final RegionMemories memories;
  private final RollbackPins pins;
  private final Journal journal;
  private final ScheduleHistory schedules;
  private final SchedulePauseFile pauses;

  /**
   * @param folder may be missing
   */
  public DataChecks(
      Path folder,
      MasterCounts counts,
      RegionMemories memories,
      RollbackPins pins,
      Journal journal,
      ScheduleHistory schedules,
      SchedulePauseFile pauses) {
    this.folder = folder;
    this.data = new RuntimeData(folder);
    this.counts = counts;
    this.memories = memories;
    this.pins = pins;
    this.journal = journal;
    this.schedules = schedules;
    this.pauses = pauses;
  }

  /** One line for each problem, those that stop runs first; empty when there is none. */
  public List<Check> all() {
    var texts = new ArrayList<String>();
    data.openness().ifPresent(texts::add);
    texts.addAll(data.problems());
    counts.problem().ifPresent(texts::add);
    memories.problem().ifPresent(texts::add);
    schedules.problem().ifPresent(texts::add);
    texts.addAll(journal.problems());
    texts.addAll(setAside());
    return Stream.concat(
            Stream.of(pins.problem(), pauses.problem())
                .flatMap(Optional::stream)
                .map(it -> Check.failed(FILES, it)),
            texts.stream().map(it -> Check.warning(FILES, it)))
        .toList();
  }

  private List<String> setAside() {
    try {
      List<String> names = data.setAside();
      return names.isEmpty()
          ? List.of()
          : List.of(
              "%s in %s could not be understood and %s set aside; look whether something has to be done by hand, then delete %s"
                  .formatted(
                      RuntimeData.some(names),
                      folder,
                      names.size() == 1 ? "was" : "were",
                      names.size() == 1 ? "it" : "them"));
    } catch (IOException e) {
      return List.of(FileErrors.text(e));
    }
  }
}
