package io.glancesync.config.source;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One {@code key = value}, and where it stands.
 *
 * @param source the file, or {@code --config}
 * @param line of the key in its file, 0 where there is no file
 * @param key in lower case
 * @param lines those that hold something; none for an empty value
 */
public record Setting(String source, int line, String section, String key, List<ValueLine> lines) {
  public Setting {
    lines = withoutBackslashes(key, lines);
  }

  // a single backslash at the very end of a password is more likely a part of it
  private static List<ValueLine> withoutBackslashes(String key, List<ValueLine> lines) {
    int kept = key.equals(Key.PASSWORD.text()) ? lines.size() - 1 : lines.size();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> i < kept ? lines.get(i).withoutBackslash() : lines.get(i))
        .filter(valueLine -> !valueLine.text().isBlank())
        .toList();
  }

  /** As messages name it: {@code glancesync.conf:12}, or {@code --config}. */
  public String place() {
    return place(line);
  }

  public String place(int ofLine) {
    return ofLine == 0 ? source : source + ":" + ofLine;
  }

  boolean isBlank() {
    return lines.isEmpty();
  }

  /** The value in one line. */
  public String text() {
    return joinedBy(" ");
  }

  /**
   * The value with its lines joined. A doubled percent sign is one, as for the older tool, whose
   * reader gave a meaning to a single one.
   */
  public String joinedBy(String glue) {
    return lines.stream().map(ValueLine::text).collect(Collectors.joining(glue)).replace("%%", "%");
  }

  /** The value in quotes for a message, unless it may hold a secret. */
  public String shown() {
    boolean secret =
        SecretWords.isKey(key)
            || lines.stream().anyMatch(valueLine -> SecretWords.mayBeIn(valueLine.text()));
    return secret ? "the value (not shown here)" : "'" + text() + "'";
  }

  /** The value cannot be used, for this reason. */
  public ConfigurationException error(String reason) {
    return error(line, reason);
  }

  public ConfigurationException error(int ofLine, String reason) {
    return new ConfigurationException(
        "%s: section [%s], key %s: %s".formatted(place(ofLine), section, key, reason));
  }
}
