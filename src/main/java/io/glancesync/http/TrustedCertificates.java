package io.glancesync.http;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.file.LimitedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** The certificates of a {@code cacert} file. */
public final class TrustedCertificates {
  private TrustedCertificates() {}

  /**
   * Reads a file of PEM certificates.
   *
   * @throws ConfigurationException when it cannot be read
   */
  public static KeyStore of(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var in = new ByteArrayInputStream(LimitedFile.bytes(file, LimitedFile.CONFIGURATION));
      int number = 0;
      for (Certificate it : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, it);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(Optional.of(file), e);
    }
  }

  /** Why certificates are of no use. */
  public static ConfigurationException unusable(Optional<Path> cacert, Exception cause) {
    return new ConfigurationException(
        "Tried to read the certificates of cacert = %s, but %s"
            .formatted(cacert.map(Path::toString).orElse(""), cause.getMessage()),
        "give a readable PEM file");
  }
}
