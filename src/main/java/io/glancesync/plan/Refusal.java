package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;

/**
 * A step that is not begun because it is known to fail.
 *
 * @param action what would have been done
 * @param reason a sentence that says what stands in the way and what to do about it
 */
public record Refusal(Action action, Image master, String reason) {

  /**
   * @param what stands in the way
   */
  public static Refusal of(Action action, Image master, RegionName region, String what) {
    return new Refusal(
        action,
        master,
        "Cannot bring %s to %s: %s; correct it in the master region or in %s, nothing was sent"
            .formatted(master.name(), region, what, region));
  }
}
