package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<Warning> warnings;

  private MasterImages(RegionName region, Map<String, Image> byName, List<Warning> warnings) {
    this.region = region;
    this.byName = byName;
    this.byId = byName.values().stream().collect(Collectors.toMap(Image::id, Function.identity()));
    this.warnings = List.copyOf(warnings);
  }

  /** Keeps what counts of a listing of the master region. */
  public static MasterImages of(RegionName region, Collection<Image> listed, String projectId) {
    var unique = new TreeMap<String, Image>();
    var warnings = new ArrayList<Warning>();
    listed.stream()
        .filter(image -> image.isActive() && !image.name().isEmpty() && image.belongsTo(projectId))
        .collect(Collectors.groupingBy(Image::name, TreeMap::new, Collectors.toList()))
        .forEach(
            (name, images) -> {
              if (images.size() == 1) {
                unique.put(name, images.get(0));
              } else {
                warnings.add(ambiguous(region, name, images));
              }
            });
    return new MasterImages(region, unique, warnings);
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

  public List<Warning> warnings() {
    return warnings;
  }

  Optional<Image> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<Image> withId(String id) {
    return Optional.ofNullable(byId.get(new ImageId(id)));
  }
}
