package io.glancesync.content;

import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Computes the hash of an image's content while it is read. It uses the algorithm that the master
 * names, and MD5 only if Java does not know that one.
 */
public final class Hashing {
  public static final String MD5 = "md5";

  private final String algorithm;
  private final MessageDigest digest;

  private Hashing(String algorithm, MessageDigest digest) {
    this.algorithm = algorithm;
    this.digest = digest;
  }

  static Hashing of(Image master) {
    if (master.hash() != null) {
      try {
        return by(master.hash().algorithm());
      } catch (NoSuchAlgorithmException e) {
        // Python knows hashes that Java does not, such as blake2b; every image has MD5 as well
      }
    }
    try {
      return by(MD5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static Hashing by(String algorithm) throws NoSuchAlgorithmException {
    return new Hashing(algorithm, MessageDigest.getInstance(javaName(algorithm)));
  }

  /**
   * Python's {@code sha512} and {@code sha3_256} are Java's {@code SHA-512} and {@code SHA3-256}.
   */
  private static String javaName(String algorithm) {
    String upper = algorithm.toUpperCase(Locale.ROOT).replace('_', '-');
    return upper.matches("SHA[0-9]+") ? "SHA-" + upper.substring(3) : upper;
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Returns the hash of all bytes so far, and starts anew. */
  ContentHash finish() {
    return new ContentHash(algorithm, HexFormat.of().formatHex(digest.digest()));
  }
}
