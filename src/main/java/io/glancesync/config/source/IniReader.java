package io.glancesync.config.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the INI dialect of Python's ConfigParser, in which operators' files are written
 * (docs/decisions/0003-own-ini-reader.md).
 */
final class IniReader {
  private static final Pattern HEADING = Pattern.compile("\\[([^\\]]+)\\]\\s*([#;].*)?");
  private static final Pattern ENTRY = Pattern.compile("([^:=\\s][^:=]*?)\\s*[:=]\\s*(.*)");
  private static final Pattern REMARK = Pattern.compile("[#;].*|(?i:rem)(\\s.*)?");
  private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s;");

  private final String source;
  private final ConfigurationWarnings warnings;
  private final List<Ini.Section> sections = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private String section;
  private String lastKey = "";
  private KeyLines open;

  private IniReader(String source, ConfigurationWarnings warnings) {
    this.source = source;
    this.warnings = warnings;
  }

  /** A key whose value may go on in the next line. */
  private record KeyLines(int line, int indent, String key, List<ValueLine> lines) {}

  /**
   * @param source the file's name for messages
   * @throws ConfigurationException when a line is neither heading, entry, continuation nor comment
   */
  static Ini read(String source, String text, ConfigurationWarnings warnings) {
    var reader = new IniReader(source, warnings);
    var lines = text.split("\r\n|\r|\n", -1);
    for (int i = 0; i < lines.length; i++) {
      reader.read(i + 1, lines[i].stripTrailing());
    }
    reader.close();
    return Ini.of(source, reader.sections, reader.settings);
  }

  private void read(int number, String line) {
    var text = line.stripLeading();
    int indent = line.length() - text.length();
    if (text.isEmpty() || REMARK.matcher(text).matches()) {
      return;
    }
    if (open != null && indent > open.indent) {
      open.lines.add(new ValueLine(number, text));
    } else if (text.startsWith("[")) {
      readHeading(number, text);
    } else {
      readEntry(number, indent, text);
    }
  }

  private void readHeading(int number, String text) {
    close();
    var heading = HEADING.matcher(text);
    if (!heading.matches()) {
      throw error(number, text, "a section's heading is a name in brackets and nothing else");
    }
    section = heading.group(1).strip();
    sections.add(new Ini.Section(source + ":" + number, section));
  }

  private void readEntry(int number, int indent, String text) {
    close();
    if (section == null) {
      throw error(number, text, "there is no section yet; put a line such as [main] above it");
    }
    var entry = ENTRY.matcher(text);
    if (!entry.matches()) {
      throw error(
          number,
          text,
          "this is neither 'key = value', nor a [section], nor a comment;"
              + " if it continues the line above, indent it");
    }
    lastKey = entry.group(1).toLowerCase(Locale.ROOT);
    open = new KeyLines(number, indent, lastKey, new ArrayList<>());
    open.lines.add(new ValueLine(number, value(number, entry.group(2))));
  }

  private String value(int number, String written) {
    var comment = COMMENT_BEHIND.matcher(written);
    if (!comment.find()) {
      return unquoted(written);
    }
    if (lastKey.equals(Key.PASSWORD.text())) {
      warnings.add(
          source + ":" + number,
          "the password ends before ' ;', which begins a comment; if that is a part of it, use"
              + " credential, where it is in base64");
    }
    return unquoted(written.substring(0, comment.start()).stripTrailing());
  }

  private static String unquoted(String value) {
    return value.equals("\"\"") ? "" : value;
  }

  private void close() {
    if (open != null) {
      settings.add(new Setting(source, open.line, section, open.key, open.lines));
      open = null;
    }
  }

  private ConfigurationException error(int number, String text, String reason) {
    boolean secret = SecretWords.isKey(lastKey) || SecretWords.mayBeIn(text);
    var shown = secret ? "(not shown: it may hold a password)" : text;
    return new ConfigurationException(
        "%s:%d: %s. The line is: %s".formatted(source, number, reason, shown));
  }
}
