package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Warning;
import io.glancesync.plan.WithdrawnImage;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The warnings about images that are found in a region, in words. */
final class RegionWarnings {
  private RegionWarnings() {}

  static Warning foreign(RegionName region, Image image, Policy policy) {
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

  static Warning notActive(RegionName region, Image image) {
    return new Warning(
        Warning.Code.NOT_ACTIVE,
        region,
        image.name(),
        "%s has an image %s (%s) whose status is %s; it is ignored, delete it if nobody needs it"
            .formatted(region, image.name(), image.id(), image.status()));
  }

  /** Nobody can tell whether it was never published, or hidden since. */
  static Warning hidden(RegionName region, Image image, Image choice) {
    return new Warning(
        Warning.Code.DUPLICATE_REGION_NAME,
        region,
        image.name(),
        "%s has an image %s (%s) and also %s, a copy by GlanceSync that is hidden; it is left alone, delete it if nobody needs it"
            .formatted(region, image.name(), choice.id(), image.id()));
  }

  static Warning unknown(RegionName region, Image master, Image image) {
    return new Warning(
        Warning.Code.CONTENT_UNKNOWN,
        region,
        image.name(),
        "%s in %s (%s) has the size of the master's image %s, and nothing tells whether its content is the same, because there is no hash to compare and it is not a copy by GlanceSync; if it is not the same, delete it or rename it"
            .formatted(image.name(), region, image.id(), master.id()));
  }

  static Warning duplicate(
      RegionName region, Counterpart chosen, List<Counterpart> images, List<SpareCopy> twins) {
    Image choice = chosen.image();
    List<Image> candidates = images.stream().map(Counterpart::image).toList();
    String ids =
        candidates.stream().map(Image::id).map(ImageId::value).collect(Collectors.joining(", "));
    String what =
        twins.size() + 1 == candidates.size()
            ? "all of them copies by GlanceSync; %s, the oldest, stays, and a run deletes the others; let only one GlanceSync work on a region"
            : candidates.stream().anyMatch(it -> it.isProtected() && !it.equals(choice))
                ? "%s is taken, rename or delete the others; no run deletes what is protected"
                : "%s is taken, rename or delete the others";
    return new Warning(
        Warning.Code.DUPLICATE_REGION_NAME,
        region,
        choice.name(),
        "%s has %d images called %s (%s); ".formatted(region, candidates.size(), choice.name(), ids)
            + what.formatted(choice.id()));
  }

  static Warning ignored(RegionName region, Image retired, String selected) {
    return new Warning(
        Warning.Code.OBSOLETE_IGNORED,
        region,
        retired.name(),
        "%s is ignored because %s is selected too; rename or delete one of them in the master region"
            .formatted(retired.name(), selected));
  }

  static Warning nameTaken(RegionName region, Image image, Image retired) {
    return new Warning(
        Warning.Code.DUPLICATE_REGION_NAME,
        region,
        image.name(),
        "%s (%s) is not renamed to %s because %s has an image of that name; delete one of them"
            .formatted(image.name(), image.id(), retired.name(), region));
  }

  static Warning withdrawn(RegionName region, RegionName master, WithdrawnImage withdrawn) {
    Image image = withdrawn.image();
    return new Warning(
        Warning.Code.WITHDRAWN,
        region,
        image.name(),
        "%s has a copy %s (%s), and %s has no selected image %s any more, since %s; %s"
            .formatted(
                region,
                image.name(),
                image.id(),
                master,
                withdrawn.masterName(),
                Instant.ofEpochSecond(withdrawn.noted().withdrawn().getEpochSecond()),
                withdrawn
                    .obstacle()
                    .map("it is left alone because "::concat)
                    .orElse(
                        "it is left as it is; delete it if nobody needs it, or set withdrawn to hide, deactivate or delete")));
  }

  static Warning protectedThere(RegionName region, Image image, Image retired) {
    return new Warning(
        Warning.Code.PROTECTED_IN_REGION,
        region,
        image.name(),
        "%s (%s) is not renamed to %s because somebody protected it in %s; remove its protection, or rename it there"
            .formatted(image.name(), image.id(), retired.name(), region));
  }
}
