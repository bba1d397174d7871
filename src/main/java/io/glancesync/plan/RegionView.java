package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.plan.Companionship.Missing;
import io.glancesync.plan.Companionship.None;
import io.glancesync.plan.Companionship.Pending;
import io.glancesync.plan.Companionship.Present;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One region against the master: the state of each selected image (specification, section 5).
 *
 * <p>Kernels and ramdisks make the states depend on each other, so they are asked for here one by
 * one and in any order.
 */
record RegionView(
    MasterImages master, Selection selection, Counterparts counterparts, Policy policy) {

  State state(Image image) {
    if (isCompanionMissing(image)) {
      return State.ERROR_AMI;
    }
    State byContent = byContent(image);
    if (byContent != State.OK) {
      return byContent;
    }
    if (!pendingCompanions(image).isEmpty()) {
      return State.PENDING_AMI;
    }
    return changes(image).isEmpty() ? State.OK : State.PENDING_METADATA;
  }

  State byContent(Image image) {
    return ChecksumRule.stateByContent(image, counterparts.of(image), policy);
  }

  private boolean isCompanionMissing(Image image) {
    return isCompanionMissing(image, new HashSet<>());
  }

  private boolean isCompanionMissing(Image image, Set<String> asked) {
    // an image that needs itself, through others or not, is found by the order of the copies
    if (!asked.add(image.name())) {
      return false;
    }
    for (Role role : Role.values()) {
      if (companionship(image, role, asked) instanceof Missing) {
        return true;
      }
    }
    return false;
  }

  Companionship companionship(Image image, Role role) {
    return companionship(image, role, new HashSet<>(Set.of(image.name())));
  }

  private Companionship companionship(Image image, Role role, Set<String> asked) {
    String id = companionId(image, role);
    if (id.isEmpty()) {
      return new None();
    }
    Optional<Image> companion = master.withId(id);
    if (companion.isEmpty()) {
      return new Missing("%s, which does not count in %s".formatted(id, master.region()));
    }
    return companionship(companion.get(), asked);
  }

  private Companionship companionship(Image companion, Set<String> asked) {
    if (!selection.contains(companion)) {
      return new Missing(companion.name() + ", which is not selected");
    }
    boolean broken = isCompanionMissing(companion, asked);
    if (byContent(companion).isCopy() && !broken) {
      return new Pending(companion);
    }
    return counterparts
        .of(companion)
        .<Companionship>map(existing -> new Present(existing.id()))
        .orElseGet(() -> new Missing(companion.name() + ", which itself lacks its kernel or ramdisk"));
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
      if (companionship(image, role) instanceof Missing missing) {
        warnings.add(
            new Warning(
                role.missing(),
                region,
                image.name(),
                "the %s of %s is %s; select it too, or correct %s in %s"
                    .formatted(
                        role.text(),
                        image.name(),
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
