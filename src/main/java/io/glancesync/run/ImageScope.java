package io.glancesync.run;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The images that a run is about. What they need as kernel or ramdisk belongs to them. */
public sealed interface ImageScope {
  /** Whether an image of this name, in the region, belongs to it. */
  boolean contains(RegionName region, String name);

  /** Whether the master's image belongs to it whatever its name is. */
  default boolean containsId(Image master) {
    return false;
  }

  /** Whether a run with this scope sees all images. */
  default boolean isAll() {
    return false;
  }

  /** All images. */
  record All() implements ImageScope {
    @Override
    public boolean contains(RegionName region, String name) {
      return true;
    }

    @Override
    public boolean isAll() {
      return true;
    }
  }

  /**
   * Certain images of certain regions.
   *
   * @param names the names of the images, by region
   */
  record OfRegions(Map<RegionName, Set<String>> names) implements ImageScope {
    public OfRegions {
      names = Map.copyOf(names);
    }

    @Override
    public boolean contains(RegionName region, String name) {
      return names.getOrDefault(region, Set.of()).contains(name);
    }
  }

  /**
   * The images with these names or ids, in every region.
   *
   * @param patterns names, in which {@code *} stands for any characters and {@code ?} for one; or
   *     ids of the master's images; at least one
   */
  record Matching(List<String> patterns) implements ImageScope {
    public Matching {
      patterns = List.copyOf(patterns);
      if (patterns.isEmpty()) {
        throw new IllegalArgumentException("no patterns");
      }
    }

    @Override
    public boolean contains(RegionName region, String name) {
      return patterns.stream().anyMatch(it -> matches(it, name));
    }

    @Override
    public boolean containsId(Image master) {
      return patterns.contains(master.id().toString());
    }

    private static boolean matches(String pattern, String name) {
      String regex =
          pattern
              .codePoints()
              .mapToObj(
                  it ->
                      switch (it) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(Character.toString(it));
                      })
              .collect(Collectors.joining());
      return Pattern.compile(regex, Pattern.DOTALL).matcher(name).matches();
    }
  }

  /** The images that match one of the patterns; all images if there are none. */
  static ImageScope matching(List<String> patterns) {
    return patterns.isEmpty() ? new All() : new Matching(patterns);
  }
}
