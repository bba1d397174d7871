package io.glancesync.cli.explain;

import io.glancesync.image.Image;
import io.glancesync.planner.Explainer;
import io.glancesync.planner.Explanation;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Explains an image in each region that a run compares. */
final class ExplanationCollector implements Progress {
  private final String word;
  private final ImageScope scope;
  private final List<Explanation> explanations = new ArrayList<>();

  /**
   * @param word name, pattern or id
   */
  ExplanationCollector(String word) {
    this.word = word;
    scope = ImageScope.matching(List.of(word), List.of());
  }

  @Override
  public synchronized void compared(RegionComparison comparison) {
    var explainer = new Explainer(comparison);
    List<String> names =
        Stream.concat(
                explainer.names().filter(it -> scope.contains(comparison.region(), it)),
                comparison.master().all().stream().filter(scope::selects).map(Image::name))
            .distinct()
            .sorted()
            .toList();
    (names.isEmpty() ? List.of(word) : names)
        .forEach(it -> explanations.add(explainer.explain(it)));
  }

  /** All of them, by name, and in this order of the regions. */
  synchronized List<Explanation> in(Comparator<RegionName> order) {
    return explanations.stream()
        .sorted(Comparator.comparing(Explanation::image).thenComparing(Explanation::region, order))
        .toList();
  }
}
