package io.glancesync.cli.run;

import io.glancesync.config.Configuration;
import io.glancesync.region.RegionChoice;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The order in which the user asked for the regions. When several are worked on at once they come
 * back in any order.
 */
final class RegionOrder {
  private RegionOrder() {}

  /**
   * @param words for regions, as on the command line
   * @param regions those that came back
   */
  static Comparator<RegionName> of(
      List<String> words, Collection<RegionName> regions, Configuration configuration) {
    Map<String, List<RegionName>> byTarget =
        regions.stream()
            .collect(Collectors.groupingBy(RegionName::target, TreeMap::new, Collectors.toList()));
    byTarget.putIfAbsent(RegionName.MASTER_TARGET, List.of());
    var choice =
        new RegionChoice(
            configuration.masterRegion(), byTarget, Map.of(), configuration.preferableOrder());
    List<RegionName> order =
        choice.of(words.stream().filter(word -> cameBack(word, byTarget)).toList());
    return Comparator.comparingInt((RegionName region) -> position(order, region))
        .thenComparing(Comparator.naturalOrder());
  }

  private static boolean cameBack(String word, Map<String, List<RegionName>> byTarget) {
    RegionName region = RegionName.of(word);
    List<RegionName> ofTarget = byTarget.getOrDefault(region.target(), List.of());
    return word.endsWith(":") ? !ofTarget.isEmpty() : ofTarget.contains(region);
  }

  private static int position(List<RegionName> order, RegionName region) {
    int position = order.indexOf(region);
    return position < 0 ? order.size() : position;
  }
}
