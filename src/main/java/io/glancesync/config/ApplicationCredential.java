package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * An application credential; its project is part of it.
 *
 * @param authUrl Keystone's address, ending in {@code /v3}
 */
public record ApplicationCredential(URI authUrl, Key key, Secret secret) implements Credential {
  public ApplicationCredential {
    requireNonNull(authUrl, "authUrl");
    requireNonNull(key, "key");
    requireNonNull(secret, "secret");
  }

  /** Which one: an id is enough, a name needs the user whose it is. */
  public sealed interface Key {
    /** Known by its id. */
    record ById(String id) implements Key {
      public ById {
        requireNonNull(id, "id");
      }
    }

    /** Known by its name among its user's. */
    record ByName(String name, Identity user) implements Key {
      public ByName {
        requireNonNull(name, "name");
        requireNonNull(user, "user");
      }
    }
  }
}
