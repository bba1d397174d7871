package io.glancesync.plan;

import static java.util.stream.Collectors.toCollection;

import io.glancesync.region.RegionName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a region needs to be in step with the master.
 *
 * @param states one per selected image, smallest first
 * @param phases steps that may be done at once, in the order in which the groups are done: retired
 *     images, updates, copies (what others need first, then from small to large), the updates that
 *     wait for a copy, and the images that are taken out of use
 * @param spares copies of ours that are deleted, after all steps
 * @param refusals what would be done, but cannot be
 * @param withdrawn images of ours that the master has no longer, whatever is done about them
 * @param stops why guards hold back steps of this plan, or would; empty before they saw it
 * @param heldBack what could be done, but is not let through
 * @param waiting what failed for good a short time ago, and waits for its next try
 */
public record Plan(
    RegionName region,
    List<ImageState> states,
    List<List<Step>> phases,
    List<SpareCopy> spares,
    List<Refusal> refusals,
    List<Warning> warnings,
    List<WithdrawnImage> withdrawn,
    List<Stop> stops,
    List<HeldBack> heldBack,
    List<HeldBack> waiting) {
  public Plan {
    states = List.copyOf(states);
    phases = phases.stream().filter(phase -> !phase.isEmpty()).map(List::copyOf).toList();
    spares = List.copyOf(spares);
    refusals = List.copyOf(refusals);
    warnings = List.copyOf(warnings);
    withdrawn = List.copyOf(withdrawn);
    stops = List.copyOf(stops);
    heldBack = List.copyOf(heldBack);
    waiting = List.copyOf(waiting);
  }

  /** What is to be done, before anything was held back. */
  public Plan(
      RegionName region,
      List<ImageState> states,
      List<List<Step>> phases,
      List<SpareCopy> spares,
      List<Refusal> refusals,
      List<Warning> warnings,
      List<WithdrawnImage> withdrawn) {
    this(
        region, states, phases, spares, refusals, warnings, withdrawn, List.of(), List.of(),
        List.of());
  }

  /** What is left of it without what waits for its next try. */
  public Plan waiting(List<List<Step>> due, List<HeldBack> waits) {
    return new Plan(
        region, states, due, spares, refusals, warnings, withdrawn, stops, heldBack, waits);
  }

  /** What is left of it when guards saw it. */
  public Plan guarded(List<List<Step>> passing, List<Stop> reasons, List<HeldBack> stopped) {
    return new Plan(
        region, states, passing, spares, refusals, warnings, withdrawn, reasons, stopped, waiting);
  }

  /** The same, if nothing proves that an image is withdrawn. */
  public Plan withoutWithdrawals() {
    return new Plan(
        region,
        states,
        phases.stream()
            .map(
                phase ->
                    phase.stream()
                        .filter(it -> !(it instanceof Step.Remove step && step.isWithdrawal()))
                        .toList())
            .toList(),
        spares,
        refusals,
        warnings.stream().filter(it -> it.code() != Warning.Code.WITHDRAWN).toList(),
        List.of(),
        stops,
        heldBack,
        waiting);
  }

  /** The same without spare copies that are deleted. */
  public Plan withoutSpares() {
    return new Plan(
        region, states, phases, List.of(), refusals, warnings, withdrawn, stops, heldBack, waiting);
  }

  /** Whether it is about no image at all: none is selected, to be changed, or withdrawn. */
  public boolean hasNoImage() {
    return states.isEmpty() && steps().findAny().isEmpty() && withdrawn.isEmpty();
  }

  /** What is planned for these images, and for the kernels and ramdisks that they need. */
  public Plan restrictedTo(Predicate<String> names) {
    Set<String> wanted =
        steps().map(Step::masterName).filter(names).collect(toCollection(HashSet::new));
    // what is needed may need something itself
    while (wanted.addAll(neededBy(wanted))) {}
    Predicate<String> kept = names.or(wanted::contains);
    return new Plan(
        region,
        states.stream().filter(it -> kept.test(it.master().name())).toList(),
        phases.stream()
            .map(phase -> phase.stream().filter(it -> kept.test(it.masterName())).toList())
            .toList(),
        spares.stream().filter(it -> kept.test(it.master().name())).toList(),
        refusals.stream().filter(it -> kept.test(it.master().name())).toList(),
        warnings.stream().filter(it -> kept.test(it.image())).toList(),
        withdrawn.stream().filter(it -> kept.test(it.masterName())).toList(),
        stops,
        heldBack,
        waiting);
  }

  private List<String> neededBy(Set<String> names) {
    return steps()
        .filter(step -> names.contains(step.imageName()))
        .flatMap(step -> step.companions().stream())
        .map(companion -> companion.master().name())
        .toList();
  }

  /** What could be done and is not, for whatever reason. */
  public Stream<HeldBack> withheld() {
    return Stream.concat(heldBack.stream(), waiting.stream());
  }

  /** All steps in the order in which they begin. */
  public Stream<Step> steps() {
    return phases.stream().flatMap(List::stream);
  }

  /** How many images of the region give way to the master's. */
  public int replacements() {
    return (int) steps().filter(step -> step.action().isReplacement()).count();
  }
}
