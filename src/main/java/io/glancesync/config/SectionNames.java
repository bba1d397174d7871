package io.glancesync.config;

import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Key;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of sections that are read as targets, and probably are mistyped. Any name can be a
 * target's, so a name alone is not a reason: the section also has no credential, or {@code
 * [master]} is missing.
 */
final class SectionNames {
  private static final List<String> FIXED =
      List.of(Ini.MAIN, Ini.DEFAULT, RegionName.MASTER_TARGET);

  private final EffectiveSettings settings;
  private final ConfigurationWarnings warnings;
  private final Map<String, String> meant = new LinkedHashMap<>();

  SectionNames(EffectiveSettings settings, ConfigurationWarnings warnings) {
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
    if (FIXED.contains(section) || (signsIn(section) && !isForMissingMaster(section))) {
      return Optional.empty();
    }
    return NearestName.of(section, candidates(section))
        .or(() -> holdsOnlyMainKeys(section) ? Optional.of(Ini.MAIN) : Optional.empty());
  }

  // a target of the file may share its credential with DEFAULT; one of --config comes with its own
  private boolean signsIn(String section) {
    var keys = keys(section);
    return keys.contains(Key.CREDENTIAL)
        || keys.contains(Key.CLOUD)
        || keys.containsAll(Key.PARTS)
        || (isIn(settings.file(), section) && Key.PARTS.stream().anyMatch(keys::contains));
  }

  private boolean isForMissingMaster(String section) {
    var near = NearestName.of(section, FIXED);
    return near.filter(RegionName.MASTER_TARGET::equals).isPresent()
        && settings.sections().stream().noneMatch(it -> it.name().equals(near.get()));
  }

  private List<String> candidates(String section) {
    var candidates = new ArrayList<>(FIXED);
    if (!isIn(settings.file(), section)) {
      settings.file().sections().forEach(it -> candidates.add(it.name()));
    }
    return candidates;
  }

  private static boolean isIn(Ini ini, String section) {
    return ini.sections().stream().anyMatch(it -> it.name().equals(section));
  }

  private boolean holdsOnlyMainKeys(String section) {
    var keys = keys(section);
    return !keys.isEmpty() && keys.stream().allMatch(key -> key.place() == Key.SectionKind.MAIN);
  }

  private List<Key> keys(String section) {
    return settings.all().stream()
        .filter(setting -> setting.section().equals(section))
        .flatMap(setting -> Key.of(setting.key()).stream())
        .toList();
  }
}
