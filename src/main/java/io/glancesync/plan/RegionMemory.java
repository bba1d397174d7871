package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.ImageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier runs noted about a region, which the region itself does not tell.
 *
 * @param selected how many images the rules selected in the last run that was not stopped; empty
 *     when there was none
 * @param withdrawn the images that were found withdrawn, by the region's ids
 * @param pinned what somebody rolled back, by the name of the master's image
 */
public record RegionMemory(
    Optional<Integer> selected, Map<ImageId, Noted> withdrawn, Map<String, Pin> pinned) {
  /** Of a region that no run has seen. */
  public static final RegionMemory NONE = new RegionMemory(Optional.empty(), Map.of(), Map.of());

  /**
   * When an image was seen.
   *
   * @param withdrawn the first time that the master had no selected image for it
   * @param hidden the first time that it was hidden as well; empty before that
   */
  public record Noted(Instant withdrawn, Optional<Instant> hidden) {
    public Noted {
      requireNonNull(withdrawn, "withdrawn");
      requireNonNull(hidden, "hidden");
    }
  }

  /**
   * An image that somebody wants to have in the region instead of the master's, as long as the
   * master's is the same.
   *
   * @param image the region's
   * @param master the master's
   */
  public record Pin(ImageId image, ImageId master) {
    public Pin {
      requireNonNull(image, "image");
      requireNonNull(master, "master");
    }
  }

  public RegionMemory {
    requireNonNull(selected, "selected");
    withdrawn = Map.copyOf(withdrawn);
    pinned = Map.copyOf(pinned);
  }

  /** Of a region in which nothing was rolled back. */
  public RegionMemory(Optional<Integer> selected, Map<ImageId, Noted> withdrawn) {
    this(selected, withdrawn, Map.of());
  }

  /** The same, and what was rolled back. */
  public RegionMemory withPins(Map<String, Pin> pins) {
    return new RegionMemory(selected, withdrawn, pins);
  }
}
