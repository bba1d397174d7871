package io.glancesync.region;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which regions a command is about (specification, sections 1 and 2).
 *
 * @param master the master region
 * @param known the regions of each target that have an image endpoint
 * @param ignored the regions of each target that are left out when it is expanded
 * @param preferableOrder regions to do first where the list was not given explicitly
 */
public record RegionChoice(
    RegionName master,
    Map<String, ? extends Collection<RegionName>> known,
    Map<String, Set<String>> ignored,
    List<String> preferableOrder) {

  public RegionChoice {
    requireNonNull(master, "master");
  }

  /**
   * The regions that the words name, each once, in the order in which they are to be done.
   *
   * @param words {@code Region}, {@code target:Region} or {@code target:}; none means {@code
   *     master:}
   * @throws UnknownRegionException when a word names no region, or no target
   */
  public List<RegionName> of(List<String> words) {
    var chosen = new LinkedHashSet<RegionName>();
    for (String word : words.isEmpty() ? List.of(RegionName.MASTER_TARGET + ":") : words) {
      chosen.addAll(isTarget(word) ? expand(word.substring(0, word.length() - 1)) : one(word));
    }
    return List.copyOf(chosen);
  }

  /** The targets that the words need, so that only these have to be signed in to. */
  public static Set<String> targets(List<String> words) {
    var targets = new LinkedHashSet<String>(Set.of(RegionName.MASTER_TARGET));
    words.forEach(word -> targets.add(RegionName.of(word).target()));
    return targets;
  }

  private static boolean isTarget(String word) {
    return word.endsWith(":");
  }

  private List<RegionName> expand(String target) {
    if (!known.containsKey(target)) {
      throw new UnknownRegionException(target + ":", targetWords(), List.of());
    }
    Set<String> left = ignored.getOrDefault(target, Set.of());
    return known.get(target).stream()
        .filter(region -> !region.equals(master) && !left.contains(region.region()))
        .sorted(Comparator.comparingInt(this::preference).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** An entry may be written with its target or without. */
  private int preference(RegionName region) {
    for (int i = 0; i < preferableOrder.size(); i++) {
      String entry = preferableOrder.get(i);
      if (entry.equals(region.region()) || RegionName.of(entry).equals(region)) {
        return i;
      }
    }
    return preferableOrder.size();
  }

  private List<RegionName> one(String word) {
    RegionName region = RegionName.of(word);
    if (!known.containsKey(region.target()) || !known.get(region.target()).contains(region)) {
      throw new UnknownRegionException(word, names(), targetsBesides());
    }
    return List.of(region);
  }

  /** Also those that did not have to be signed in to. */
  private List<String> targetsBesides() {
    return Stream.concat(known.keySet().stream(), ignored.keySet().stream())
        .distinct()
        .map(target -> target + ":")
        .sorted()
        .toList();
  }

  private List<String> targetWords() {
    return known.keySet().stream().map(target -> target + ":").sorted().toList();
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    known.values().forEach(regions -> regions.forEach(region -> names.add(region.toString())));
    return names.stream().sorted().toList();
  }
}
