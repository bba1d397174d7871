package io.glancesync.simulation;

import java.util.ArrayList;
import java.util.List;

/** The lines of a world's configuration that are rules. */
final class RuleLines {
  private final List<String> lines = new ArrayList<>();

  /**
   * @param masterIds of the master's images
   * @param regions whose images rules may name
   */
  static RuleLines draw(Dice dice, List<String> masterIds, List<SimulatedRegion> regions) {
    var rules = new RuleLines();
    List<String> lines = rules.lines;
    if (dice.chance(40)) {
      lines.add("metadata_set = " + dice.oneOf("nid", "type", "nid, type"));
    }
    if (dice.chance(25)) {
      lines.add(
          "metadata_condition = "
              + dice.oneOf(
                  "image.is_public",
                  "int(image.size) < 100000",
                  "'nid' in image.user_properties",
                  "image.name != 'fedora'"));
    }
    if (dice.chance(20) && !masterIds.isEmpty()) {
      lines.add("forcesyncs = " + dice.oneOf(masterIds));
    }
    for (String rule : List.of("replace", "rename")) {
      if (dice.chance(45)) {
        lines.add(rule + " = " + (dice.chance(70) ? "any" : someChecksum(dice, regions)));
      }
    }
    if (dice.chance(15)) {
      lines.add("dontupdate = " + someChecksum(dice, regions));
    }
    if (dice.chance(20)) {
      lines.add("only_tenant_images = False");
    }
    if (dice.chance(15)) {
      lines.add("support_obsolete_images = False");
    }
    if (dice.chance(50)) {
      lines.add("obsolete_syncprops = nid, type");
    }
    return rules;
  }

  private static String someChecksum(Dice dice, List<SimulatedRegion> regions) {
    var checksums =
        regions.stream()
            .flatMap(it -> it.glance().images().stream())
            .map(it -> it.path("checksum").asText())
            .toList();
    return checksums.isEmpty() ? "any" : dice.oneOf(checksums);
  }

  void add(List<String> more) {
    lines.addAll(more);
  }

  /** The key has this value only. */
  void set(String key, String value) {
    remove(key);
    lines.add(key + " = " + value);
  }

  void remove(String key) {
    lines.removeIf(it -> isOf(key, it));
  }

  /** The key has this word as well. */
  void add(String key, String word) {
    if (word.isEmpty()) {
      return;
    }
    String before = lines.stream().filter(it -> isOf(key, it)).findFirst().orElse("");
    remove(key);
    if (before.isEmpty()) {
      lines.add(key + " = " + word);
    } else {
      lines.add(before.endsWith(word) ? before : before + ", " + word);
    }
  }

  private static boolean isOf(String key, String line) {
    return line.startsWith(key + " = ");
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
