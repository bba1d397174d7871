package io.glancesync.config.source;

import java.util.List;

/**
 * What an INI file says, in its order and with its line numbers.
 *
 * @param source the file's name for messages; those that were looked for when there is none
 * @param exists whether there is such a file
 */
public record Ini(String source, boolean exists, List<Section> sections, List<Setting> settings) {
  /** The global section. */
  public static final String MAIN = "main";

  /** The section that gives defaults to every other. */
  public static final String DEFAULT = "DEFAULT";

  public Ini {
    sections = List.copyOf(sections);
    settings = List.copyOf(settings);
  }

  static Ini of(String source, List<Section> sections, List<Setting> settings) {
    return new Ini(source, true, sections, settings);
  }

  public static Ini missing(String lookedFor) {
    return new Ini(lookedFor, false, List.of(), List.of());
  }

  /** A heading; a section may have several. */
  public record Section(String place, String name) {}
}
