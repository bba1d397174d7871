package io.glancesync.config.source;

import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The file and what {@code --config} puts over it. */
public final class EffectiveSettings {
  private final Ini file;
  private final Ini overrides;

  public EffectiveSettings(Ini file, Ini overrides) {
    this.file = file;
    this.overrides = overrides;
  }

  /** Those settings of one section that stand in one place; the last of equals. */
  public record Layer(Map<Key, Setting> settings) {
    public Optional<Setting> find(Key key) {
      return Optional.ofNullable(settings.get(key));
    }

    public boolean has(Key key) {
      return settings.containsKey(key);
    }
  }

  public Ini file() {
    return file;
  }

  public Ini overrides() {
    return overrides;
  }

  /** All of them, the file's first. */
  public List<Setting> all() {
    return Stream.concat(file.settings().stream(), overrides.settings().stream()).toList();
  }

  /** All headings, the file's first. */
  public List<Ini.Section> sections() {
    return Stream.concat(file.sections().stream(), overrides.sections().stream()).toList();
  }

  /** Every section that is a target; {@code master} always is. */
  public SortedSet<String> targets() {
    var targets = new TreeSet<String>();
    targets.add(RegionName.MASTER_TARGET);
    sections().forEach(section -> targets.add(section.name()));
    targets.remove(Ini.MAIN);
    targets.remove(Ini.DEFAULT);
    return targets;
  }

  /** The value in effect for a section; empty when it has none, or an empty one. */
  public Optional<Setting> find(String section, Key key) {
    return layers(section).stream().flatMap(layer -> layer.find(key).stream()).findFirst();
  }

  /** Whether an empty value stands for a section, which says otherwise than no value at all. */
  public boolean isEmptied(String section, Key key) {
    return find(section, key).isEmpty()
        && all().stream()
            .filter(it -> it.section().equals(section) || it.section().equals(Ini.DEFAULT))
            .anyMatch(it -> Key.of(it.key()).filter(key::equals).isPresent());
  }

  /**
   * The values for a section, the most specific place first: {@code --config} for the section, the
   * section, {@code --config} for DEFAULT, DEFAULT. An empty value is left out, and hides the same
   * key of the places behind.
   */
  public List<Layer> layers(String section) {
    var emptied = EnumSet.noneOf(Key.class);
    var layers = new ArrayList<Layer>();
    for (var name : List.of(section, Ini.DEFAULT)) {
      for (var source : List.of(overrides, file)) {
        layers.add(layer(source, name, emptied));
      }
    }
    return layers;
  }

  private static Layer layer(Ini source, String section, EnumSet<Key> emptied) {
    var found = new EnumMap<Key, Setting>(Key.class);
    for (var setting : source.settings()) {
      if (setting.section().equals(section)) {
        Key.of(setting.key()).ifPresent(key -> found.put(key, setting));
      }
    }
    found.keySet().removeAll(emptied);
    found.forEach(
        (key, setting) -> {
          if (setting.isBlank()) {
            emptied.add(key);
          }
        });
    found.keySet().removeAll(emptied);
    return new Layer(found);
  }
}
