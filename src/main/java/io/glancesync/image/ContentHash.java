package io.glancesync.image;

import static java.util.Objects.requireNonNull;

/**
 * The hash of an image's content by the algorithm that its cloud chose.
 *
 * @param algorithm Glance's name of it, for example {@code sha512}
 * @param value the hash in lower-case hexadecimal digits
 */
public record ContentHash(String algorithm, String value) {
  public ContentHash {
    requireNonNull(algorithm, "algorithm");
    requireNonNull(value, "value");
  }
}
