package io.glancesync.planner;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;

/** How it stands with an image's kernel or ramdisk in a region. */
public sealed interface Companionship {
  /** The master's image needs none. */
  record None() implements Companionship {}

  /** The region has it. */
  record Present(ImageId id) implements Companionship {}

  /** It is copied in the same run. */
  record Pending(Image master) implements Companionship {}

  /**
   * It will not get there.
   *
   * @param image how messages call it
   * @param why as it goes on after "which", or after "its kernel"
   */
  record Unavailable(String image, String why) implements Companionship {
    public Unavailable {
      requireNonNull(image, "image");
      requireNonNull(why, "why");
    }

    static Unavailable of(Image companion, String why) {
      return new Unavailable("\"%s\" (%s)".formatted(companion.name(), companion.id()), why);
    }
  }
}
