package io.glancesync.config.credential;

import java.net.URI;

/** What signs in to a target's Keystone. */
public sealed interface Credential permits Password, ApplicationCredential {
  /**
   * Where Keystone's API v3 is: ends in {@code /v3}, without a slash behind it. The request that
   * signs in goes to this address and {@code /auth/tokens}.
   */
  URI authUrl();

  /** Who signs in, for a message; without any secret. */
  String shown();
}
