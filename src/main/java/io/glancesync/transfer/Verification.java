package io.glancesync.transfer;

import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.transfer.TransferException.ContentDiffers;
import java.util.Optional;

/**
 * Whether a region holds what the master has (specification, section 5, "Never half done"). Where
 * the master knows no hash, it is the size and the hash of what was sent.
 */
public final class Verification {
  private Verification() {}

  /**
   * @param sent the hash of what was sent; empty when it was sent by an earlier run
   * @return the region's image
   * @throws ContentDiffers when size or hash are other than the master's
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

  /** Whether checksum or hash, and not the size alone, tell that it holds what the master has. */
  public static boolean isProven(Image master, Image placed) {
    return placed.isActive()
        && placed.size() == master.size()
        && placed.sameContentAs(master)
        && hashMatches(placed, master.hash());
  }

  /** As far as the two can be compared: clouds choose their algorithms. */
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
