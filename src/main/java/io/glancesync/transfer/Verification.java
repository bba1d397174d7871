package io.glancesync.transfer;

import io.glancesync.content.Hashing;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.util.Optional;

/**
 * Verifies that a region has the master's content (specification, section 5, "Never half done"). If
 * the master has no hash, the size and the hash of the sent content decide.
 */
public final class Verification {
  private Verification() {}

  /**
   * @param sent the hash of the sent content; empty when an earlier run sent it
   * @return the region's image
   * @throws ContentDiffers when size or hash differ from the master's
   */
  public static Image verified(Image master, Image placed, Optional<ContentHash> sent)
      throws ContentDiffers {
    if (!placed.isActive() || placed.size() != master.size()) {
      throw new ContentDiffers(
          "the region has %d bytes with status %s instead of %d"
              .formatted(placed.size(), placed.status(), master.size()));
    }
    if (!placed.mayHaveContentOf(master) || !hashMatches(placed, master.hash())) {
      throw new ContentDiffers("the region computed another hash than the master's");
    }
    if (sent.isPresent() && !hashMatches(placed, sent.get())) {
      throw new ContentDiffers("the region computed another hash than that of what was sent");
    }
    return placed;
  }

  /**
   * Whether checksum or hash, and not only the size, prove that the region has the master's
   * content.
   */
  public static boolean isProven(Image master, Image placed) {
    return placed.isActive()
        && placed.size() == master.size()
        && placed.sameContentAs(master)
        && hashMatches(placed, master.hash());
  }

  /** Compares the hashes if they can be compared: clouds choose their own algorithms. */
  private static boolean hashMatches(Image placed, ContentHash hash) {
    if (hash == null) {
      return true;
    }
    if (placed.hash() != null && placed.hash().algorithm().equals(hash.algorithm())) {
      return placed.hash().value().equals(hash.value());
    }
    boolean md5 = hash.algorithm().equals(Hashing.MD5) && !placed.checksum().isEmpty();
    return !md5 || placed.checksum().equals(hash.value());
  }
}
