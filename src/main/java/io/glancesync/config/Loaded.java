package io.glancesync.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A configuration that was read, and what its author should know about it.
 *
 * @param warnings one sentence each, with file and line where there is one
 */
public record Loaded(Configuration configuration, List<String> warnings) {
  public Loaded {
    requireNonNull(configuration, "configuration");
    warnings = List.copyOf(warnings);
  }
}
