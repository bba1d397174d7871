package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.plan.Changes;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Role;
import io.glancesync.plan.State;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Companionship.None;
import io.glancesync.planner.Companionship.Pending;
import io.glancesync.planner.Companionship.Present;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One region against the master: the state of each selected image (specification, section 5).
 *
 * <p>Kernels and ramdisks make the states depend on each other, so they are asked for here one by
 * one and in any order.
 *
 * @param rollback what somebody rolled back
 * @param sharing who the images are shared with
 * @param incomplete the names of selected images whose kernel or ramdisk will not be there
 */
record RegionView(
    MasterImages master,
    Selection selection,
    MatchedImages counterparts,
    Policy policy,
    Rollback rollback,
    Sharing sharing,
    Set<String> incomplete) {

  static RegionView of(
      MasterImages master,
      Selection selection,
      MatchedImages counterparts,
      Policy policy,
      Rollback rollback,
      Sharing sharing) {
    var incomplete = new HashSet<String>();
    var view =
        new RegionView(master, selection, counterparts, policy, rollback, sharing, incomplete);
    // one that is incomplete may make others so, until no more are found
    while (incomplete.addAll(view.lackingCompanions())) {}
    return view;
  }

  private Set<String> lackingCompanions() {
    return selection.byName().values().stream()
        .filter(image -> lacks(image, Role.KERNEL) || lacks(image, Role.RAMDISK))
        .map(Image::name)
        .collect(Collectors.toSet());
  }

  private boolean lacks(Image image, Role role) {
    return companionship(image, role) instanceof Companionship.Unavailable;
  }

  State state(Image image) {
    if (rollback.isPending(image.name())) {
      return State.PENDING_METADATA;
    }
    State byContent = byContent(image);
    if (byContent.isLeftAlone()) {
      // so it misses nothing
      return byContent;
    }
    if (incomplete.contains(image.name())) {
      return State.ERROR_AMI;
    }
    if (byContent != State.OK) {
      return byContent;
    }
    if (!pendingCompanions(image).isEmpty()) {
      return State.PENDING_AMI;
    }
    return changes(image).isEmpty() ? State.OK : State.PENDING_METADATA;
  }

  State byContent(Image image) {
    State state = ChecksumRule.stateByContent(image, counterparts.counterpart(image), policy);
    return state != State.OK && isRolledBack(image) ? State.OK_STALLED_CHECKSUM : state;
  }

  /** Whether somebody rolled the region's image back to the one that it has. */
  boolean isRolledBack(Image image) {
    return counterparts.of(image).filter(it -> rollback.holds(image.name(), it)).isPresent();
  }

  Companionship companionship(Image image, Role role) {
    String id = companionId(image, role);
    if (id.isEmpty()) {
      return new None();
    }
    return master
        .withId(id)
        .map(this::companionship)
        .orElseGet(() -> new Companionship.Unavailable(id, "does not count in " + master.region()));
  }

  private Companionship companionship(Image companion) {
    if (!selection.contains(companion)) {
      return Companionship.Unavailable.of(companion, "is not selected");
    }
    if (byContent(companion).isCopy() && !incomplete.contains(companion.name())) {
      return new Pending(selection.byName().get(companion.name()));
    }
    return counterparts
        .of(companion)
        .<Companionship>map(existing -> new Present(existing.id()))
        .orElseGet(
            () -> Companionship.Unavailable.of(companion, "itself lacks its kernel or ramdisk"));
  }

  /** The other image's id; an empty value counts as absent. */
  private static String companionId(Image image, Role role) {
    return image.properties().getOrDefault(role.property(), "");
  }

  List<Companion> pendingCompanions(Image image) {
    var pending = new ArrayList<Companion>();
    for (Role role : Role.values()) {
      if (companionship(image, role) instanceof Pending companion) {
        pending.add(new Companion(role, companion.master()));
      }
    }
    return pending;
  }

  List<Warning> warnings(Image image, RegionName region) {
    var warnings = new ArrayList<Warning>();
    for (Role role : Role.values()) {
      if (companionship(image, role) instanceof Companionship.Unavailable missing) {
        warnings.add(
            new Warning(
                role.missing(),
                region,
                image.name(),
                "the %s of %s is %s, which %s; select it too, or correct %s in %s"
                    .formatted(
                        role.text(),
                        image.name(),
                        missing.image(),
                        missing.why(),
                        role.property(),
                        master.region())));
      }
    }
    return warnings;
  }

  /** What makes the counterpart equal to the master's image, but for what is still to be copied. */
  Changes changes(Image image) {
    Image existing = counterparts.of(image).orElseThrow();
    return Changes.between(existing, new Properties(this).onUpdate(image, existing));
  }
}
