package io.glancesync.config.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the words after {@code --config} (specification, section 2). */
public final class Overrides {
  private static final String SOURCE = "--config";

  private Overrides() {}

  /**
   * @param words {@code section.key=value}, or {@code key=value} for the section DEFAULT
   * @throws ConfigurationException when a word is neither
   */
  public static Ini read(List<String> words) {
    var settings = new ArrayList<Setting>();
    var lastKey = "";
    for (var word : words) {
      var setting = read(word, lastKey);
      settings.add(setting);
      lastKey = setting.key();
    }
    var sections =
        settings.stream().map(each -> new Ini.Section(SOURCE, each.section())).distinct().toList();
    return Ini.of(SOURCE, sections, settings);
  }

  private static Setting read(String word, String lastKey) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      throw noAssignment(word, lastKey);
    }
    var name = word.substring(0, equals).strip();
    // sections may have dots in their names, keys have none
    int dot = name.lastIndexOf('.');
    var section = dot < 0 ? Ini.DEFAULT : name.substring(0, dot);
    var key = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (section.isBlank() || key.isBlank()) {
      throw new ConfigurationException(
          SOURCE + ": a key is missing before '='; write section.key=value");
    }
    return new Setting(SOURCE, 0, section, key, lines(word.substring(equals + 1)));
  }

  private static List<ValueLine> lines(String value) {
    return value.lines().map(line -> new ValueLine(0, line.strip())).toList();
  }

  private static ConfigurationException noAssignment(String word, String lastKey) {
    boolean secret = SecretWords.isKey(lastKey) || SecretWords.mayBeIn(word);
    return new ConfigurationException(
        "%s: %s is not of the form key=value. The option takes all words up to the next option;"
                .formatted(SOURCE, secret ? "a word (not shown here)" : "'" + word + "'")
            + " put -- before a region's name");
  }
}
