package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the certificates of a target's servers are checked.
 *
 * @param cacert a file of PEM certificates to trust, empty for those of the Java runtime
 * @param insecure whether any certificate is accepted
 */
public record Tls(Optional<Path> cacert, boolean insecure) {
  /** The usual: the certificates that the Java runtime trusts. */
  public static final Tls STANDARD = new Tls(Optional.empty(), false);

  public Tls {
    requireNonNull(cacert, "cacert");
  }
}
