package io.glancesync.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A home whose files are edited: one by one, or as a link to a folder that is switched to another.
 */
final class EditedDisk {
  private final Path home;
  private final boolean isLinked;
  private int version;

  EditedDisk(Path home, boolean isLinked, Map<String, MadeFile> files) throws IOException {
    this.home = home;
    this.isLinked = isLinked;
    if (isLinked) {
      Files.createDirectories(home);
      write(files, files);
    } else {
      SmallService.home(home, texts(files));
    }
  }

  private static Map<String, String> texts(Map<String, MadeFile> files) {
    return files.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().text()));
  }

  /**
   * @param changes the files that are written, or deleted if they are null
   * @param all all files as they are then
   */
  void write(Map<String, MadeFile> changes, Map<String, MadeFile> all) {
    try {
      if (isLinked) {
        Path made = SmallService.home(home.resolve("version-" + version++), texts(all));
        point(home.resolve("conf"), made.resolve("conf"));
        point(home.resolve("routes"), made.resolve("routes"));
        return;
      }
      for (Map.Entry<String, MadeFile> it : changes.entrySet()) {
        Path file = SmallService.path(home, it.getKey());
        Files.deleteIfExists(file);
        if (it.getValue() != null) {
          Files.writeString(file, it.getValue().text());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void point(Path link, Path target) throws IOException {
    Path next = link.resolveSibling(".next");
    Files.createSymbolicLink(next, target);
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
  }
}
