package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that {@code glancesync.conf} says (specification, section 2).
 *
 * @param masterRegion where images come from; of the target {@code master}
 * @param preferableOrder regions to do first, as users write them ({@code Burgos}, {@code
 *     other:Madrid}); they may not exist
 * @param maxChildren how many regions are worked on at once, above 0
 * @param imagesDir the folder that may hold the master's image files by id; it may not exist
 * @param targets by name; {@code master} is always there
 */
public record Configuration(
    RegionName masterRegion,
    List<String> preferableOrder,
    int maxChildren,
    Path imagesDir,
    SortedMap<String, Target> targets) {

  public Configuration {
    requireNonNull(masterRegion, "masterRegion");
    preferableOrder = List.copyOf(preferableOrder);
    requireNonNull(imagesDir, "imagesDir");
    targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    if (maxChildren < 1) {
      throw new IllegalArgumentException("maxChildren is " + maxChildren + ", but must be above 0");
    }
    if (!targets.containsKey(RegionName.MASTER_TARGET)) {
      throw new IllegalArgumentException("there is no target master");
    }
  }

  /**
   * The target of this name.
   *
   * @throws ConfigurationException when there is none; names the nearest one
   */
  public Target target(String name) {
    var target = targets.get(name);
    if (target == null) {
      throw new ConfigurationException(
          "There is no target '%s' in the configuration%s".formatted(name, nearestOrAll(name)));
    }
    return target;
  }

  /**
   * The target that a region belongs to.
   *
   * @throws ConfigurationException when there is none; names the nearest one
   */
  public Target targetOf(RegionName region) {
    return target(region.target());
  }

  private String nearestOrAll(String name) {
    return NearestName.of(name, targets.keySet())
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; the targets are: " + String.join(", ", targets.keySet()));
  }
}
