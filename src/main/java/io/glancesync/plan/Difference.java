package io.glancesync.plan;

/**
 * A field in which a region's image differs from what the master's makes of it.
 *
 * @param key as Glance calls it
 * @param master the value that it should have; empty when it should have none
 * @param region the value that it has; empty when it has none
 */
public record Difference(String key, String master, String region) {
  @Override
  public String toString() {
    return "%s: %s → %s".formatted(key, shown(master), shown(region));
  }

  /** What a step makes of it: {@code type: a → b}. */
  public String change() {
    return "%s: %s → %s".formatted(key, shown(region), shown(master));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "(none)" : value;
  }
}
