package io.glancesync.plan;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The id that a copy gets in its region: a UUID of version 5 over what is copied where, and a
 * counter, because Glance never takes an id again that was deleted. Being computed, it makes
 * creating idempotent, and tells what an interrupted run of ours left behind.
 */
public final class CopyId {
  /** How many ids one copy may use up before something else must be wrong. */
  public static final int LIMIT = 1000;

  private static final UUID NAMESPACE = UUID.fromString("5b7f1ae4-1a3c-5f0e-9a52-6c1f6c616e63");

  private CopyId() {}

  /**
   * @param counter 0 for the first try, less than {@link #LIMIT}
   */
  public static ImageId of(RegionName region, Image master, int counter) {
    String hash = master.hash() == null ? master.checksum() : master.hash().value();
    return new ImageId(
        uuid(String.join(
                "\n",
                region.toString(),
                master.name(),
                master.id().value(),
                hash,
                Integer.toString(counter)))
            .toString());
  }

  /** Whether this is a copy of the master's image that never became visible. */
  static boolean isUnpublished(RegionName region, Image master, Image image) {
    return isUnfinished(master, image)
        // nobody deactivates or protects by being interrupted: that is a person's decision
        && !image.status().equals("deactivated")
        && !image.isProtected()
        && isOf(region, master, image);
  }

  /** Whether the users of a region do not see it, or not yet. */
  static boolean isUnfinished(Image master, Image image) {
    return !image.isActive() || (image.hidden() && !master.hidden());
  }

  /** Whether nothing but publishing is left to do. */
  static boolean isComplete(Image master, Image image) {
    return image.isActive() && image.sameContentAs(master);
  }

  /** Whether the image was made from the master's by us, as its id tells. */
  static boolean isOf(RegionName region, Image master, Image image) {
    return IntStream.range(0, LIMIT)
        .anyMatch(counter -> of(region, master, counter).equals(image.id()));
  }

  /** RFC 9562, section 5.5; the JDK has only version 3. */
  private static UUID uuid(String name) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      byte[] hash = Arrays.copyOf(sha1.digest(name.getBytes(StandardCharsets.UTF_8)), 16);
      hash[6] = (byte) (hash[6] & 0x0f | 0x50);
      hash[8] = (byte) (hash[8] & 0x3f | 0x80);
      var bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
