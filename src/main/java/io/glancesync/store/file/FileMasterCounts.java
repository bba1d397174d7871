package io.glancesync.store.file;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import io.glancesync.region.RegionName;
import io.glancesync.run.MasterCounts;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers in one small JSON file ({@code {"Valladolid": 12}}). */
public final class FileMasterCounts implements MasterCounts {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private final StateFile<Map<String, Integer>> file;

  /**
   * @param file the file, which is made when it is first needed
   */
  public FileMasterCounts(Path file) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<Map<String, Integer>>() {},
            Map.of(),
            "%s, which says how many images the master region had, cannot be understood (%s); the next run sets it aside and counts again");
  }

  @Override
  public Optional<Integer> of(RegionName master) {
    try {
      return Optional.ofNullable(file.read().get(master.toString()));
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      LOG.warn(
          "{}; this run cannot tell whether the master's list is suddenly short", e.getMessage());
      return Optional.empty();
    }
  }

  /** A file that cannot be understood is set aside, and its numbers of other regions are lost. */
  @Override
  public void remember(RegionName master, int images) {
    try {
      var counts = new TreeMap<>(file.readOrSetAside());
      Integer before = counts.put(master.toString(), images);
      if (before == null || before != images) {
        file.write(counts);
      }
    } catch (UncheckedIOException e) {
      LOG.warn(
          "Tried to note how many images {} has, but {}; until then no run can tell whether its list is suddenly short",
          master,
          e.getMessage());
    }
  }

  @Override
  public Optional<String> problem() {
    return file.problem();
  }
}
