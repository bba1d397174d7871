package io.glancesync.planner;

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

  /** It will not get there. */
  record Unavailable(String why) implements Companionship {}
}
