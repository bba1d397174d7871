package io.glancesync.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A folder of the run-time data, and how the files that GlanceSync makes there are called. */
public enum DataPart {
  /** The folder that holds all others. */
  ROOT(
      "",
      "(run|serve|pause)\\.lock|(schedules|master-images|regions|pinned|paused|paused-schedules|failures|progress|refused-edits)\\.json|.+\\.unreadable"),
  /** Image content on its way, each file called by the image's id. */
  SPOOL("spool", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
  IN_FLIGHT("in-flight", ".+\\.(json|unreadable)"),
  DEAD_LETTER("dead-letter", ".+\\.json"),
  RETRY("dead-letter/retry", ".+\\.json"),
  UNREADABLE("dead-letter/unreadable", ".+"),
  /** Reports, each called by its run. */
  RUNS("runs", "\\d{8}T\\d{6}\\.\\d{3}Z\\.json"),
  /** Tasks of the HTTP API. */
  TASKS("tasks", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json"),
  /** Runs that callers of the HTTP API asked for. */
  ASKED("asked", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.json"),
  LOG("log", "glancesync[.-].+");

  /** A file system of its own has this. */
  private static final String OF_FILE_SYSTEM = "lost+found";

  private final String name;
  private final Pattern files;

  DataPart(String name, String files) {
    this.name = name;
    this.files = Pattern.compile(files);
  }

  /** Where it is. */
  public Path in(Path data) {
    return name.isEmpty() ? data : data.resolve(name);
  }

  /** Whether a file of that name may be one of ours. */
  public boolean isName(String file) {
    return files.matcher(file).matches();
  }

  /** Whether there is a file of ours, to judge by what it is and how it is called. */
  public boolean isFile(Path file) {
    return isName(file.getFileName().toString())
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What is in such a folder that is not ours, by name.
   *
   * @throws IOException when it cannot be read
   */
  public List<String> foreign(Path folder) throws IOException {
    var foreign = new ArrayList<String>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        if (!isFile(each) && !isUnfinished(each) && !isFolder(each)) {
          foreign.add(each.getFileName().toString());
        }
      }
    }
    foreign.sort(null);
    return foreign;
  }

  /** Whether only its owner may look into a folder. */
  public static boolean isPrivate(Path folder) throws IOException {
    return !FilePermissions.isOpen(folder);
  }

  private static boolean isUnfinished(Path file) {
    return Leftovers.isName(file.getFileName().toString())
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean isFolder(Path each) {
    String own = (name.isEmpty() ? "" : name + "/") + each.getFileName();
    return Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
        && (own.endsWith(OF_FILE_SYSTEM)
            || List.of(values()).stream().anyMatch(it -> it.name.equals(own)));
  }
}
