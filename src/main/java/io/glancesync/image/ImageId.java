package io.glancesync.image;

import static java.util.Objects.requireNonNull;

/** The id of an image in one region: a UUID in Glance, any text in a backup that is rehearsed. */
public record ImageId(String value) implements Comparable<ImageId> {
  public ImageId {
    requireNonNull(value, "value");
  }

  @Override
  public int compareTo(ImageId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
