package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Images that the master has retired by renaming them (specification, section 6). */
record Retirement(List<Step> steps, List<Warning> warnings) {

  static final Retirement NONE = new Retirement(List.of(), List.of());

  static Retirement of(
      MasterImages master,
      Selection selection,
      Collection<Image> images,
      RegionName region,
      Policy policy,
      String projectId) {
    var retirement = new Retirement(new ArrayList<>(), new ArrayList<>());
    List<Image> ours =
        images.stream()
            .filter(image -> image.belongsTo(projectId) && image.isActive())
            .sorted(Comparator.comparing(Image::id))
            .toList();
    Set<String> taken = new HashSet<>();
    ours.forEach(image -> taken.add(image.name()));
    for (Image retired : master.all()) {
      if (retired.name().endsWith(Selection.OBSOLETE)) {
        if (selection.byName().containsKey(nameBefore(retired))) {
          retirement.warnings.add(ignored(region, retired));
        } else {
          ours.forEach(image -> retirement.consider(retired, image, taken, region, policy));
        }
      }
    }
    return retirement;
  }

  private void consider(
      Image retired, Image image, Set<String> taken, RegionName region, Policy policy) {
    if (!image.sameContentAs(retired)) {
      return;
    }
    if (image.name().equals(retired.name())) {
      change(retired, image, policy).ifPresent(steps::add);
    } else if (image.name().equals(nameBefore(retired))) {
      if (taken.add(retired.name())) {
        change(retired, image, policy).ifPresent(steps::add);
      } else {
        warnings.add(nameTaken(region, image, retired));
      }
    }
  }

  private static Optional<Step> change(Image retired, Image image, Policy policy) {
    var properties = new TreeMap<>(image.properties());
    policy.obsoleteSyncprops().stream()
        .filter(retired.properties()::containsKey)
        .forEach(name -> properties.put(name, retired.property(name)));
    Image wanted =
        image
            .but()
            .name(retired.name())
            .visibility(retired.visibility())
            .properties(properties)
            .build();
    Changes changes = Changes.between(image, wanted);
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step.Retire(retired, image, changes));
  }

  private static String nameBefore(Image retired) {
    return retired.name().substring(0, retired.name().length() - Selection.OBSOLETE.length());
  }

  private static Warning ignored(RegionName region, Image retired) {
    return new Warning(
        Warning.Code.OBSOLETE_IGNORED,
        region,
        retired.name(),
        "%s is ignored because %s is selected too; rename or delete one of them in the master region"
            .formatted(retired.name(), nameBefore(retired)));
  }

  private static Warning nameTaken(RegionName region, Image image, Image retired) {
    return new Warning(
        Warning.Code.DUPLICATE_REGION_NAME,
        region,
        image.name(),
        "%s (%s) is not renamed to %s because %s has an image of that name; delete one of them"
            .formatted(image.name(), image.id(), retired.name(), region));
  }
}
