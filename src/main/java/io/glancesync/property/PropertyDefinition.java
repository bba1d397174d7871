package io.glancesync.property;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.region.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting of {@code conf/application.properties}.
 *
 * @param key the key; a part in capital letters stands for a name that users choose
 * @param standard the default; empty for none
 * @param zero the meaning of 0, if it is not just a number; otherwise empty
 * @param effect when an edit takes effect while the service runs
 */
public record PropertyDefinition(
    String key, String standard, PropertyKind kind, String zero, Effect effect) {
  /** When an edit of a setting takes effect while the service runs. */
  public enum Effect {
    /** Within seconds. Only beans read it, anew at each use. */
    ONCE,
    /** After the run that is under way. */
    BETWEEN_RUNS,
    /** When the service is started again. */
    START
  }

  private static final Pattern NAME = Pattern.compile("[A-Z]+");

  PropertyDefinition(String key, String standard, PropertyKind kind) {
    this(key, standard, kind, "", Effect.BETWEEN_RUNS);
  }

  /** The same with a meaning of 0. */
  PropertyDefinition zero(String meaning) {
    return new PropertyDefinition(key, standard, kind, meaning, effect);
  }

  /** The same, taking effect at another time. */
  PropertyDefinition at(Effect time) {
    return new PropertyDefinition(key, standard, kind, zero, time);
  }

  /**
   * Makes sure that a value can be used.
   *
   * @param used the key with its names
   * @throws ConfigurationException when it cannot
   */
  void require(String used, String value) {
    kind.flaw(value)
        .ifPresent(
            wanted -> {
              throw ApplicationProperties.wrong(used, value, wanted);
            });
  }

  /** Whether users choose a part of the key. */
  boolean hasName() {
    return Stream.of(words(key)).anyMatch(it -> NAME.matcher(it).matches());
  }

  /**
   * The keys of this setting. The name of a region may have dots in it, but no colon, which would
   * end the key.
   */
  Pattern pattern() {
    return Pattern.compile(
        Stream.of(words(key))
            .map(it -> NAME.matcher(it).matches() ? "[^:]+" : Pattern.quote(it))
            .collect(Collectors.joining("\\.")));
  }

  /** The variable of the environment that takes precedence over the file. */
  public static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What was probably meant by an unknown key; empty, or a text to append to a message. */
  static String hint(String mistyped, Collection<PropertyDefinition> known) {
    return NearestName.hint(mistyped, known.stream().map(it -> it.like(mistyped)).toList());
  }

  /** The key, with the names of another key. */
  private String like(String other) {
    List<String> theirs = List.of(words(other));
    var ours = new ArrayList<String>();
    for (String word : words(key)) {
      boolean isTaken = NAME.matcher(word).matches() && ours.size() < theirs.size();
      ours.add(isTaken ? theirs.get(ours.size()) : word);
    }
    return String.join(".", ours);
  }

  private static String[] words(String key) {
    return key.split("\\.");
  }
}
