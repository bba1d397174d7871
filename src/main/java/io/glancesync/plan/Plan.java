package io.glancesync.plan;

import io.glancesync.region.RegionName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a region needs to be in step with the master.
 *
 * @param states one per selected image, smallest first
 * @param phases steps that may be done at once, in the order in which the groups are done: retired
 *     images, updates, copies (what others need first, then from small to large), and the updates
 *     that wait for a copy
 * @param refusals what would be done, but cannot be
 */
public record Plan(
    RegionName region,
    List<ImageState> states,
    List<List<Step>> phases,
    List<Refusal> refusals,
    List<Warning> warnings) {
  public Plan {
    states = List.copyOf(states);
    phases = phases.stream().filter(phase -> !phase.isEmpty()).map(List::copyOf).toList();
    refusals = List.copyOf(refusals);
    warnings = List.copyOf(warnings);
  }

  /** All steps in the order in which they begin. */
  public Stream<Step> steps() {
    return phases.stream().flatMap(List::stream);
  }
}
