package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The region's image for each selected one of the master: the one with the same name
 * (specification, section 5, "Looking for it").
 */
record Counterparts(Map<String, Image> byName, List<Warning> warnings) {

  static Counterparts find(
      Selection selection,
      Collection<Image> images,
      RegionName region,
      Policy policy,
      String projectId) {
    // ours first, or replacing another project's would make a second one of ours; then by id, so
    // that the order of a listing, which Glance does not promise, decides nothing
    var order =
        Comparator.comparing((Image image) -> !image.belongsTo(projectId)).thenComparing(Image::id);
    var sameName =
        images.stream()
            .filter(image -> selection.byName().containsKey(image.name()))
            .sorted(order)
            .collect(Collectors.groupingBy(Image::name));
    var found = new TreeMap<String, Image>();
    var warnings = new ArrayList<Warning>();
    selection
        .byName()
        .forEach(
            (name, master) -> {
              var candidates = new ArrayList<Image>();
              for (Image image : sameName.getOrDefault(name, List.of())) {
                if (CopyId.isUnpublished(region, master, image)) {
                  continue;
                }
                if (!image.belongsTo(projectId)) {
                  warnings.add(foreign(region, image, policy));
                  if (policy.onlyTenantImages()) {
                    continue;
                  }
                }
                if (image.isActive()) {
                  candidates.add(image);
                } else {
                  warnings.add(notActive(region, image));
                }
              }
              choose(master, candidates)
                  .ifPresent(
                      choice -> {
                        found.put(name, choice);
                        if (candidates.size() > 1) {
                          warnings.add(duplicate(region, choice, candidates));
                        }
                      });
            });
    return new Counterparts(found, warnings);
  }

  private static Optional<Image> choose(Image master, List<Image> candidates) {
    return candidates.stream()
        .filter(image -> image.sameContentAs(master))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  Optional<Image> of(Image master) {
    return Optional.ofNullable(byName.get(master.name()));
  }

  private static Warning foreign(RegionName region, Image image, Policy policy) {
    return new Warning(
        Warning.Code.FOREIGN_OWNER,
        region,
        image.name(),
        "%s has an image %s (%s) that belongs to project %s; %s"
            .formatted(
                region,
                image.name(),
                image.id(),
                image.owner(),
                policy.onlyTenantImages()
                    ? "it is ignored because only_tenant_images is on"
                    : "it is kept in step because only_tenant_images is off"));
  }

  private static Warning notActive(RegionName region, Image image) {
    return new Warning(
        Warning.Code.NOT_ACTIVE,
        region,
        image.name(),
        "%s has an image %s (%s) whose status is %s; it is ignored, delete it if nobody needs it"
            .formatted(region, image.name(), image.id(), image.status()));
  }

  private static Warning duplicate(RegionName region, Image choice, List<Image> candidates) {
    String ids =
        candidates.stream().map(Image::id).map(ImageId::value).collect(Collectors.joining(", "));
    return new Warning(
        Warning.Code.DUPLICATE_REGION_NAME,
        region,
        choice.name(),
        "%s has %d images called %s (%s); %s is taken, rename or delete the others"
            .formatted(region, candidates.size(), choice.name(), ids, choice.id()));
  }
}
