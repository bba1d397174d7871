package io.glancesync.property;

import io.glancesync.limit.Capacity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/** The keys of {@code conf/application.properties} for the limits of concurrent work. */
public record CapacityKeys(ApplicationProperties properties) implements Capacity {
  static final String COPIES = "glancesync.region.max-copies";
  static final String DOWNLOADS = "glancesync.master.max-downloads";
  static final String WAITING = "glancesync.region.max-suspended";

  /**
   * Regions per target. The limit for all targets together is in the configuration: {@code
   * max_children}.
   */
  private static final String REGIONS = "glancesync.region.max-parallel";

  private static final String TARGET = ".target.";
  private static final int MOST = 1000;

  /** Whether the key is one of a target. */
  static boolean isOfTarget(String key) {
    return List.of(COPIES, DOWNLOADS, REGIONS).stream()
        .anyMatch(it -> key.startsWith(it + TARGET) && !key.endsWith(TARGET));
  }

  @Override
  public int copiesPerRegion(String target) {
    return ofTarget(COPIES, target).orElseGet(() -> number(COPIES));
  }

  @Override
  public int regions(String target) {
    return ofTarget(REGIONS, target).orElse(MOST);
  }

  @Override
  public int downloads() {
    return number(DOWNLOADS);
  }

  @Override
  public int downloads(String target) {
    return ofTarget(DOWNLOADS, target).orElse(MOST);
  }

  @Override
  public int waiting() {
    return properties.number(WAITING);
  }

  private Optional<Integer> ofTarget(String limit, String target) {
    String key = limit + TARGET + target;
    return Optional.of(properties.optional(key))
        .filter(it -> !it.isEmpty())
        .map(it -> ApplicationProperties.number(key, it));
  }

  private int number(String key) {
    return properties.number(key);
  }

  private SortedSet<String> ofTargets() {
    return properties.keys(CapacityKeys::isOfTarget);
  }

  /** The limits of targets, as the command {@code check} reports them. */
  public List<String> inForce(Set<String> targets) {
    return Stream.of(COPIES, REGIONS, DOWNLOADS)
        .flatMap(
            limit ->
                targets.stream()
                    .sorted()
                    .flatMap(
                        target ->
                            ofTarget(limit, target)
                                .map(it -> limit + TARGET + target + " " + it)
                                .stream()))
        .toList();
  }

  /** Warnings of limits of targets that do not exist. */
  public List<String> warnings(Set<String> targets) {
    return ofTargets().stream()
        .filter(it -> !targets.contains(target(it)))
        .map(it -> ApplicationProperties.aboutNothing(it, target(it), targets))
        .toList();
  }

  private static String target(String key) {
    return key.substring(key.indexOf(TARGET) + TARGET.length());
  }
}
