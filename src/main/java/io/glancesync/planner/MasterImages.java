package io.glancesync.planner;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The master region's images that count: active, with a name that no other has, and of our project
 * or nobody's (specification, section 3).
 */
public final class MasterImages {
  private final RegionName region;
  private final Map<String, Image> byName;
  private final Map<ImageId, Image> byId;
  private final Map<String, List<Image>> ambiguous;
  private final List<Image> inactive;
  private final List<Warning> warnings;

  private MasterImages(
      RegionName region,
      Map<String, Image> byName,
      Map<String, List<Image>> ambiguous,
      List<Image> inactive,
      List<Warning> warnings) {
    this.region = region;
    this.ambiguous = Map.copyOf(ambiguous);
    this.inactive = List.copyOf(inactive);
    this.byName = byName;
    this.byId = byName.values().stream().collect(Collectors.toMap(Image::id, Function.identity()));
    this.warnings = List.copyOf(warnings);
  }

  /** Keeps what matters of a listing of the master region. */
  public static MasterImages of(RegionName region, Collection<Image> listed, String projectId) {
    var unique = new TreeMap<String, Image>();
    var ambiguous = new TreeMap<String, List<Image>>();
    var warnings = new ArrayList<Warning>();
    List<Image> ours =
        listed.stream()
            .filter(image -> !image.name().isEmpty() && image.belongsTo(projectId))
            .toList();
    Set<String> active =
        ours.stream().filter(Image::isActive).map(Image::name).collect(Collectors.toSet());
    ours.stream()
        .filter(Image::isActive)
        .collect(Collectors.groupingBy(Image::name, TreeMap::new, Collectors.toList()))
        .forEach(
            (name, images) -> {
              if (images.size() == 1) {
                unique.put(name, images.get(0));
              } else {
                ambiguous.put(
                    name, images.stream().sorted(Comparator.comparing(Image::id)).toList());
                warnings.add(ambiguous(region, name, images));
              }
            });
    List<Image> inactive =
        ours.stream()
            .filter(image -> !active.contains(image.name()) && !isGone(image))
            .sorted(Comparator.comparing(Image::id))
            .toList();
    return new MasterImages(region, unique, ambiguous, inactive, warnings);
  }

  private static boolean isGone(Image image) {
    return image.status().equals("pending_delete") || image.status().equals("deleted");
  }

  private static Warning ambiguous(RegionName region, String name, List<Image> images) {
    String ids =
        images.stream().map(image -> image.id().value()).sorted().collect(Collectors.joining(", "));
    return new Warning(
        Warning.Code.DUPLICATE_MASTER_NAME,
        region,
        name,
        "%d images of %s are called %s (%s), so none of them is copied; rename or delete all but one"
            .formatted(images.size(), region, name, ids));
  }

  public RegionName region() {
    return region;
  }

  public Collection<Image> all() {
    return byName.values();
  }

  /** Images that would count if they were active, and whose name no active one has. */
  List<Image> inactive() {
    return inactive;
  }

  Optional<Image> inactiveNamed(String name) {
    return inactive.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Whether several images have that name, so that none of them counts. */
  boolean isAmbiguous(String name) {
    return ambiguous.containsKey(name);
  }

  /** Active images that share that name, so that none of them counts; empty or more than one. */
  List<Image> ambiguous(String name) {
    return ambiguous.getOrDefault(name, List.of());
  }

  public List<Warning> warnings() {
    return warnings;
  }

  public Optional<Image> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Optional<Image> withId(String id) {
    return Optional.ofNullable(byId.get(new ImageId(id)));
  }
}
