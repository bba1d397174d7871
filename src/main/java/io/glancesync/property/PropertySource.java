package io.glancesync.property;

import java.util.Map;

/** Where the values of settings come from: the file, a command, or the environment. */
public interface PropertySource {
  /**
   * A text with its placeholders resolved.
   *
   * @param text such as <code>{{glancesync.var}}</code>
   */
  String resolve(String text);

  /** What the file and the command set, by key. */
  Map<String, String> values();
}
