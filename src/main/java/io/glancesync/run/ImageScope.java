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

  /** Whether the master's image belongs to it; of a scope of names, that is for them to say. */
  default boolean selects(Image master) {
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
   * The images that match one of the patterns and have one of the tags, in every region.
   *
   * @param patterns names, in which {@code *} stands for any characters and {@code ?} for one; or
   *     ids of the master's images; empty means any
   * @param tags tags of the master's images; empty means any
   */
  record Matching(List<String> patterns, List<String> tags) implements ImageScope {
    public Matching {
      patterns = List.copyOf(patterns);
      tags = List.copyOf(tags);
    }

    @Override
    public boolean contains(RegionName region, String name) {
      return tags.isEmpty() && isNamed(name);
    }

    @Override
    public boolean selects(Image master) {
      return (isNamed(master.name()) || patterns.contains(master.id().toString()))
          && (tags.isEmpty() || tags.stream().anyMatch(master.tags()::contains));
    }

    private boolean isNamed(String name) {
      return patterns.isEmpty() || patterns.stream().anyMatch(it -> matches(it, name));
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

  /** The images that match one of the patterns and have one of the tags; all, if both are empty. */
  static ImageScope matching(List<String> patterns, List<String> tags) {
    return patterns.isEmpty() && tags.isEmpty() ? new All() : new Matching(patterns, tags);
  }
}
