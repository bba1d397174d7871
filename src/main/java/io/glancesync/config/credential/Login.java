package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

/**
 * A target's credential, or why there is none: {@code rehearse} works without, so that this is no
 * error before somebody wants to sign in.
 */
public sealed interface Login {
  /** A complete credential. */
  record Known(Credential credential) implements Login {
    public Known {
      requireNonNull(credential, "credential");
    }
  }

  /**
   * No credential.
   *
   * @param reason a complete text for a user: where, what is missing, the ways to give it
   */
  record Missing(String reason) implements Login {
    public Missing {
      requireNonNull(reason, "reason");
    }
  }
}
