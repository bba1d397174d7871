package io.glancesync.config.credential;

import java.net.URI;
import java.util.Locale;

/** What signs in to a target's Keystone. */
public sealed interface Credential permits Password, ApplicationCredential {
  /**
   * Where Keystone's API v3 is: ends in {@code /v3}, without a slash behind it. The request that
   * signs in goes to this address and {@code /auth/tokens}.
   */
  URI authUrl();

  /** Who signs in, for a message; without any secret. */
  String shown();

  /** Whether both sign in at one address, so that ids of projects mean the same to them. */
  default boolean isOfSameKeystone(Credential other) {
    return address(authUrl()).equals(address(other.authUrl()));
  }

  private static String address(URI uri) {
    int usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return "%s://%s:%d"
            .formatted(uri.getScheme(), uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort())
            .toLowerCase(Locale.ROOT)
        + uri.getRawPath();
  }
}
