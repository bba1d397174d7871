package io.glancesync.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders that only our user can look into, whatever the umask is. */
public final class PrivateFolder {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private PrivateFolder() {}

  /**
   * Makes a folder that a person named, and those above it that are missing. One that is there
   * stays as it is, and may be a link to another.
   *
   * @throws IOException when there is something else
   */
  public static void make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OWNER_ONLY);
    }
  }

  /**
   * Makes a folder of the run-time data, and those above it that are missing.
   *
   * @throws IOException when there is something else, also a link
   */
  public static void makeWithin(Path folder) throws IOException {
    if (!exists(folder)) {
      Files.createDirectories(folder, OWNER_ONLY);
    }
  }

  /**
   * Whether a folder of the run-time data is there.
   *
   * @throws IOException when there is something else, also a link: what it leads to is not ours
   */
  public static boolean exists(Path folder) throws IOException {
    BasicFileAttributes found;
    try {
      // looked at once: another thread may be making it
      found = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (found.isSymbolicLink()) {
      throw new FileSystemException(
          folder.toString(),
          null,
          "this is a symbolic link, and GlanceSync follows none here: put a folder in its place, or mount one there, or set glancesync.var to another folder");
    }
    if (!found.isDirectory()) {
      throw new NotDirectoryException(folder.toString());
    }
    return true;
  }

  /**
   * Deletes a file of ours, if it is there.
   *
   * @throws IOException when there is something else, or its folder is a link
   */
  public static void deleteFile(Path file) throws IOException {
    if (!exists(file.toAbsolutePath().getParent())) {
      return;
    }
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new LimitedFile.Unfit(file, "this is not a regular file, and is left alone");
    }
  }
}
