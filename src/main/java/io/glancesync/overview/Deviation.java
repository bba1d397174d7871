package io.glancesync.overview;

import io.glancesync.plan.Difference;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is to be said of an image that is not in step, beyond its state.
 *
 * @param message the warning, or why nothing is done; empty when there is none
 * @param differences in which fields it differs
 */
public record Deviation(String message, List<Difference> differences) {
  /** What an object takes besides its texts. */
  private static final int OBJECT = 128;

  static final Deviation NONE = new Deviation("", List.of());

  public Deviation {
    differences = List.copyOf(differences);
  }

  /** About how much memory it takes, in characters. */
  int weight() {
    return OBJECT + message.length() + differences.stream().mapToInt(Deviation::weight).sum();
  }

  private static int weight(Difference it) {
    return OBJECT + it.key().length() + it.master().length() + it.region().length();
  }

  private Deviation with(String text) {
    return message.isEmpty() ? new Deviation(text, differences) : this;
  }

  private Deviation with(List<Difference> found) {
    return differences.isEmpty() ? new Deviation(message, found) : this;
  }

  /** All those of a plan, by the name of the master's image. */
  static Map<String, Deviation> of(Plan plan) {
    var all = new LinkedHashMap<String, Deviation>();
    for (Refusal it : plan.refusals()) {
      all.put(it.master().name(), of(all, it.master().name()).with(it.reason()));
    }
    for (HeldBack it : plan.heldBack()) {
      all.put(it.step().masterName(), of(all, it.step().masterName()).with(it.reason()));
    }
    for (Warning it : plan.warnings()) {
      all.put(it.image(), of(all, it.image()).with(it.message()));
    }
    Stream.concat(plan.steps(), plan.heldBack().stream().map(HeldBack::step))
        .filter(it -> !it.differences().isEmpty())
        .forEach(
            (Step it) -> all.put(it.masterName(), of(all, it.masterName()).with(it.differences())));
    return all;
  }

  private static Deviation of(Map<String, Deviation> all, String image) {
    return all.getOrDefault(image, NONE);
  }
}
