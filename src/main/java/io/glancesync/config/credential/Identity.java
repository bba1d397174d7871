package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

/** A user or a project of Keystone: an id is enough, a name needs its domain. */
public sealed interface Identity {
  /** The name, or else the id, for a message. */
  String shown();

  /** Known by its id. */
  record IdentityId(String id) implements Identity {
    public IdentityId {
      requireNonNull(id, "id");
    }

    @Override
    public String shown() {
      return id;
    }
  }

  /** Known by its name. */
  record IdentityName(String name, Domain domain) implements Identity {
    public IdentityName {
      requireNonNull(name, "name");
      requireNonNull(domain, "domain");
    }

    @Override
    public String shown() {
      return name;
    }
  }
}
