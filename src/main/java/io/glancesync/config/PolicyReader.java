package io.glancesync.config;

import io.glancesync.condition.Condition;
import io.glancesync.condition.ConditionSyntaxException;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.ConfigurationWarnings;
import io.glancesync.config.source.EffectiveSettings;
import io.glancesync.config.source.Key;
import io.glancesync.config.source.SecretWords;
import io.glancesync.config.source.Setting;
import io.glancesync.config.source.ValueReader;
import io.glancesync.plan.Attribute;
import io.glancesync.plan.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rules of one target (specification, section 2). */
final class PolicyReader {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{32}");
  private static final String A_CHECKSUM = "a checksum of 32 digits and small letters a to f";

  private final EffectiveSettings settings;
  private final String target;
  private final ConfigurationWarnings warnings;

  PolicyReader(EffectiveSettings settings, String target, ConfigurationWarnings warnings) {
    this.settings = settings;
    this.target = target;
    this.warnings = warnings;
  }

  /**
   * @throws ConfigurationException when a value cannot be read
   */
  Policy read() {
    var life = new LifeReader(settings, target);
    return new Policy(
        ids(Key.FORCESYNCS),
        settings.find(target, Key.METADATA_CONDITION).flatMap(PolicyReader::condition),
        set(Key.METADATA_SET),
        attributes(),
        flag(Key.SYNC_MEMBERS, false),
        checksumsOrWords(Key.REPLACE),
        checksumsOrWords(Key.RENAME),
        checksums(Key.DONTUPDATE),
        flag(Key.ONLY_TENANT_IMAGES, true),
        flag(Key.SUPPORT_OBSOLETE_IMAGES, true),
        set(Key.OBSOLETE_SYNCPROPS),
        life.rotation(),
        life.withdrawal());
  }

  private Set<Attribute> attributes() {
    if (settings.isEmptied(target, Key.SYNC_ATTRIBUTES)) {
      return Set.of();
    }
    return settings
        .find(target, Key.SYNC_ATTRIBUTES)
        .map(
            setting ->
                ValueReader.list(setting).stream()
                    .map(word -> attribute(word, setting))
                    .collect(Collectors.toSet()))
        .orElse(Attribute.ALL);
  }

  private static Attribute attribute(String word, Setting setting) {
    return Attribute.of(word)
        .orElseThrow(
            () ->
                setting.error(
                    "%s has an item that is not one of %s. An empty value keeps none of them in step"
                        .formatted(setting.shown(), String.join(", ", Attribute.texts()))));
  }

  private static Optional<Condition> condition(Setting setting) {
    if (ValueReader.isNone(setting)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Condition.parse(setting.joinedBy("\n")));
    } catch (ConditionSyntaxException e) {
      throw noCondition(setting, e);
    }
  }

  private static ConfigurationException noCondition(Setting setting, ConditionSyntaxException e) {
    int line = setting.lines().get(e.line() - 1).number();
    boolean swallowsSecret =
        setting.lines().stream().anyMatch(each -> SecretWords.isEntry(each.text()));
    return setting.error(
        line,
        swallowsSecret
            ? "the value (not shown here) is not a condition; is a line behind it indented by mistake?"
            : "%s\n%s".formatted(e.getMessage(), e.excerpt()));
  }

  private boolean flag(Key key, boolean otherwise) {
    return settings.find(target, key).map(ValueReader::flag).orElse(otherwise);
  }

  private Set<String> set(Key key) {
    return settings.find(target, key).map(ValueReader::list).map(Set::copyOf).orElse(Set.of());
  }

  private Set<String> ids(Key key) {
    warnUnless(key, UUID, "the id of an image, such as 3f8a4c1e-0b7d-4c58-9a55-1d5a0e6f2b90");
    return set(key);
  }

  /** What is none selects nothing, without a word. */
  private void warnUnless(Key key, Pattern form, String wanted) {
    settings
        .find(target, key)
        .ifPresent(
            setting ->
                ValueReader.list(setting).stream()
                    .filter(word -> word(word).isEmpty() && !form.matcher(word).matches())
                    .forEach(
                        word ->
                            warnings.add(
                                setting.place(),
                                "key %s in section [%s]: %s is not %s, so that it has no effect"
                                    .formatted(
                                        key.text(), setting.section(), shown(word), wanted))));
  }

  /** A line that is indented by mistake may bring a secret here. */
  private static String shown(String word) {
    return word.matches("[\\w.-]{1,60}") && !SecretWords.mayBeIn(word)
        ? "'" + word + "'"
        : "an entry (not shown here)";
  }

  private Set<String> checksumsOrWords(Key key) {
    warnUnless(key, CHECKSUM, A_CHECKSUM);
    return set(key).stream().map(PolicyReader::wordOrSelf).collect(Collectors.toSet());
  }

  private Set<String> checksums(Key key) {
    warnUnless(key, CHECKSUM, A_CHECKSUM);
    var setting = settings.find(target, key);
    var checksums = new HashSet<String>();
    for (String item : setting.map(ValueReader::list).orElse(List.of())) {
      word(item)
          .ifPresentOrElse(
              word ->
                  warnings.add(
                      setting.get().place(),
                      "key %s in section [%s]: the word %s has a meaning only in replace and rename;"
                              .formatted(key.text(), setting.get().section(), word)
                          + " here it is ignored"),
              () -> checksums.add(item));
    }
    return checksums;
  }

  private static String wordOrSelf(String item) {
    return word(item).orElse(item);
  }

  /** The word that this is, in whatever case it is written. */
  private static Optional<String> word(String item) {
    return Stream.of(Policy.OURS, Policy.ANY).filter(item::equalsIgnoreCase).findFirst();
  }
}
