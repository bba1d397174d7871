package io.glancesync.config;

import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of sections that are read as targets, and probably are mistyped. Any name can be a
 * target's, so a name alone is no reason: the section also has no credential, or {@code [master]}
 * is missing.
 */
final class SectionNames {
  private static final List<String> FIXED =
      List.of(Ini.MAIN, Ini.DEFAULT, RegionName.MASTER_TARGET);

  private final Settings settings;
  private final Warnings warnings;
  private final Map<String, String> meant = new LinkedHashMap<>();

  SectionNames(Settings settings, Warnings warnings) {
    this.settings = settings;
    this.warnings = warnings;
    for (var section : settings.sections()) {
      meantBy(section.name()).ifPresent(name -> meant.put(section.name(), name));
    }
  }

  void check() {
    for (var section : settings.sections()) {
      if (isSuspicious(section.name())) {
        warnings.add(
            section.place(),
            "section [%s] is read as a target of that name; did you mean [%s]?"
                .formatted(section.name(), meant.get(section.name())));
      }
    }
  }

  boolean isSuspicious(String section) {
    return meant.containsKey(section);
  }

  private Optional<String> meantBy(String section) {
    if (FIXED.contains(section)) {
      return Optional.empty();
    }
    var near = NearestName.of(section, FIXED);
    boolean masterIsMissing =
        near.filter(RegionName.MASTER_TARGET::equals).isPresent()
            && settings.sections().stream()
                .noneMatch(each -> each.name().equals(RegionName.MASTER_TARGET));
    if (signsIn(section) && !masterIsMissing) {
      return Optional.empty();
    }
    return near.or(() -> holdsOnlyMainKeys(section) ? Optional.of(Ini.MAIN) : Optional.empty());
  }

  private boolean signsIn(String section) {
    return keys(section).stream()
        .anyMatch(key -> key == Key.CREDENTIAL || key == Key.CLOUD || Key.PARTS.contains(key));
  }

  private boolean holdsOnlyMainKeys(String section) {
    var keys = keys(section);
    return !keys.isEmpty() && keys.stream().allMatch(key -> key.place() == Key.Place.MAIN);
  }

  private List<Key> keys(String section) {
    return settings.all().stream()
        .filter(setting -> setting.section().equals(section))
        .flatMap(setting -> Key.of(setting.key()).stream())
        .toList();
  }
}
