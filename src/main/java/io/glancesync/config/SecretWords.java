package io.glancesync.config;

import io.glancesync.region.NearestName;
import java.util.List;
import java.util.regex.Pattern;

/** Decides what a message may show. When in doubt it shows nothing: logs are kept and shared. */
final class SecretWords {
  private static final Pattern MENTIONED =
      Pattern.compile("pass|pwd|credential|secret|token|://[^/\\s]*@", Pattern.CASE_INSENSITIVE);
  private static final Pattern FIRST_WORD = Pattern.compile("^\\s*([^\\s:=]*)");
  private static final List<String> KEYS = List.of(Key.PASSWORD.text(), Key.CREDENTIAL.text());

  private SecretWords() {}

  /** Whether a key holds a secret, or is a mistyped one that does. */
  static boolean isKey(String key) {
    return MENTIONED.matcher(key).find() || NearestName.of(key, KEYS).isPresent();
  }

  /** Whether a line of the file may hold a secret. */
  static boolean mayBeIn(String line) {
    var word = FIRST_WORD.matcher(line);
    return MENTIONED.matcher(line).find() || (word.find() && isKey(word.group(1)));
  }
}
