package io.glancesync.config;

import static java.util.Objects.requireNonNull;

/** A domain of Keystone, in which the names of users and projects are unique. */
public sealed interface Domain {
  /** The domain that every Keystone begins with. */
  Domain DEFAULT = new ByName("Default");

  /**
   * Reads what users write: {@code default} and 32 hexadecimal digits are ids, everything else is a
   * name.
   */
  static Domain of(String text) {
    return text.equals("default") || text.matches("[0-9a-f]{32}")
        ? new ById(text)
        : new ByName(text);
  }

  /** A domain whose id is known. */
  record ById(String id) implements Domain {
    public ById {
      requireNonNull(id, "id");
    }
  }

  /** A domain whose name is known. */
  record ByName(String name) implements Domain {
    public ByName {
      requireNonNull(name, "name");
    }
  }
}
