package io.glancesync.config;

import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Ini;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.SecretWords;
import io.glancesync.config.source.Setting;
import io.glancesync.config.source.ValueLine;
import io.glancesync.region.NearestName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Warns of keys that are probably not meant as they are written. */
final class ConfigurationLint {
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern ENTRY = Pattern.compile("(\\w+)\\s*[:=](?!=).*");
  private static final Pattern HEADING = Pattern.compile("\\[[\\w.-]+\\]");

  private final EffectiveSettings settings;
  private final SectionNames sectionNames;
  private final ConfigurationWarnings warnings;

  ConfigurationLint(EffectiveSettings settings, ConfigurationWarnings warnings) {
    this.settings = settings;
    this.sectionNames = new SectionNames(settings, warnings);
    this.warnings = warnings;
  }

  void check() {
    sectionNames.check();
    check(settings.file());
    check(settings.overrides());
    settings.overrides().settings().forEach(this::checkThatItReaches);
  }

  private void check(Ini ini) {
    Map<String, Setting> seen = new HashMap<>();
    var before = "";
    for (var setting : ini.settings()) {
      var key = Key.of(setting.key());
      if (key.isEmpty()) {
        warnOfUnknown(setting, before);
      } else {
        checkPlace(setting, key.get());
        warnOfSecond(setting, seen.put(setting.section() + "\n" + setting.key(), setting));
        checkPercents(setting);
      }
      checkLines(setting);
      before = setting.key();
    }
  }

  // what follows a password may be the rest of it, and a mistyped key may have one stuck to it
  private void warnOfUnknown(Setting setting, String before) {
    var near = NearestName.of(setting.key(), Key.texts());
    boolean mayShow =
        PLAIN_WORD.matcher(setting.key()).matches()
            && !SecretWords.mayBeIn(setting.key())
            && (near.isPresent() || !SecretWords.isKey(before));
    warnings.add(
        setting.place(),
        "unknown key %s in section [%s]%s"
            .formatted(
                mayShow ? "'" + setting.key() + "'" : "(not shown here)",
                setting.section(),
                near.map(name -> "; did you mean '" + name + "'?").orElse("; it is ignored")));
  }

  private void checkPlace(Setting setting, Key key) {
    boolean inMain = setting.section().equals(Ini.MAIN);
    if (inMain && key.place() == Key.SectionKind.TARGET) {
      warnings.add(
          setting.place(),
          "key %s has no effect in section [main]; it belongs to a target's section such as"
                  .formatted(key.text())
              + " [master], or to [DEFAULT]");
    } else if (!inMain
        && key.place() == Key.SectionKind.MAIN
        && !setting.section().equals(Ini.DEFAULT)
        && !sectionNames.isSuspicious(setting.section())) {
      warnings.add(
          setting.place(),
          "key %s has no effect in section [%s]; it belongs to [main]"
              .formatted(key.text(), setting.section()));
    }
  }

  private void warnOfSecond(Setting setting, Setting first) {
    if (first != null) {
      warnings.add(
          setting.place(),
          "key %s is given twice in section [%s] (before: %s); the last one applies"
              .formatted(setting.key(), setting.section(), first.place()));
    }
  }

  private void checkLines(Setting setting) {
    for (var line : setting.lines()) {
      if (line.number() > setting.line()) {
        looksLike(line.text())
            .ifPresent(
                what ->
                    warnings.add(
                        setting.place(line.number()),
                        "%s is read as a part of key %s, because the line is indented; if that is"
                                .formatted(
                                    // a line of a password shows part of it
                                    SecretWords.isKey(setting.key()) ? "this line" : what,
                                    shown(setting))
                            + " not meant, begin it further left"));
      }
    }
  }

  /** An unknown key may have a secret stuck to it. */
  private static String shown(Setting setting) {
    return Key.of(setting.key()).map(Key::text).orElse("(not shown here)");
  }

  private static Optional<String> looksLike(String line) {
    var entry = ENTRY.matcher(line);
    if (entry.matches()) {
      return Key.of(entry.group(1)).map(key -> "'" + key.text() + " = …'");
    }
    return HEADING.matcher(line).matches() ? Optional.of("'" + line + "'") : Optional.empty();
  }

  private void checkPercents(Setting setting) {
    var written = String.join(" ", setting.lines().stream().map(ValueLine::text).toList());
    if (written.contains("%%")) {
      warnings.add(
          setting.place(),
          "key %s: a doubled percent sign is read as one, as the older tool did; one is enough"
              .formatted(setting.key()));
    } else if (written.matches(".*%\\(\\w+\\)s.*")) {
      warnings.add(
          setting.place(),
          "key %s: %%(name)s is not replaced by another key's value; write the value itself"
              .formatted(setting.key()));
    }
  }

  private void checkThatItReaches(Setting override) {
    if (override.section().equals(Ini.DEFAULT)) {
      for (var setting : settings.file().settings()) {
        if (setting.key().equals(override.key()) && !setting.section().equals(Ini.DEFAULT)) {
          warnings.add(
              override.place(),
              "key %s: section [%s] has its own value (%s), which stays; to change it, write %s"
                  .formatted(
                      override.key(),
                      setting.section(),
                      setting.place(),
                      setting.section() + "." + override.key()));
        }
      }
    }
  }
}
