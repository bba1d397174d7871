package io.glancesync.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.error.RefusedException;
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
 *
 * <p>While the file cannot be understood, no run does anything, and no command replaces it. A
 * rollback is a person's word that a region must not have the master's image, and a file that
 * cannot be read does not say which image that is.
 */
public final class RollbackPins {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.sync");

  private static final String REMEDY =
      "correct the file, or delete it and roll back again what is to be rolled back; until then no run does anything";

  private final Path path;
  private final StateFile<Map<String, Map<String, StoredPin>>> file;

  /**
   * @param image the region's id
   * @param master the master's id
   */
  private record StoredPin(String image, String master) {
    /** A field that is missing is an error of the whole file. */
    StoredPin {
      requireNonNull(image, "image");
      requireNonNull(master, "master");
    }

    Pin pin() {
      return new Pin(new ImageId(image), new ImageId(master));
    }
  }

  /**
   * @param file the file, which is made when it is first needed
   */
  public RollbackPins(Path file) {
    this.path = file;
    this.file =
        new StateFile<>(
            file,
            new TypeReference<Map<String, Map<String, StoredPin>>>() {},
            Map.of(),
            "Tried to read what was rolled back, but %s cannot be understood (%s)");
  }

  /**
   * What was rolled back in a region, by the names of images.
   *
   * @throws RefusedException when the file cannot be read or understood
   */
  public synchronized Map<String, Pin> of(RegionName region) {
    var pins = new HashMap<String, Pin>();
    read()
        .getOrDefault(region.toString(), Map.of())
        .forEach((name, it) -> pins.put(name, it.pin()));
    return pins;
  }

  /** The same for who only looks: nothing when the file cannot be used. */
  public Map<String, Pin> seen(RegionName region) {
    try {
      return of(region);
    } catch (RefusedException e) {
      LOG.warn("{}", e.getMessage());
      return Map.of();
    }
  }

  /**
   * Makes sure that the file can be used, before anything is done.
   *
   * @throws RefusedException when it cannot be read or understood
   */
  public void require() {
    read();
  }

  private Map<String, Map<String, StoredPin>> read() {
    try {
      Map<String, Map<String, StoredPin>> all = file.read();
      all.forEach((region, pins) -> requireWhole(region, pins));
      return all;
    } catch (StateFile.Unreadable | UncheckedIOException e) {
      throw new RefusedException(e.getMessage(), REMEDY, e);
    }
  }

  private void requireWhole(String region, Map<String, StoredPin> pins) {
    if (pins == null || pins.containsValue(null)) {
      throw new RefusedException(
          "Tried to read what was rolled back, but %s does not say which image of %s it is"
              .formatted(path, region),
          REMEDY);
    }
  }

  /**
   * Adds one.
   *
   * @throws RefusedException when the file cannot be read or understood
   * @throws UncheckedIOException when it cannot be written
   */
  public synchronized void add(RegionName region, String name, Pin pin) {
    var all = new TreeMap<>(read());
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
      var all = new TreeMap<>(read());
      var pins = new TreeMap<>(all.getOrDefault(region.toString(), Map.of()));
      pins.keySet().removeAll(names);
      all.put(region.toString(), pins);
      all.values().removeIf(Map::isEmpty);
      file.write(all);
    } catch (RefusedException | UncheckedIOException e) {
      LOG.warn("Tried to forget a rollback in {}, but {}", region, e.getMessage());
    }
  }

  /** Why the file cannot be used; empty when it can. */
  public Optional<String> problem() {
    try {
      read();
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(e.getMessage());
    }
  }
}
