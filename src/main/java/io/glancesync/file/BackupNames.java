package io.glancesync.file;

import io.glancesync.region.RegionName;
import java.nio.file.Path;

/** How the files of a backup are called. */
final class BackupNames {
  static final String INDEX = "backup.json";
  static final String PATTERN = "backup_*.csv";
  private static final String BEFORE = "backup_";
  private static final String AFTER = ".csv";

  private BackupNames() {}

  static String of(RegionName region) {
    return BEFORE + region + AFTER;
  }

  static RegionName region(Path file) {
    String name = file.getFileName().toString();
    return RegionName.of(name.substring(BEFORE.length(), name.length() - AFTER.length()));
  }
}
