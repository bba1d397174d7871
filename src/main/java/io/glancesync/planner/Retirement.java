package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.UserProperties;
import io.glancesync.plan.Action;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.Refusal;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Images that the master has retired by renaming them (specification, section 6). */
record Retirement(List<Step> steps, List<Refusal> refusals, List<Warning> warnings) {

  static final Retirement NONE = new Retirement(List.of(), List.of(), List.of());

  static Retirement of(
      MasterImages master,
      Selection selection,
      Collection<Image> images,
      RegionName region,
      Policy policy,
      Sharing sharing) {
    var retirement = new Retirement(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<Image> ours =
        images.stream()
            .filter(image -> image.belongsTo(sharing.projectId()))
            .sorted(Comparator.comparing(Image::id))
            .toList();
    Set<String> taken = new HashSet<>();
    ours.forEach(image -> taken.add(image.name()));
    for (Image retired : master.all()) {
      if (isRetired(retired)) {
        if (selection.byName().containsKey(nameBefore(retired))) {
          retirement.warnings.add(RegionWarnings.ignored(region, retired, nameBefore(retired)));
        } else if (!selection.isUndecided(nameBefore(retired))) {
          ours.stream()
              .filter(image -> image.isActive() && isMeant(image, retired, master, region))
              .forEach(
                  image -> retirement.consider(retired, image, taken, region, policy, sharing));
        }
      }
    }
    return retirement;
  }

  static boolean isRetired(Image image) {
    return image.name().endsWith(CopyId.RETIRED) && !nameBefore(image).isEmpty();
  }

  private static String nameBefore(Image retired) {
    return retired.name().substring(0, retired.name().length() - CopyId.RETIRED.length());
  }

  /** Of two retired images that may mean this one, it is the one that has its name already. */
  private static boolean isMeant(
      Image image, Image retired, MasterImages master, RegionName region) {
    boolean isNamedSo = image.name().equals(retired.name());
    boolean wasNamedSo = image.name().equals(nameBefore(retired));
    return (isNamedSo || wasNamedSo && !isRetiredAlready(image, master, region))
        && CopyId.hasContentOf(region, retired, image);
  }

  private static boolean isRetiredAlready(Image image, MasterImages master, RegionName region) {
    return image.name().endsWith(CopyId.RETIRED)
        && master
            .named(image.name())
            .filter(it -> CopyId.hasContentOf(region, it, image))
            .isPresent();
  }

  private void consider(
      Image retired,
      Image image,
      Set<String> taken,
      RegionName region,
      Policy policy,
      Sharing sharing) {
    if (!image.name().equals(retired.name())) {
      if (ChecksumRule.isProtectedThere(retired, image)) {
        warnings.add(RegionWarnings.protectedThere(region, image, retired));
        return;
      }
      if (!taken.add(retired.name())) {
        warnings.add(RegionWarnings.nameTaken(region, image, retired));
        return;
      }
    }
    Image wanted = wanted(retired, image, policy);
    Changes changes = Changes.between(image, wanted);
    if (changes.isEmpty()) {
      return;
    }
    Changes shown =
        changes.visibility().isPresent() ? sharing.revealing(changes, retired, image) : changes;
    Preflight.refusalOfUpdate(wanted)
        .ifPresentOrElse(
            reason -> refusals.add(Refusal.of(Action.OBSOLETE, retired, region, reason)),
            () -> steps.add(new Step.Retire(retired, image, shown)));
  }

  private static Image wanted(Image retired, Image image, Policy policy) {
    var properties = new TreeMap<>(image.properties());
    policy.obsoleteSyncprops().stream()
        // an id of the master region means nothing here
        .filter(name -> !UserProperties.refersToImage(name))
        .filter(retired.properties()::containsKey)
        .forEach(name -> properties.put(name, retired.property(name)));
    return image
        .but()
        .name(retired.name())
        .visibility(image.visibility().inStepWith(retired.visibility()))
        .properties(properties)
        .build();
  }
}
