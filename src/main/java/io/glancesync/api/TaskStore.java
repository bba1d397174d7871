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

/**
 * What callers have asked for, on disk: one JSON file each, called by its id. Only the service
 * writes them.
 *
 * @param <T> as Jackson reads and writes it
 */
public final class TaskStore<T extends TaskStore.StoredTask> {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final TypeReference<T> type;

  /** What a caller has asked for. */
  public interface StoredTask {
    /** A UUID. */
    String id();

    /** When; ISO 8601. */
    String asked();
  }

  /**
   * @param folder the folder, which is made when it is first needed
   */
  public TaskStore(Path folder, TypeReference<T> type) {
    this.folder = folder;
    this.type = type;
  }

  /** All tasks, in the order in which they were asked for; a file that is none is left alone. */
  public List<T> all() {
    var all = new ArrayList<T>();
    for (Path file : files()) {
      try {
        T task = stateFile(file).read();
        if (task != null && file.getFileName().toString().equals(task.id() + SUFFIX)) {
          all.add(task);
        }
      } catch (StateFile.Unreadable | UncheckedIOException e) {
        LOG.warn("{}; the task is ignored", e.getMessage());
      }
    }
    all.sort(Comparator.comparing((T it) -> it.asked()).thenComparing(it -> it.id()));
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
  public void put(T task) {
    try {
      PrivateFolder.makeWithin(folder);
    } catch (IOException e) {
      throw failure("written", "make room there, or make it writable", e);
    }
    stateFile(file(task)).write(task);
  }

  /** Forgets it. */
  public void delete(T task) {
    try {
      PrivateFolder.deleteFile(file(task));
    } catch (IOException e) {
      throw failure("written", "make it writable", e);
    }
  }

  private Path file(T task) {
    // a UUID in its usual form, whatever a caller sent
    return folder.resolve(UUID.fromString(task.id()) + SUFFIX);
  }

  private StateFile<T> stateFile(Path file) {
    return new StateFile<>(
        file, type, null, "Tried to read a task of the API, but %s cannot be understood (%s)");
  }

  private FileAccessException failure(String what, String remedy, IOException e) {
    return new FileAccessException(
        "%s cannot be %s (%s)".formatted(folder, what, FileErrors.text(e)), remedy, e);
  }
}
