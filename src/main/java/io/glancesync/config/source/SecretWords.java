package io.glancesync.config.source;

import io.glancesync.region.NearestName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Decides what a message may show. When in doubt it shows nothing: logs are kept and shared. */
public final class SecretWords {
  private static final Pattern MENTIONED =
      Pattern.compile(
          "pas[sw]|pwd|\\bpw\\b|credential|secret|token|://[^/\\s]*@", Pattern.CASE_INSENSITIVE);
  private static final Pattern FIRST_WORD = Pattern.compile("^\\s*([^\\s:=]*)");
  private static final Pattern ENTRY = Pattern.compile("^\\s*([^\\s:=]+)\\s*[:=](?!=)");
  private static final List<String> KEYS = List.of(Key.PASSWORD.text(), Key.CREDENTIAL.text());

  private static final int SHORTEST = Key.PASSWORD.text().length() - 2;
  private static final int LONGEST = Key.CREDENTIAL.text().length() + 2;

  private SecretWords() {}

  /** Whether a key holds a secret, or is a mistyped one that does. */
  public static boolean isKey(String key) {
    return MENTIONED.matcher(key).find() || NearestName.of(key, KEYS).isPresent();
  }

  /** Whether a line gives a value to a key that holds a secret. */
  public static boolean isEntry(String line) {
    var entry = ENTRY.matcher(line);
    return entry.find() && isKey(entry.group(1));
  }

  /** Whether a line of the file may hold a secret. */
  public static boolean mayBeIn(String line) {
    var word = FIRST_WORD.matcher(line);
    return MENTIONED.matcher(line).find() || (word.find() && beginsLikeKey(word.group(1)));
  }

  // a mistyped key may also lack what separates it from the secret
  private static boolean beginsLikeKey(String word) {
    return IntStream.rangeClosed(SHORTEST, Math.min(LONGEST, word.length()))
        .anyMatch(length -> isKey(word.substring(0, length)));
  }
}
