package io.glancesync.run;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import io.glancesync.image.ImageId;
import io.glancesync.plan.RegionMemory.Pin;
import io.glancesync.region.RegionName;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What somebody rolled back in regions, in one small JSON file. The command {@code rollback} adds
 * to it, and runs forget what is settled.
 */
public final class RollbackPins {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private final StateFile<Map<String, Map<String, StoredPin>>> file;

  /**
   * @param image the region's id
   * @param master the master's id
   */
  private record StoredPin(String image, String master) {}

  /**
   * @param file the file, which is made when it is first needed
   */
  public RollbackPins(Path file) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<Map<String, Map<String, StoredPin>>>() {},
            Map.of(),
            "%s, which says what was rolled back, cannot be understood (%s); correct or delete it, until then runs may undo a rollback");
  }

  /** What was rolled back in a region, by the names of images; nothing when the file is unfit. */
  public synchronized Map<String, Pin> of(RegionName region) {
    try {
      var pins = new HashMap<String, Pin>();
      file.read()
          .getOrDefault(region.toString(), Map.of())
          .forEach((name, stored) -> pin(stored).ifPresent(it -> pins.put(name, it)));
      return pins;
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      LOG.warn("{}", e.getMessage());
      return Map.of();
    }
  }

  /** Empty when somebody edited it away. */
  private static Optional<Pin> pin(StoredPin stored) {
    return stored == null || stored.image() == null || stored.master() == null
        ? Optional.empty()
        : Optional.of(new Pin(new ImageId(stored.image()), new ImageId(stored.master())));
  }

  /**
   * Adds one.
   *
   * @throws StateFile.Unreadable when the file cannot be understood
   * @throws UncheckedIOException when it cannot be read or written
   */
  public synchronized void add(RegionName region, String name, Pin pin) {
    var all = new TreeMap<>(file.read());
    var pins = new TreeMap<>(all.getOrDefault(region.toString(), Map.of()));
    pins.put(name, new StoredPin(pin.image().value(), pin.master().value()));
    all.put(region.toString(), pins);
    file.write(all);
  }

  /** Forgets what is settled. A failure to do so stops no run: the next one tries again. */
  public synchronized void forget(RegionName region, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    try {
      var all = new TreeMap<>(file.read());
      var pins = new TreeMap<>(all.getOrDefault(region.toString(), Map.of()));
      pins.keySet().removeAll(names);
      all.put(region.toString(), pins);
      all.values().removeIf(Map::isEmpty);
      file.write(all);
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      LOG.warn("Tried to forget a rollback in {}, but {}", region, e.getMessage());
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    return file.problem();
  }
}
