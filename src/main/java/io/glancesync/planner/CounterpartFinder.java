package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.Likeness;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Policy;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the region's image for each selected one of the master: the one with the same name
 * (specification, section 5, "Looking for it").
 */
final class CounterpartFinder {
  private final RegionName region;
  private final Policy policy;
  private final String projectId;
  private final Map<String, Counterpart> byName = new TreeMap<>();
  private final List<SpareCopy> spares = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  private CounterpartFinder(RegionName region, Policy policy, String projectId) {
    this.region = region;
    this.policy = policy;
    this.projectId = projectId;
  }

  static MatchedImages find(
      Selection selection,
      Collection<Image> images,
      RegionName region,
      Policy policy,
      String projectId) {
    var finder = new CounterpartFinder(region, policy, projectId);
    Map<String, List<Image>> sameName = finder.byName(selection, images);
    selection
        .byName()
        .forEach((name, master) -> finder.match(master, sameName.getOrDefault(name, List.of())));
    return new MatchedImages(finder.byName, finder.spares, finder.warnings);
  }

  /**
   * The images with the name of a selected one, in the order in which they are preferred: first
   * those of our project, because replacing another project's image would make a second image of
   * our project that users see; then those that GlanceSync made for that name, because replacing
   * another one would leave two of ours visible; of these first the newest, which was the current
   * one last: an older one beside it is there because somebody shows it again; then by id, so that
   * the order of a listing, which Glance does not promise, decides nothing.
   */
  private Map<String, List<Image>> byName(Selection selection, Collection<Image> images) {
    return images.stream()
        .filter(image -> selection.byName().containsKey(image.name()))
        .sorted(
            Comparator.comparing((Image image) -> !image.belongsTo(projectId))
                .thenComparing(image -> !isMadeForItsName(image))
                .thenComparing(this::madeAt, Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(Image::id))
        .collect(Collectors.groupingBy(Image::name));
  }

  private boolean isMadeForItsName(Image image) {
    return CopyId.isMadeFor(region, image.name(), image);
  }

  /** When GlanceSync made the image; null when it did not, or nobody knows. */
  private Instant madeAt(Image image) {
    return isMadeForItsName(image) ? image.created() : null;
  }

  private void match(Image master, List<Image> sameName) {
    Map<Boolean, List<Image>> byUnpublished =
        sameName.stream()
            .collect(Collectors.partitioningBy(it -> CopyId.isUnpublished(region, master, it)));
    List<Counterpart> candidates =
        byUnpublished.get(false).stream()
            .flatMap(image -> candidate(master, image).stream())
            .toList();
    List<SpareCopy> twins =
        SpareCopy.twins(
            master,
            candidates.stream().filter(it -> isTwin(master, it)).map(Counterpart::image).toList());
    choose(master, candidates, twins)
        .ifPresent(
            choice -> {
              byName.put(master.name(), choice);
              spares.addAll(twins);
              noteUnpublished(master, choice, byUnpublished.get(true));
              warn(master, choice, candidates, twins);
            });
  }

  /** The image as a candidate; warns of one that is not active or belongs to another project. */
  private Optional<Counterpart> candidate(Image master, Image image) {
    if (!image.belongsTo(projectId)) {
      warnings.add(RegionWarnings.foreign(region, image, policy));
      if (policy.onlyTenantImages()) {
        return Optional.empty();
      }
    }
    if (!image.isActive()) {
      warnings.add(RegionWarnings.notActive(region, image));
      return Optional.empty();
    }
    return Optional.of(Counterpart.of(region, master, image, projectId));
  }

  /** Whether it is a complete copy of ours that users see. */
  private boolean isTwin(Image master, Counterpart candidate) {
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

  /** A copy that was never published is not needed beside a counterpart with the right content. */
  private void noteUnpublished(Image master, Counterpart choice, List<Image> unpublished) {
    if (choice.content() == Likeness.OTHER) {
      return;
    }
    for (Image image : unpublished) {
      if (CopyId.isComplete(master, image)) {
        warnings.add(RegionWarnings.hidden(region, image, choice.image()));
      } else if (image.belongsTo(projectId)) {
        spares.add(new SpareCopy(master, choice.image(), image));
      }
    }
  }

  private void warn(
      Image master, Counterpart choice, List<Counterpart> candidates, List<SpareCopy> twins) {
    if (choice.content() == Likeness.UNKNOWN) {
      warnings.add(RegionWarnings.unknown(region, master, choice.image()));
    }
    if (candidates.size() > 1) {
      warnings.add(RegionWarnings.duplicate(region, choice, candidates, twins));
    }
  }
}
