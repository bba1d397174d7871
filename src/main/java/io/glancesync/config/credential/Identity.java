package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

/** A user or a project of Keystone: an id is enough, a name needs its domain. */
public sealed interface Identity {
  /** Known by its id. */
  record IdentityId(String id) implements Identity {
    public IdentityId {
      requireNonNull(id, "id");
    }
  }

  /** Known by its name. */
  record IdentityName(String name, Domain domain) implements Identity {
    public IdentityName {
      requireNonNull(name, "name");
      requireNonNull(domain, "domain");
    }
  }
}
