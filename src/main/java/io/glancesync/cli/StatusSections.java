package io.glancesync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What {@code status} says of images in regions that the master has no longer. */
record StatusSections(List<Plan> plans) {
  /**
   * The sections <em>To retire</em> and <em>Withdrawn</em>; nothing where there is nothing to say.
   */
  List<String> lines() {
    var lines = new ArrayList<String>();
    plans.forEach(
        plan ->
            plan.steps()
                .filter(it -> it.action() == Action.OBSOLETE)
                .forEach(it -> lines.add("  %s: %s".formatted(plan.region(), it.imageName()))));
    if (!lines.isEmpty()) {
      lines.add(0, "To retire:");
    }
    var withdrawn = new ArrayList<String>();
    plans.forEach(plan -> plan.withdrawn().forEach(it -> withdrawn.add(line(plan.region(), it))));
    if (!withdrawn.isEmpty()) {
      lines.add("Withdrawn:");
      lines.addAll(withdrawn);
    }
    return lines;
  }

  private static String line(RegionName region, WithdrawnImage withdrawn) {
    return "  %s: %s, since %s; %s"
        .formatted(
            region,
            withdrawn.image().name(),
            time(withdrawn.noted().withdrawn()),
            withdrawn
                .obstacle()
                .map("left alone because "::concat)
                .or(
                    () ->
                        withdrawn
                            .next()
                            .map(it -> "to %s from %s".formatted(it.text(), time(withdrawn.due()))))
                .orElse(withdrawn.image().hidden() ? "it is hidden" : "only reported"));
  }

  private static Instant time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Adds an object per image that is to be retired. */
  void addStatusSections(ArrayNode array) {
    plans.forEach(
        plan ->
            plan.steps()
                .filter(it -> it.action() == Action.OBSOLETE)
                .forEach(
                    it ->
                        array
                            .addObject()
                            .put("region", plan.region().toString())
                            .put("image", it.imageName())
                            .put("region_id", it.regionId().orElseThrow().value())));
  }

  /** Adds an object per image that is withdrawn. */
  void addWithdrawn(ArrayNode array) {
    plans.forEach(plan -> plan.withdrawn().forEach(it -> add(array, plan.region(), it)));
  }

  private static void add(ArrayNode array, RegionName region, WithdrawnImage withdrawn) {
    boolean isToDo = withdrawn.next().isPresent();
    array
        .addObject()
        .put("region", region.toString())
        .put("image", withdrawn.image().name())
        .put("region_id", withdrawn.image().id().value())
        .put("since", time(withdrawn.noted().withdrawn()).toString())
        .put("action", withdrawn.next().map(Action::text).orElse(null))
        .put("due", isToDo ? time(withdrawn.due()).toString() : null)
        .put("obstacle", withdrawn.obstacle().orElse(null));
  }
}
