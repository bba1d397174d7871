package io.glancesync.file;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was known of the images of some regions at one time (specification, section 8, {@code
 * backup}).
 *
 * @param time when they were listed; empty when an older tool wrote the backup
 * @param projects our project's id in each target, as far as it is known
 * @param regions the images of each region
 */
public record Backup(
    Optional<Instant> time,
    SortedMap<String, String> projects,
    SortedMap<RegionName, List<Image>> regions) {
  public Backup {
    requireNonNull(time, "time");
    projects = Collections.unmodifiableSortedMap(new TreeMap<>(projects));
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
  }

  /**
   * The images of a region.
   *
   * @throws UnusableFileException when the backup lacks it
   */
  public List<Image> images(RegionName region) {
    List<Image> images = regions.get(region);
    if (images == null) {
      throw new UnusableFileException(
          "the backup has no region %s: there is no file %s"
              .formatted(region, BackupNames.of(region)));
    }
    return images;
  }

  /** The same backup, but for some projects and the images of some regions. */
  public Backup with(Map<String, String> otherProjects, Map<RegionName, List<Image>> others) {
    var allProjects = new TreeMap<>(projects);
    allProjects.putAll(otherProjects);
    var all = new TreeMap<>(regions);
    all.putAll(others);
    return new Backup(time, allProjects, all);
  }
}
