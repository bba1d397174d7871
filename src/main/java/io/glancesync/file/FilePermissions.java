package io.glancesync.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Who may look into a folder, or read a file. */
final class FilePermissions {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /** Set-user-id, set-group-id, sticky: such as {@code /tmp} has it. */
  private static final int SPECIAL = 07000;

  private FilePermissions() {}

  /** Whether anybody but its owner may do something with it. */
  static boolean isOpen(Path path) throws IOException {
    return !OWNER.containsAll(Files.getPosixFilePermissions(path));
  }

  /** Whether somebody meant it to be used by several. */
  static boolean isShared(Path folder) throws IOException {
    return ((Integer) Files.getAttribute(folder, "unix:mode") & SPECIAL) != 0;
  }

  /** As {@code ls} shows them. */
  static String text(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  static void closeFolder(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, OWNER);
  }

  /** For a file that is written again and again, and never replaced. */
  static void closeFile(Path file) throws IOException {
    var rights = EnumSet.copyOf(OWNER);
    rights.remove(PosixFilePermission.OWNER_EXECUTE);
    Files.setPosixFilePermissions(file, rights);
  }
}
