package io.glancesync.file;

import io.glancesync.error.FileErrors;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the run-time data as a whole. A person may have named one by mistake that is not
 * ours at all, such as {@code /var}: what was there before is neither deleted nor changed then.
 */
public final class RuntimeData {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.files");

  private final Path folder;

  /**
   * @param folder may be missing
   */
  public RuntimeData(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts it in order; to be called when no other run is under way. What a process that was killed
   * left half written goes. What an earlier version of the program made is closed to others.
   */
  public void tidy() {
    try {
      if (mayBeClosed(AtomicFile.probe(folder))) {
        for (Path each : folders()) {
          FilePermissions.closeFolder(each);
        }
      }
      for (DataPart part : parts()) {
        Path each = part.in(folder);
        Leftovers.clear(each, part.foreign(each).isEmpty());
      }
    } catch (IOException e) {
      LOG.warn("Tried to put {} in order, but {}", folder, FileErrors.text(e));
    } catch (RuntimeException e) {
      // such as a folder that breaks off while it is read: no reason to do no run
      LOG.warn("Tried to put {} in order, but {}", folder, e.toString());
    }
  }

  /** Whether something of ours is open to others, in a folder that can only be ours. */
  private boolean mayBeClosed(UserPrincipal us) throws IOException {
    boolean isOpen = false;
    for (DataPart part : parts()) {
      Path each = part.in(folder);
      if (!us.equals(Files.getOwner(each))
          || FilePermissions.isShared(each)
          || !part.foreign(each).isEmpty()) {
        return false;
      }
      // a person may have made the folder itself, and may have had a reason
      isOpen |= part == DataPart.ROOT ? holdsOpenFile() : FilePermissions.isOpen(each);
    }
    return isOpen;
  }

  private boolean holdsOpenFile() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, DataPart.ROOT::isFile)) {
      for (Path file : files) {
        if (FilePermissions.isOpen(file)) {
          return true;
        }
      }
      return false;
    }
  }

  private List<Path> folders() {
    return parts().stream().map(it -> it.in(folder)).toList();
  }

  private List<DataPart> parts() {
    return Stream.of(DataPart.values())
        .filter(
            it ->
                it == DataPart.ROOT
                    ? Files.isDirectory(folder)
                    : Files.isDirectory(it.in(folder), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  /** That others may look into it; empty when they may not, or when the next run ends that. */
  public Optional<String> openness() {
    try {
      if (!Files.isDirectory(folder)
          || !FilePermissions.isOpen(folder)
          || mayBeClosed(Files.getOwner(folder))) {
        return Optional.empty();
      }
      List<String> foreign = DataPart.ROOT.foreign(folder);
      return Optional.of(
          foreign.isEmpty()
              ? "others may look into %s (%s); run: chmod 700 %s"
                  .formatted(folder, FilePermissions.text(folder), folder)
              : "%s is not GlanceSync's alone: it holds %s, and others may look into it (%s); set glancesync.var to a folder of its own"
                  .formatted(folder, some(foreign), FilePermissions.text(folder)));
    } catch (IOException e) {
      return Optional.of(FileErrors.text(e));
    }
  }

  /** What is in it that cannot be used, or is not ours where only what is ours should be. */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    for (DataPart part :
        List.of(
            DataPart.SPOOL,
            DataPart.IN_FLIGHT,
            DataPart.DEAD_LETTER,
            DataPart.RETRY,
            DataPart.TASKS,
            DataPart.ASKED,
            DataPart.RUNS)) {
      Path each = part.in(folder);
      try {
        if (PrivateFolder.exists(each) && part != DataPart.RUNS) {
          List<String> foreign = part.foreign(each);
          if (!foreign.isEmpty()) {
            problems.add(
                "%s holds what is not GlanceSync's: %s; that is left alone, remove it if nobody needs it"
                    .formatted(each, some(foreign)));
          }
        }
      } catch (IOException e) {
        problems.add(FileErrors.text(e));
      }
    }
    return problems;
  }

  /** Files that an earlier run could not understand and set aside, by name. */
  public List<String> setAside() throws IOException {
    var names = new ArrayList<String>();
    for (DataPart part : List.of(DataPart.ROOT, DataPart.IN_FLIGHT)) {
      Path each = part.in(folder);
      if (Files.isDirectory(each)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(each, "*.unreadable")) {
          files.forEach(it -> names.add(folder.relativize(it).toString()));
        }
      }
    }
    names.sort(null);
    return names;
  }

  /** The first of several names. */
  public static String some(List<String> names) {
    int shown = Math.min(names.size(), 3);
    String first = String.join(", ", names.subList(0, shown));
    return names.size() == shown ? first : first + " and %d more".formatted(names.size() - shown);
  }
}
