package io.glancesync.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Groups copies so that what others need, a kernel or ramdisk, is in the region before them. */
final class CopyOrder {
  private final Map<String, Step.Copy> byName;

  private CopyOrder(List<Step.Copy> copies) {
    byName = copies.stream().collect(Collectors.toMap(Step::imageName, Function.identity()));
  }

  /**
   * @param copies from small to large; each group keeps that order
   */
  static List<List<Step>> phases(List<Step.Copy> copies) {
    var order = new CopyOrder(copies);
    var phases = new ArrayList<List<Step>>();
    for (Step.Copy copy : copies) {
      int depth = order.depth(copy, new HashSet<>()).orElseThrow();
      while (phases.size() <= depth) {
        phases.add(new ArrayList<>());
      }
      phases.get(depth).add(copy);
    }
    return phases;
  }

  /** The copies that need themselves, through others or not, and so have no order. */
  static Set<String> circular(List<Step.Copy> copies) {
    var order = new CopyOrder(copies);
    return copies.stream()
        .filter(copy -> order.depth(copy, new HashSet<>()).isEmpty())
        .map(Step::imageName)
        .collect(Collectors.toSet());
  }

  private Optional<Integer> depth(Step.Copy copy, Set<String> above) {
    if (!above.add(copy.imageName())) {
      return Optional.empty();
    }
    int depth = 0;
    for (Companion companion : copy.companions()) {
      Step.Copy needed = byName.get(companion.master().name());
      if (needed != null) {
        Optional<Integer> below = depth(needed, new HashSet<>(above));
        if (below.isEmpty()) {
          return below;
        }
        depth = Math.max(depth, below.get() + 1);
      }
    }
    return Optional.of(depth);
  }
}
