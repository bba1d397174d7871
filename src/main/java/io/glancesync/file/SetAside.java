package io.glancesync.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps a file that cannot be understood where nothing reads it: a person may want to see it. */
public final class SetAside {
  /** With the digits and the suffix that follow, a name of a file may have 255. */
  private static final int LONGEST = 150;

  private SetAside() {}

  /**
   * Renames a file, or moves it to another folder.
   *
   * @param folder has to be there
   * @param suffix what its name ends in then
   * @return where it is now; what was set aside earlier stays
   * @throws NoSuchFileException when somebody was faster
   * @throws IOException when it is not a file, or cannot be moved
   */
  public static Path to(Path folder, Path file, String suffix) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new LimitedFile.Unfit(file, "this is not a regular file, and is left alone");
    }
    // letters of one byte each, so that its length is known
    String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "-");
    String cut = name.substring(0, Math.min(name.length(), LONGEST));
    // made for its owner alone, under a name that was free
    Path aside = Files.createTempFile(folder, cut + ".", suffix);
    try {
      return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }
}
