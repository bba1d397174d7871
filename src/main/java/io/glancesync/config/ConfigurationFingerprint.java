package io.glancesync.config;

import io.glancesync.condition.Condition;
import io.glancesync.config.credential.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells one configuration from another, also after a restart. It contains no secret, because it is
 * written to files. A wrong password needs no trace in it: transfers that fail because of one do
 * not wait.
 */
public final class ConfigurationFingerprint {
  private static final int DIGITS = 16;

  private ConfigurationFingerprint() {}

  /**
   * The fingerprint, some hexadecimal digits.
   *
   * @param settings what else may decide whether a transfer succeeds
   */
  public static String of(Configuration configuration, Collection<String> settings) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (text(configuration) + "\n" + text(settings)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** All of a value, whatever the order in which a set gives its elements. */
  private static String text(Object value) {
    if (value instanceof Secret) {
      return "";
    }
    if (value instanceof Record fields) {
      return Stream.of(fields.getClass().getRecordComponents())
          .map(it -> it.getName() + "=" + text(field(it, fields)))
          .collect(Collectors.joining(",", fields.getClass().getSimpleName() + "{", "}"));
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigurationFingerprint::text).orElse("-");
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(it -> text(it.getKey()) + "=" + text(it.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> elements) {
      Stream<String> texts = elements.stream().map(ConfigurationFingerprint::text);
      return (elements instanceof Set ? texts.sorted() : texts)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return leaf(value);
  }

  private static String leaf(Object value) {
    if (value instanceof CharSequence
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Enum
        || value instanceof Condition
        || value instanceof Duration
        || value instanceof Path
        || value instanceof URI) {
      return value.toString();
    }
    throw new IllegalStateException("no text is known for a " + value.getClass().getName());
  }

  private static Object field(RecordComponent component, Record value) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record can be read", e);
    }
  }
}
