package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Warning;
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
 *
 * @param spares copies of ours that are there beside it
 */
record CounterpartFinder(
    Map<String, Counterpart> byName, List<SpareCopy> spares, List<Warning> warnings) {

  static CounterpartFinder find(
      Selection selection,
      Collection<Image> images,
      RegionName region,
      Policy policy,
      String projectId) {
    // ours first, or replacing another project's would make a second image of our project that
    // users see; then by id, so that the order of a listing, which Glance does not promise, decides
    // nothing
    var order =
        Comparator.comparing((Image image) -> !image.belongsTo(projectId)).thenComparing(Image::id);
    var sameName =
        images.stream()
            .filter(image -> selection.byName().containsKey(image.name()))
            .sorted(order)
            .collect(Collectors.groupingBy(Image::name));
    var found = new TreeMap<String, Counterpart>();
    var spares = new ArrayList<SpareCopy>();
    var warnings = new ArrayList<Warning>();
    selection
        .byName()
        .forEach(
            (name, master) -> {
              var candidates = new ArrayList<Counterpart>();
              var unpublished = new ArrayList<Image>();
              for (Image image : sameName.getOrDefault(name, List.of())) {
                if (CopyId.isUnpublished(region, master, image)) {
                  unpublished.add(image);
                  continue;
                }
                if (!image.belongsTo(projectId)) {
                  warnings.add(RegionWarnings.foreign(region, image, policy));
                  if (policy.onlyTenantImages()) {
                    continue;
                  }
                }
                if (image.isActive()) {
                  candidates.add(Counterpart.of(region, master, image, projectId));
                } else {
                  warnings.add(RegionWarnings.notActive(region, image));
                }
              }
              List<SpareCopy> twins =
                  SpareCopy.twins(
                      master,
                      candidates.stream()
                          .filter(it -> isTwin(region, master, it, projectId))
                          .map(Counterpart::image)
                          .toList());
              choose(master, candidates, twins)
                  .ifPresent(
                      choice -> {
                        found.put(name, choice);
                        spares.addAll(twins);
                        if (choice.content() != Likeness.OTHER) {
                          for (Image image : unpublished) {
                            if (CopyId.isComplete(master, image)) {
                              warnings.add(RegionWarnings.hidden(region, image, choice.image()));
                            } else if (image.belongsTo(projectId)) {
                              spares.add(new SpareCopy(master, choice.image(), image));
                            }
                          }
                        }
                        if (choice.content() == Likeness.UNKNOWN) {
                          warnings.add(RegionWarnings.unknown(region, master, choice.image()));
                        }
                        if (candidates.size() > 1) {
                          warnings.add(RegionWarnings.duplicate(region, choice, candidates, twins));
                        }
                      });
            });
    return new CounterpartFinder(found, spares, warnings);
  }

  /** Whether it is a complete copy of ours that users see. */
  private static boolean isTwin(
      RegionName region, Image master, Counterpart candidate, String projectId) {
    Image image = candidate.image();
    return image.belongsTo(projectId)
        && !CopyId.isUnfinished(master, image)
        && candidate.content() == Likeness.SAME
        && CopyId.isOf(region, master, image);
  }

  /** As it will be chosen again when the spare twins are gone. */
  private static Optional<Counterpart> choose(
      Image master, List<Counterpart> candidates, List<SpareCopy> twins) {
    return candidates.stream()
        .filter(it -> twins.stream().noneMatch(twin -> twin.spare().equals(it.image())))
        .min(
            Comparator.comparing(Counterpart::content)
                // users work with what they see
                .thenComparing(it -> CopyId.isUnfinished(master, it.image())));
  }

  Optional<Counterpart> judged(Image master) {
    return Optional.ofNullable(byName.get(master.name()));
  }

  Optional<Image> of(Image master) {
    return judged(master).map(Counterpart::image);
  }
}
