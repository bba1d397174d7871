package io.glancesync.image;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of an image in one region: a UUID in Glance, any text in a backup that is rehearsed. */
public record ImageId(String value) implements Comparable<ImageId> {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

  public ImageId {
    requireNonNull(value, "value");
  }

  /**
   * An id that somebody else says: it becomes part of addresses and file names.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  public static ImageId ofUuid(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      throw new IllegalArgumentException("an image's id is not a UUID");
    }
    return new ImageId(text);
  }

  /**
   * The same as part of an address or a file name.
   *
   * @throws IllegalArgumentException when it is not a UUID
   */
  public String uuid() {
    return ofUuid(value).value();
  }

  /** The same as a number; empty when it is not a UUID. */
  public Optional<UUID> asUuid() {
    return SYNTAX.matcher(value).matches() ? Optional.of(UUID.fromString(value)) : Optional.empty();
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
