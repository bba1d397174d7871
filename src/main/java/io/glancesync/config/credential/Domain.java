package io.glancesync.config.credential;

import static java.util.Objects.requireNonNull;

/** A domain of Keystone, in which the names of users and projects are unique. */
public sealed interface Domain {
  /** The domain that every Keystone begins with. */
  Domain DEFAULT = new DomainName("Default");

  /**
   * Reads what users write: {@code default} and 32 hexadecimal digits are ids, everything else is a
   * name.
   */
  static Domain of(String text) {
    return text.equals("default") || text.matches("[0-9a-f]{32}")
        ? new DomainId(text)
        : new DomainName(text);
  }

  /** A domain whose id is known. */
  record DomainId(String id) implements Domain {
    public DomainId {
      requireNonNull(id, "id");
    }
  }

  /** A domain whose name is known. */
  record DomainName(String name) implements Domain {
    public DomainName {
      requireNonNull(name, "name");
    }
  }
}
