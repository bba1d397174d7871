package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * An application credential; its project is part of it.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 */
public record ApplicationCredential(URI authUrl, CredentialKey key, Secret secret)
    implements Credential {
  public ApplicationCredential {
    requireNonNull(authUrl, "authUrl");
    requireNonNull(key, "key");
    requireNonNull(secret, "secret");
  }

  @Override
  public String shown() {
    return "an application credential";
  }

  /** Which one: an id is enough, a name needs the user whose it is. */
  public sealed interface CredentialKey {
    /** Known by its id. */
    record CredentialId(String id) implements CredentialKey {
      public CredentialId {
        requireNonNull(id, "id");
      }
    }

    /** Known by its name among its user's. */
    record CredentialName(String name, Identity user) implements CredentialKey {
      public CredentialName {
        requireNonNull(name, "name");
        requireNonNull(user, "user");
      }
    }
  }
}
