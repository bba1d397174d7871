package io.glancesync.config;

import java.util.List;
import java.util.Optional;

/** The three kinds of endpoints of a service catalog. */
final class InterfaceName {
  static final String USUAL = "public";
  private static final List<String> KNOWN = List.of(USUAL, "internal", "admin");

  /** What to write, for a word that is none. */
  static final String EXAMPLE = "Write public, internal or admin";

  private InterfaceName() {}

  /** Reads {@code internal}, and its older form {@code internalURL}. */
  static Optional<String> of(String text) {
    return KNOWN.stream()
        .filter(name -> text.equalsIgnoreCase(name) || text.equalsIgnoreCase(name + "URL"))
        .findFirst();
  }
}
