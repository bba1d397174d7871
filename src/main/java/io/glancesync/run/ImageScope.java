package io.glancesync.run;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
      return (isNamed(master.name())
              || patterns.stream().anyMatch(master.id().toString()::equalsIgnoreCase))
          && (tags.isEmpty() || tags.stream().anyMatch(master.tags()::contains));
    }

    private boolean isNamed(String name) {
      return patterns.isEmpty() || patterns.stream().anyMatch(it -> matches(it, name));
    }

    /** Takes time in proportion to both lengths at most, whatever the pattern is. */
    private static boolean matches(String pattern, String name) {
      int star = -1;
      int tried = 0;
      int at = 0;
      int in = 0;
      while (in < name.length()) {
        if (at < pattern.length() && pattern.charAt(at) == '*') {
          star = at++;
          tried = in;
        } else if (at < pattern.length()
            && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(in))) {
          at++;
          in++;
        } else if (star >= 0) {
          // the last star stands for one character more
          at = star + 1;
          in = ++tried;
        } else {
          return false;
        }
      }
      return pattern.substring(at).chars().allMatch(it -> it == '*');
    }
  }

  /** The images that match one of the patterns and have one of the tags; all, if both are empty. */
  static ImageScope matching(List<String> patterns, List<String> tags) {
    return patterns.isEmpty() && tags.isEmpty() ? new All() : new Matching(patterns, tags);
  }
}
