package io.glancesync.planner;

import io.glancesync.condition.ConditionEvaluationException;
import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.Difference;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Role;
import io.glancesync.plan.State;
import io.glancesync.plan.Stop;
import io.glancesync.planner.Explanation.Other;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Explains what came of the comparison of a region (specification, section 9, "Asking"). */
public final class Explainer {
  private final RegionComparison comparison;
  private final Selection selection;
  private final RegionView view;

  public Explainer(RegionComparison comparison) {
    this.comparison = comparison;
    selection = Selection.of(comparison.master(), comparison.policy());
    MatchedImages counterparts =
        CounterpartFinder.find(
            selection,
            comparison.images(),
            comparison.region(),
            comparison.policy(),
            comparison.projectId());
    var rollback =
        Rollback.of(
            selection,
            comparison.images(),
            comparison.policy(),
            comparison.projectId(),
            comparison.memory());
    view =
        RegionView.of(
            comparison.master(),
            selection,
            counterparts,
            comparison.policy(),
            rollback,
            Sharing.in(
                comparison.master(),
                comparison.region(),
                comparison.policy(),
                comparison.projectId()));
  }

  /** Explains the image of this name. */
  public Explanation explain(String name) {
    Optional<Image> master = comparison.master().named(name);
    Optional<Image> selected = Optional.ofNullable(selection.byName().get(name));
    Optional<Counterpart> counterpart = selected.flatMap(view.counterparts()::counterpart);
    // with what a run would not do yet, as the guards may hold it back
    Optional<State> state = selected.map(view::state);
    return new Explanation(
        comparison.region(),
        name,
        master.or(() -> comparison.master().inactiveNamed(name)),
        comparison.master().ambiguous(name),
        selected.isPresent(),
        master.map(this::reason).orElseGet(() -> reasonOfAbsence(name)),
        counterpart.map(Counterpart::image),
        counterpart.map(Counterpart::isOurs).orElse(false),
        others(name, counterpart),
        selected.map(it -> differences(it, counterpart)).orElse(List.of()),
        state,
        selected.map(it -> rule(it, counterpart)).orElse(""),
        hindrance(name),
        notes(name),
        new Advice(comparison, view).next(name));
  }

  /** The region's image for a selected one of the master; empty if there is none. */
  public Optional<Image> counterpart(String name) {
    return Optional.ofNullable(selection.byName().get(name))
        .flatMap(view.counterparts()::counterpart)
        .map(Counterpart::image);
  }

  /** The names of images in the region that the master does not have. */
  public Stream<String> names() {
    return Stream.concat(
            comparison.master().all().stream().map(Image::name),
            Stream.concat(
                comparison.master().inactive().stream().map(Image::name),
                comparison.images().stream().map(Image::name)))
        .filter(it -> !it.isEmpty())
        .distinct()
        .sorted();
  }

  private String reason(Image image) {
    try {
      RegionName region = comparison.master().region();
      return SelectionRule.decide(image, region, comparison.policy())
          .rule()
          .why(image, region, comparison.policy());
    } catch (ConditionEvaluationException e) {
      return "metadata_condition has no answer for it: " + e.getMessage();
    }
  }

  private String reasonOfAbsence(String name) {
    return comparison.master().warnings().stream()
        .filter(it -> it.image().equals(name))
        .map(it -> it.message())
        .findFirst()
        .or(
            () ->
                comparison
                    .master()
                    .inactiveNamed(name)
                    .map(
                        it ->
                            "the master's image is %s, and only active ones are copied"
                                .formatted(it.status())))
        .orElseGet(
            () ->
                "%s has no image of that name in our project"
                    .formatted(comparison.master().region()));
  }

  private List<Other> others(String name, Optional<Counterpart> counterpart) {
    return comparison.images().stream()
        .filter(it -> it.name().equals(name))
        .filter(it -> counterpart.filter(found -> found.image().equals(it)).isEmpty())
        .map(it -> new Other(it, whyNot(it, counterpart)))
        .toList();
  }

  private String whyNot(Image image, Optional<Counterpart> counterpart) {
    if (!image.isActive()) {
      return "it is " + image.status();
    }
    if (!image.belongsTo(comparison.projectId())) {
      return "it belongs to another project";
    }
    return counterpart.isPresent() ? "the one above is preferred" : "the image is not selected";
  }

  private List<Difference> differences(Image master, Optional<Counterpart> counterpart) {
    if (counterpart.isEmpty()) {
      return List.of();
    }
    Image existing = counterpart.get().image();
    var differences = new ArrayList<Difference>();
    if (counterpart.get().content() == Likeness.OTHER) {
      differences.add(new Difference("checksum", master.checksum(), existing.checksum()));
    }
    differences.addAll(view.changes(master).differences(existing));
    return differences;
  }

  private String rule(Image master, Optional<Counterpart> counterpart) {
    if (view.state(master) == State.ERROR_AMI) {
      return missingCompanion(master);
    }
    if (counterpart.isEmpty()) {
      return others(master.name(), counterpart).isEmpty()
          ? comparison.region() + " has no image of that name"
          : comparison.region() + " has that name, but on no image that counts";
    }
    if (view.rollback().isPending(master.name())) {
      return "somebody rolled it back; the next run makes the kept image the current one";
    }
    if (view.isRolledBack(master)) {
      return "somebody rolled it back to the image that the region has, until the master has another";
    }
    Counterpart existing = counterpart.get();
    if (existing.content() == Likeness.OTHER) {
      return ChecksumRule.deciding(master, existing, comparison.policy())
          .map(it -> it.text(existing))
          .orElse(
              ChecksumRule.isProtectedThere(master, existing.image())
                  ? "other content, and the image is protected in the region"
                  : "other content, and none of dontupdate, rename and replace lists its checksum");
    }
    return existing.content() == Likeness.UNKNOWN
        ? "nothing tells whether the content is the same"
        : "the content is the same";
  }

  private String missingCompanion(Image master) {
    for (Role role : Role.values()) {
      if (view.companionship(master, role) instanceof Companionship.Unavailable missing) {
        return "its %s %s".formatted(role.text(), missing.why());
      }
    }
    throw new IllegalStateException(master.name() + " misses neither kernel nor ramdisk");
  }

  private Optional<String> hindrance(String name) {
    Plan plan = comparison.plan();
    return about(name, plan.heldBack())
        .map(it -> "a guard holds %s back".formatted(it.subject()))
        .or(() -> about(name, plan.waiting()).map(Explainer::wait))
        .or(
            () ->
                plan.refusals().stream()
                    .filter(it -> it.master().name().equals(name))
                    .findFirst()
                    .map(it -> "it cannot be done as it is"));
  }

  private static Optional<HeldBack> about(String name, List<HeldBack> withheld) {
    return withheld.stream().filter(it -> it.step().masterName().equals(name)).findFirst();
  }

  private static String wait(HeldBack waiting) {
    return waiting.stop().release().orElse(null) instanceof Stop.NextTry next
        ? "%s failed for good and is left out until %s"
            .formatted(waiting.subject(), Instant.ofEpochSecond(next.time().getEpochSecond()))
        : waiting.subject() + " failed for good and is not tried yet";
  }

  private List<String> notes(String name) {
    var notes = new ArrayList<String>();
    comparison.plan().refusals().stream()
        .filter(it -> it.master().name().equals(name))
        .forEach(it -> notes.add(it.reason()));
    comparison
        .plan()
        .withheld()
        .filter(it -> it.step().imageName().equals(name))
        .forEach(it -> notes.add(it.forecast()));
    comparison.plan().warnings().stream()
        .filter(it -> it.image().equals(name))
        .forEach(it -> notes.add(it.message()));
    return notes;
  }
}
