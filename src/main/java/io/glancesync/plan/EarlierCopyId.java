package io.glancesync.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.region.RegionName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The id that earlier releases gave to a copy: a UUID of version 5 over what is copied where. No
 * copy gets one any more, but what they left is recognised.
 */
public final class EarlierCopyId {
  private static final UUID NAMESPACE = UUID.fromString("5b7f1ae4-1a3c-5f0e-9a52-6c1f6c616e63");

  private EarlierCopyId() {}

  /** As {@link CopyId#of} was. */
  public static ImageId of(RegionName region, Image master, int counter) {
    return of(region, master.name(), master, counter);
  }

  /**
   * @param name of the copy when it was made
   */
  static boolean isOf(RegionName region, String name, Image master, Image image) {
    return image.id().asUuid().filter(id -> id.version() == 5).isPresent()
        && IntStream.range(0, CopyId.LIMIT)
            .anyMatch(counter -> of(region, name, master, counter).equals(image.id()));
  }

  private static ImageId of(RegionName region, String name, Image master, int counter) {
    String hash = master.hash() == null ? master.checksum() : master.hash().value();
    return new ImageId(
        uuid(String.join(
                "\n",
                region.toString(),
                name,
                master.id().value(),
                hash,
                Integer.toString(counter)))
            .toString());
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
      byte[] hash = Arrays.copyOf(sha1.digest(name.getBytes(UTF_8)), 16);
      hash[6] = (byte) (hash[6] & 0x0f | 0x50);
      hash[8] = (byte) (hash[8] & 0x3f | 0x80);
      var bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
