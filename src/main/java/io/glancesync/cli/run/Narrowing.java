package io.glancesync.cli.run;

import java.util.Collection;
import java.util.Set;

/**
 * Tells whether {@code --config} changes what a run sees or selects. Such a run says nothing about
 * what the configuration itself wants.
 */
final class Narrowing {
  /** They change how something is done, and not which images are seen or selected. */
  private static final Set<String> HARMLESS =
      Set.of(
          "max_children",
          "preferable_order",
          "images_dir",
          "list_images_timeout",
          "keep_old",
          "old_name",
          "old_visibility",
          "withdrawn",
          "withdrawn_grace",
          "cacert",
          "insecure",
          "use_keystone_v3");

  private Narrowing() {}

  /**
   * @param overrides {@code section.key=value} or {@code key=value}
   */
  static boolean isBy(Collection<String> overrides) {
    return overrides.stream().map(Narrowing::key).anyMatch(key -> !HARMLESS.contains(key));
  }

  private static String key(String override) {
    String left = override.split("=", 2)[0];
    return left.substring(left.lastIndexOf('.') + 1).strip();
  }
}
