package io.glancesync.cli;

import io.glancesync.plan.ImageState;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One image of a rehearsal: its state, what is done, its state afterwards. A retired image, or one
 * that is taken out of use, has no state, and one that is in step needs nothing; both are a dash.
 */
record RehearsedRow(
    RegionName region, String image, long size, String before, String action, String after) {
  private static final String NONE = "-";

  /** The images of one region, smallest first, then those that are retired. */
  static List<RehearsedRow> of(Plan before, Plan after) {
    Map<String, Step> steps =
        before
            .steps()
            .filter(step -> !step.action().isRetirement())
            .collect(Collectors.toMap(Step::imageName, Function.identity()));
    Map<String, String> states =
        after.states().stream()
            .collect(Collectors.toMap(it -> it.master().name(), it -> it.state().text()));
    var rows = new ArrayList<RehearsedRow>();
    for (ImageState image : before.states()) {
      rows.add(row(before.region(), image, steps, states));
    }
    before
        .steps()
        .filter(step -> step.action().isRetirement())
        .forEach(step -> rows.add(retired(before.region(), step)));
    return rows;
  }

  private static RehearsedRow row(
      RegionName region, ImageState image, Map<String, Step> steps, Map<String, String> states) {
    String name = image.master().name();
    Step step = steps.get(name);
    return new RehearsedRow(
        region,
        name,
        image.master().size(),
        image.state().text(),
        step == null ? NONE : step.action().text(),
        states.getOrDefault(name, NONE));
  }

  private static RehearsedRow retired(RegionName region, Step step) {
    return new RehearsedRow(
        region, step.imageName(), step.image().size(), NONE, step.action().text(), NONE);
  }
}
