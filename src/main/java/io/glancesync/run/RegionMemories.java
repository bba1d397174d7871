package io.glancesync.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import io.glancesync.image.ImageId;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.RegionMemory.Noted;
import io.glancesync.region.RegionName;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs note about regions for later runs, in one small JSON file. Only a run writes it, and
 * only one run works at a time. What is lost starts again: no image is withdrawn earlier for that.
 */
public final class RegionMemories {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private final StateFile<Map<String, StoredMemory>> file;

  /**
   * A region in the file.
   *
   * @param selected may be absent
   * @param withdrawn by image id; may be absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StoredMemory(Integer selected, Map<String, StoredTimes> withdrawn) {}

  /**
   * @param since ISO 8601
   * @param hidden ISO 8601; absent while it is not hidden
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record StoredTimes(String since, String hidden) {}

  /**
   * @param file the file, which is made when it is first needed
   */
  public RegionMemories(Path file) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<Map<String, StoredMemory>>() {},
            Map.of(),
            "%s, which says since when images are withdrawn, cannot be understood (%s); the next run sets it aside and waits for the whole grace again");
  }

  /** What is noted about a region; nothing when the file cannot be used. */
  public synchronized RegionMemory of(RegionName region) {
    try {
      return memory(file.read().get(region.toString()));
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      LOG.warn("{}; until then nothing is withdrawn", e.getMessage());
      return RegionMemory.NONE;
    }
  }

  /** Notes something about a region. A failure stops no run: the next one only knows less. */
  public synchronized void note(RegionName region, RegionMemory memory) {
    try {
      var entries = new TreeMap<>(file.readOrSetAside());
      if (memory.equals(RegionMemory.NONE)) {
        entries.remove(region.toString());
      } else {
        entries.put(region.toString(), entry(memory));
      }
      if (!entries.equals(file.read())) {
        file.write(entries);
      }
    } catch (UncheckedIOException e) {
      LOG.warn(
          "Tried to note which images of {} are withdrawn, but {}; until then nothing is withdrawn there",
          region,
          e.getMessage());
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    return file.problem();
  }

  private static RegionMemory memory(StoredMemory entry) {
    if (entry == null) {
      return RegionMemory.NONE;
    }
    var withdrawn = new HashMap<ImageId, Noted>();
    if (entry.withdrawn() != null) {
      entry
          .withdrawn()
          .forEach(
              (id, times) ->
                  time(times == null ? null : times.since())
                      .ifPresent(
                          since ->
                              withdrawn.put(
                                  new ImageId(id), new Noted(since, time(times.hidden())))));
    }
    return new RegionMemory(Optional.ofNullable(entry.selected()), withdrawn);
  }

  /** Empty for what is not a time: then the grace begins again. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static StoredMemory entry(RegionMemory memory) {
    var withdrawn = new TreeMap<String, StoredTimes>();
    memory
        .withdrawn()
        .forEach(
            (id, noted) ->
                withdrawn.put(
                    id.value(),
                    new StoredTimes(
                        noted.withdrawn().toString(),
                        noted.hidden().map(Instant::toString).orElse(null))));
    return new StoredMemory(memory.selected().orElse(null), withdrawn.isEmpty() ? null : withdrawn);
  }
}
