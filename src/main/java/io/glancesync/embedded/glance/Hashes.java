package io.glancesync.embedded.glance;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a Glance computes of the content that it stores. */
public enum Hashes {
  /** MD5 and SHA-512, as by default. */
  ALL(Optional.of("MD5"), Optional.of("SHA-512")),
  /** MD5 alone, as before the release Rocky. */
  MD5(Optional.of("MD5"), Optional.empty()),
  /** Nothing. Where speed is measured, hashing would be what one sees. */
  NONE(Optional.empty(), Optional.empty());

  /** What came out; fields are null where nothing was computed. */
  record Result(String md5, String algorithm, String value) {}

  private final Optional<String> old;
  private final Optional<String> strong;

  Hashes(Optional<String> old, Optional<String> strong) {
    this.old = old;
    this.strong = strong;
  }

  Computation begin() {
    return new Computation(old.map(Hashes::digest), strong.map(Hashes::digest));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** Computes while content passes. */
  record Computation(Optional<MessageDigest> old, Optional<MessageDigest> strong) {
    private List<MessageDigest> all() {
      return Stream.concat(old.stream(), strong.stream()).toList();
    }

    InputStream through(InputStream content) {
      List<MessageDigest> digests = all();
      return new FilterInputStream(content) {
        @Override
        public int read() throws IOException {
          int one = in.read();
          if (one >= 0) {
            digests.forEach(it -> it.update((byte) one));
          }
          return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
          int count = in.read(bytes, from, length);
          if (count > 0) {
            digests.forEach(it -> it.update(bytes, from, count));
          }
          return count;
        }
      };
    }

    Result result() {
      return new Result(
          old.map(Computation::hex).orElse(null),
          strong.map(it -> "sha512").orElse(null),
          strong.map(Computation::hex).orElse(null));
    }

    private static String hex(MessageDigest digest) {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
