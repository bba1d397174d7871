package io.glancesync.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Likeness;
import io.glancesync.region.RegionName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The id that a copy gets in its region. Being computed, it makes creating idempotent, and tells
 * without any record what GlanceSync made, and from which master image (specification, section 9).
 *
 * <p>It is a UUID of version 8. The first 48 bits are a hash of region and name. The other 74 that
 * are free are a hash of the master image's id, its content hash and a counter, because Glance
 * never takes an id again that was deleted.
 */
public final class CopyId {
  /** How many ids one copy may use up before something else must be wrong. */
  public static final int LIMIT = 1000;

  /** What the name of a renamed image ends in. */
  public static final String RENAMED = ".old";

  /** What the name of a retired image ends in. */
  public static final String RETIRED = "_obsolete";

  private static final int VERSION = 8;
  private static final long VERSION_BITS = VERSION << 12;
  private static final long VARIANT_BITS = 1L << 63;

  private CopyId() {}

  /**
   * @param counter 0 for the first try, less than {@link #LIMIT}
   */
  public static ImageId of(RegionName region, Image master, int counter) {
    return new ImageId(
        uuid(place(region, master.name()), master.id(), contentHash(master), counter).toString());
  }

  /** Whether a copy of the master's image comes upon this id when it looks for one. */
  public static boolean isTried(RegionName region, Image master, ImageId id) {
    return IntStream.range(0, LIMIT).anyMatch(it -> of(region, master, it).equals(id));
  }

  /** Whether this is a copy of the master's image that never became visible. */
  public static boolean isUnpublished(RegionName region, Image master, Image image) {
    return isUnfinished(master, image)
        // nobody deactivates or protects by being interrupted: that is a person's decision
        && !image.status().equals("deactivated")
        && !image.isProtected()
        && (isOf(region, master, image) || isCompleteUnderOtherName(master, image));
  }

  /** Two regions of a catalog may be one Glance, so that the same region has another name too. */
  private static boolean isCompleteUnderOtherName(Image master, Image image) {
    return isComplete(master, image)
        && version8(image).filter(id -> hasOrigin(id, master)).isPresent();
  }

  /** Whether the users of a region do not see it, or not yet. */
  public static boolean isUnfinished(Image master, Image image) {
    return !image.isActive() || (image.hidden() && !master.hidden());
  }

  /** Whether nothing but publishing is left to do. */
  public static boolean isComplete(Image master, Image image) {
    return image.isActive() && image.mayHaveContentOf(master);
  }

  /** Whether the image was made from the master's by us under that name, as its id tells. */
  public static boolean isOf(RegionName region, Image master, Image image) {
    return version8(image)
        .map(id -> hasPlace(id, place(region, master.name())) && hasOrigin(id, master))
        .orElseGet(() -> EarlierCopyId.isOf(region, master.name(), master, image));
  }

  /**
   * Whether the image was made from the master's by us, as its id tells, whatever both were renamed
   * to since.
   */
  static boolean isMadeFrom(RegionName region, Image master, Image image) {
    return version8(image)
        .map(id -> isOurs(region, image) && hasOrigin(id, master))
        .orElseGet(
            () ->
                earlierNames(image)
                    .anyMatch(name -> EarlierCopyId.isOf(region, name, master, image)));
  }

  /**
   * Compares the content of the master's image and one of our project in a region. Where no hash
   * can be compared, the id tells which master image a copy of ours was made from.
   */
  public static Likeness likeness(RegionName region, Image master, Image image) {
    Likeness byHash = image.likeness(master);
    if (byHash != Likeness.UNKNOWN) {
      return byHash;
    }
    // the master region may be compared with itself
    if (image.id().equals(master.id()) || isMadeFrom(region, master, image)) {
      return Likeness.SAME;
    }
    return isOurs(region, image) ? Likeness.OTHER : Likeness.UNKNOWN;
  }

  /**
   * Whether this image of our project has the master's content: by a hash, or because it is the
   * copy that was made from it.
   */
  public static boolean hasContentOf(RegionName region, Image master, Image image) {
    return likeness(region, master, image) == Likeness.SAME;
  }

  /**
   * Whether GlanceSync made the image, as its id tells, from whatever master image. Of what an
   * earlier release made nobody can tell.
   */
  public static boolean isOurs(RegionName region, Image image) {
    return madeFor(region, image).isPresent();
  }

  /** Whether GlanceSync made the image under that name, as its id tells, whatever it is called. */
  public static boolean isMadeFor(RegionName region, String name, Image image) {
    return version8(image).filter(id -> hasPlace(id, place(region, name))).isPresent();
  }

  /**
   * The name that GlanceSync made the image for, as its id tells: its own, or the one that it had
   * before GlanceSync renamed or retired it. Empty when it is not ours.
   */
  public static Optional<String> madeFor(RegionName region, Image image) {
    return earlierNames(image).filter(name -> isMadeFor(region, name, image)).findFirst();
  }

  /** The image's name, and those that it had before GlanceSync renamed it. */
  private static Stream<String> earlierNames(Image image) {
    return Stream.iterate(image.name(), name -> !name.isEmpty(), CopyId::nameBefore);
  }

  /** Empty when GlanceSync gives no such name. */
  private static String nameBefore(String name) {
    return Stream.of(RENAMED, RETIRED)
        .filter(name::endsWith)
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .findFirst()
        .orElse("");
  }

  private static Optional<UUID> version8(Image image) {
    return image.id().asUuid().filter(id -> id.version() == VERSION && id.variant() == 2);
  }

  private static boolean hasPlace(UUID id, long place) {
    return id.getMostSignificantBits() >>> 16 == place;
  }

  private static boolean hasOrigin(UUID id, Image master) {
    long place = id.getMostSignificantBits() >>> 16;
    // a cloud may learn the hash of an image later, but an image's content never changes
    return Stream.of(contentHash(master), master.checksum(), "")
        .distinct()
        .anyMatch(
            hash ->
                IntStream.range(0, LIMIT)
                    .anyMatch(counter -> uuid(place, master.id(), hash, counter).equals(id)));
  }

  private static String contentHash(Image master) {
    return master.hash() == null ? master.checksum() : master.hash().value();
  }

  /** 48 bits. */
  private static long place(RegionName region, String name) {
    return hashed(region.toString(), name).getLong() >>> 16;
  }

  /** RFC 9562, section 5.8. */
  private static UUID uuid(long place, ImageId master, String contentHash, int counter) {
    ByteBuffer origin = hashed(master.value(), contentHash, Integer.toString(counter));
    long twelveBits = origin.getLong() >>> 52;
    long sixtyTwoBits = origin.getLong() >>> 2;
    return new UUID(place << 16 | VERSION_BITS | twelveBits, VARIANT_BITS | sixtyTwoBits);
  }

  /**
   * @param parts only the last may have a line break in it
   */
  private static ByteBuffer hashed(String... parts) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(String.join("\n", parts).getBytes(UTF_8));
      return ByteBuffer.wrap(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
