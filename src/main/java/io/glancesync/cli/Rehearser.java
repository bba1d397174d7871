package io.glancesync.cli;

import io.glancesync.cli.display.DryRunReport;
import io.glancesync.cli.run.ProjectIds;
import io.glancesync.config.Configuration;
import io.glancesync.file.Backup;
import io.glancesync.image.Image;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.planner.Rehearsal;
import io.glancesync.region.RegionChoice;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tries a run on a backup: plans it, applies the plan in memory, and plans again. */
final class Rehearser {
  private final Configuration configuration;
  private final Backup backup;
  private final ProjectIds projects;
  private final MasterImages master;

  /**
   * @throws io.glancesync.config.source.ConfigurationException when the backup lacks the master
   *     region, or our project there is not known
   */
  Rehearser(Configuration configuration, Backup backup) {
    this.configuration = configuration;
    this.backup = backup;
    this.projects = new ProjectIds(configuration, backup);
    RegionName region = configuration.masterRegion();
    this.master = MasterImages.of(region, images(region), projects.of(region));
  }

  /**
   * @param words for regions; none means all but the master region
   * @param now the time that the report is to tell
   */
  Rehearsed rehearse(List<String> words, Instant now) {
    var before = new ArrayList<Plan>();
    var after = new ArrayList<Plan>();
    var changed = new TreeMap<RegionName, List<Image>>();
    for (RegionName region : regions(words)) {
      Plan plan = plan(region, images(region), now);
      List<Image> images = Rehearsal.apply(plan, images(region), projects.of(region));
      before.add(plan);
      after.add(plan(region, images, now));
      changed.put(region, images);
    }
    return new Rehearsed(
        DryRunReport.report(master, before, now),
        before,
        after,
        backup.with(projects.known(), changed));
  }

  private Plan plan(RegionName region, List<Image> images, Instant now) {
    return Planner.plan(
        master,
        region,
        images,
        configuration.targetOf(region).policy(),
        projects.of(region),
        RegionMemory.NONE,
        now);
  }

  private List<Image> images(RegionName region) {
    return backup.images(region);
  }

  private List<RegionName> regions(List<String> words) {
    if (words.isEmpty()) {
      return backup.regions().keySet().stream()
          .filter(region -> !region.equals(configuration.masterRegion()))
          .toList();
    }
    Map<String, List<RegionName>> known =
        backup.regions().keySet().stream().collect(Collectors.groupingBy(RegionName::target));
    return new RegionChoice(configuration.masterRegion(), known, Map.of(), List.of()).of(words);
  }
}
