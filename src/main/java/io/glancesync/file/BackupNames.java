package io.glancesync.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.Collection;

/**
 * How the files of a backup are called: as the region, where its name is plain. The others have a
 * name that says little, and {@code backup.json} tells whose they are.
 */
final class BackupNames {
  static final String INDEX = "backup.json";
  static final String PATTERN = "backup_*.csv";
  private static final String FILES = "files";
  private static final String BEFORE = "backup_";
  private static final String AFTER = ".csv";

  private BackupNames() {}

  static String of(RegionName region) {
    return BEFORE + (region.isPlain() ? region.toString() : region.key()) + AFTER;
  }

  /** Notes in the index which file is whose, as far as their names do not tell. */
  static void index(Collection<RegionName> regions, ObjectNode index) {
    regions.stream()
        .filter(it -> !it.isPlain())
        .forEach(it -> index.withObjectProperty(FILES).put(of(it), it.toString()));
  }

  static RegionName region(Path file, JsonNode index) {
    String name = file.getFileName().toString();
    JsonNode noted = index.path(FILES).path(name);
    return RegionName.of(
        noted.isTextual()
            ? noted.textValue()
            : name.substring(BEFORE.length(), name.length() - AFTER.length()));
  }
}
