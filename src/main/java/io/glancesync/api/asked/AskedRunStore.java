package io.glancesync.api.asked;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.api.TaskStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that callers of the API asked for, each of them in a file too. */
final class AskedRunStore {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");

  private final TaskStore<AskedRun> store;
  private final IntSupplier kept;
  private final Map<String, AskedRun> runs = new LinkedHashMap<>();

  /**
   * @param folder of their files
   * @param kept how many that are over are kept
   */
  AskedRunStore(Path folder, IntSupplier kept) {
    store = new TaskStore<>(folder, new TypeReference<AskedRun>() {});
    this.kept = kept;
  }

  /** Reads them at the start of the service. */
  void load() {
    runs.clear();
    store.all().forEach(it -> runs.put(it.id(), it));
  }

  /** In the order in which they were asked for. */
  List<AskedRun> all() {
    return List.copyOf(runs.values());
  }

  Optional<AskedRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /**
   * A new one; first on disk.
   *
   * @throws UncheckedIOException if that fails: then there is none
   */
  void add(AskedRun run) {
    store.put(run);
    runs.put(run.id(), run);
  }

  AskedRun put(AskedRun run) {
    runs.put(run.id(), run);
    keep(run);
    return run;
  }

  void keep(AskedRun run) {
    try {
      store.put(run);
    } catch (UncheckedIOException e) {
      // a restart has it done again, and nothing worse
      LOG.error("Tried to keep the state of run {}, but {}", run.id(), e.getMessage());
    }
  }

  void forgetOld() {
    var over = new ArrayList<>(runs.values());
    over.removeIf(it -> !it.state().isOver());
    for (AskedRun run : over.subList(0, Math.max(0, over.size() - kept.getAsInt()))) {
      runs.remove(run.id());
      try {
        store.delete(run);
      } catch (UncheckedIOException e) {
        LOG.warn("Tried to forget run {}, but {}", run.id(), e.getMessage());
      }
    }
  }
}
