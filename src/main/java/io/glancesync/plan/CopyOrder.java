package io.glancesync.plan;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Groups copies so that what others need, a kernel or ramdisk, is in the region before them. */
public final class CopyOrder {
  private CopyOrder() {}

  /**
   * What may be copied at once, one group after the other; what waits for itself is left out.
   *
   * @param copies from small to large; each group keeps that order
   */
  public static List<List<Step>> phases(List<Step.Copy> copies) {
    var phases = new ArrayList<List<Step>>();
    List<Step.Copy> left = copies;
    while (true) {
      Set<String> waiting = names(left);
      var waits =
          left.stream().collect(partitioningBy(it -> needs(it).anyMatch(waiting::contains)));
      if (waits.get(false).isEmpty()) {
        return phases;
      }
      phases.add(List.copyOf(waits.get(false)));
      left = waits.get(true);
    }
  }

  /** The copies that need themselves, through others or not, and so have no order. */
  public static Set<String> circular(List<Step.Copy> copies) {
    var left = new ArrayList<>(copies);
    Set<String> ordered =
        phases(copies).stream().flatMap(List::stream).map(Step::imageName).collect(toSet());
    left.removeIf(copy -> ordered.contains(copy.imageName()));
    // what is merely above a circle is needed by none of the rest
    while (true) {
      Set<String> needed = left.stream().flatMap(CopyOrder::needs).collect(toSet());
      if (!left.removeIf(copy -> !needed.contains(copy.imageName()))) {
        return names(left);
      }
    }
  }

  private static Stream<String> needs(Step.Copy copy) {
    return copy.companions().stream().map(companion -> companion.master().name());
  }

  private static Set<String> names(List<Step.Copy> copies) {
    return copies.stream().map(Step::imageName).collect(toSet());
  }
}
