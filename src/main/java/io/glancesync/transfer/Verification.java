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
  public static Image verified(Image master, Image copy, Optional<ContentHash> sent)
      throws ContentDiffers {
    if (!copy.isActive() || copy.size() != master.size()) {
      throw new ContentDiffers(
          "the region has %d bytes with status %s instead of %d"
              .formatted(copy.size(), copy.status(), master.size()));
    }
    if (!copy.mayHaveContentOf(master) || !hashMatches(copy, master.hash())) {
      throw new ContentDiffers("the region computed another hash than the master's");
    }
    if (sent.isPresent() && !hashMatches(copy, sent.get())) {
      throw new ContentDiffers("the region computed another hash than that of what was sent");
    }
    return copy;
  }

  /**
   * Whether checksum or hash, and not only the size, prove that the region has the master's
   * content.
   */
  public static boolean isProven(Image master, Image copy) {
    return copy.isActive()
        && copy.size() == master.size()
        && copy.sameContentAs(master)
        && hashMatches(copy, master.hash());
  }

  /** Compares the hashes if they can be compared: clouds choose their own algorithms. */
  private static boolean hashMatches(Image copy, ContentHash hash) {
    if (hash == null) {
      return true;
    }
    if (copy.hash() != null && copy.hash().algorithm().equals(hash.algorithm())) {
      return copy.hash().value().equals(hash.value());
    }
    boolean md5 = hash.algorithm().equals(Hashing.MD5) && !copy.checksum().isEmpty();
    return !md5 || copy.checksum().equals(hash.value());
  }
}
