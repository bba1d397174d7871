package io.glancesync.config.source;

import java.util.List;
import java.util.Optional;

/** The three kinds of endpoints of a service catalog. */
public final class InterfaceName {
  public static final String USUAL = "public";
  private static final List<String> KNOWN = List.of(USUAL, "internal", "admin");

  /** What to write, for a word that is none. */
  public static final String EXAMPLE = "Write public, internal or admin";

  private InterfaceName() {}

  /** Reads {@code internal}, and its older form {@code internalURL}. */
  public static Optional<String> of(String text) {
    return KNOWN.stream()
        .filter(name -> text.equalsIgnoreCase(name) || text.equalsIgnoreCase(name + "URL"))
        .findFirst();
  }
}
