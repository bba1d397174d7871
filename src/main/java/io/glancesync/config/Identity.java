package io.glancesync.config;

import static java.util.Objects.requireNonNull;

/** A user or a project of Keystone: an id is enough, a name needs its domain. */
public sealed interface Identity {
  /** Known by its id. */
  record ById(String id) implements Identity {
    public ById {
      requireNonNull(id, "id");
    }
  }

  /** Known by its name. */
  record ByName(String name, Domain domain) implements Identity {
    public ByName {
      requireNonNull(name, "name");
      requireNonNull(domain, "domain");
    }
  }
}
