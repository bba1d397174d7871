package io.glancesync.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.error.FileAccessException;
import io.glancesync.error.FileErrors;
import io.glancesync.file.PrivateFolder;
import io.glancesync.file.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks on disk, one JSON file each, called by its id. Only the service writes them. */
final class TaskStore {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final String SUFFIX = ".json";

  private final Path folder;

  /**
   * @param folder the folder, which is made when it is first needed
   */
  TaskStore(Path folder) {
    this.folder = folder;
  }

  /** All tasks, in the order in which they were asked for; a file that is none is left alone. */
  List<SyncTask> all() {
    var all = new ArrayList<SyncTask>();
    for (Path file : files()) {
      try {
        SyncTask task = stateFile(file).read();
        if (task != null && file.getFileName().toString().equals(task.id() + SUFFIX)) {
          all.add(task);
        }
      } catch (StateFile.Unreadable | UncheckedIOException e) {
        LOG.warn("{}; the task is ignored", e.getMessage());
      }
    }
    all.sort(Comparator.comparing(SyncTask::asked).thenComparing(SyncTask::id));
    return all;
  }

  private List<Path> files() {
    try {
      if (!PrivateFolder.exists(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(it -> it.getFileName().toString().endsWith(SUFFIX)).toList();
      }
    } catch (IOException e) {
      throw failure("read", "make it readable", e);
    }
  }

  /**
   * @throws FileAccessException if it cannot be written; then the file is as it was before
   */
  void put(SyncTask task) {
    try {
      PrivateFolder.makeWithin(folder);
    } catch (IOException e) {
      throw failure("written", "make room there, or make it writable", e);
    }
    stateFile(file(task)).write(task);
  }

  void delete(SyncTask task) {
    try {
      PrivateFolder.deleteFile(file(task));
    } catch (IOException e) {
      throw failure("written", "make it writable", e);
    }
  }

  private Path file(SyncTask task) {
    // a UUID in its usual form, whatever a caller sent
    return folder.resolve(UUID.fromString(task.id()) + SUFFIX);
  }

  private static StateFile<SyncTask> stateFile(Path file) {
    return new StateFile<>(
        file,
        new TypeReference<SyncTask>() {},
        null,
        "Tried to read a task of the API, but %s cannot be understood (%s)");
  }

  private FileAccessException failure(String what, String remedy, IOException e) {
    return new FileAccessException(
        "%s cannot be %s (%s)".formatted(folder, what, FileErrors.text(e)), remedy, e);
  }
}
