package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import io.glancesync.image.Image;
import io.glancesync.image.Visibility;

/**
 * What becomes of the region's image that gives way to a copy (specification, section 9).
 *
 * @param aside the changes that make way for the copy, before it is published
 * @param isDeleted whether it is deleted once the copy is published
 */
public record Outgoing(Changes aside, boolean isDeleted) {
  /** It is hidden, and deleted afterwards. */
  public static final Outgoing DELETED =
      new Outgoing(Changes.NONE.andHidden(true).andProtected(false), true);

  public Outgoing {
    requireNonNull(aside, "aside");
  }

  /** It is kept as {@code NAME.old}, private. */
  public static Outgoing renamed(Image old) {
    return new Outgoing(
        Changes.NONE.andName(old.name() + CopyId.RENAMED).andVisibility(Visibility.PRIVATE), false);
  }

  /**
   * It is kept under another name, as the configuration says. Protection would stand in the way
   * when it is deleted one day; who adds it to a kept image keeps that for good.
   */
  public static Outgoing kept(String name, Rotation.OldVisibility visibility) {
    Changes aside = Changes.NONE.andName(name).andProtected(false);
    return new Outgoing(
        switch (visibility) {
          case HIDDEN -> aside.andHidden(true);
          case COMMUNITY -> aside.andVisibility(Visibility.COMMUNITY);
          case PRIVATE -> aside.andVisibility(Visibility.PRIVATE);
          case SAME -> aside;
        },
        false);
  }

  /** The image as it is once it has made way. */
  public Image applyTo(Image old) {
    return aside.applyTo(old);
  }
}
