package io.glancesync.property;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.limit.Timetable;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The bandwidth limits in {@code conf/application.properties}.
 *
 * @param targets the targets that exist
 */
public record BandwidthKeys(ApplicationProperties properties, Set<String> targets) {
  static final String TOTAL = "glancesync.bandwidth";

  private static final String TARGET = TOTAL + ".target.";
  private static final String REGION = TOTAL + ".region.";

  /** What was probably meant by an unknown key; empty for a key about something else. */
  static Optional<String> hint(String key) {
    if (!key.startsWith(TOTAL + ".")) {
      return Optional.empty();
    }
    return Optional.of(
        "; limits are %s, %sTARGET, %sREGION and %sTARGET.REGION"
            .formatted(TOTAL, TARGET, REGION, REGION));
  }

  /**
   * All limits.
   *
   * @throws ConfigurationException when a limit cannot be used; names the first one
   */
  public BandwidthLimits allowance() {
    var ofTargets = new TreeMap<String, Timetable>();
    ofTargets()
        .forEach(
            key ->
                timetable(key).ifPresent(it -> ofTargets.put(key.substring(TARGET.length()), it)));
    var ofRegions = new TreeMap<RegionName, Timetable>();
    for (String key : keys(REGION)) {
      Optional<Timetable> timetable = timetable(key);
      if (timetable.isPresent() && ofRegions.put(region(key), timetable.get()) != null) {
        throw new ConfigurationException(
            "conf/application.properties: %s is about %s, and so is another key"
                .formatted(key, region(key)),
            "delete one of them");
      }
    }
    return new BandwidthLimits(timetable(TOTAL), ofTargets, ofRegions, properties.zone());
  }

  private SortedSet<String> keys(String prefix) {
    return properties.keys(it -> it.startsWith(prefix) && KnownProperties.find(it).isPresent());
  }

  /**
   * The keys of targets with a limit. A variable of the environment may set one for a target that
   * the file does not name.
   */
  private SortedSet<String> ofTargets() {
    SortedSet<String> keys = keys(TARGET);
    targets.forEach(it -> keys.add(TARGET + it));
    return keys;
  }

  /** The region of a key. The first parts of the name may be a target's name. */
  private RegionName region(String key) {
    String word = key.substring(REGION.length());
    return targets.stream()
        .filter(it -> word.startsWith(it + "."))
        .max((one, other) -> one.length() - other.length())
        .map(it -> new RegionName(it, word.substring(it.length() + 1)))
        .orElse(new RegionName(RegionName.MASTER_TARGET, word));
  }

  private Optional<Timetable> timetable(String key) {
    String text = properties.optional(key);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Timetable.of(text));
    } catch (IllegalArgumentException e) {
      throw ApplicationProperties.wrong(
          key, text, "a rate or a timetable (%s)".formatted(e.getMessage()));
    }
  }

  /** Warnings of limits of targets that do not exist. */
  public List<String> warnings() {
    return keys(TARGET).stream()
        .filter(it -> !targets.contains(it.substring(TARGET.length())))
        .map(it -> ApplicationProperties.aboutNothing(it, it.substring(TARGET.length()), targets))
        .collect(Collectors.toList());
  }
}
