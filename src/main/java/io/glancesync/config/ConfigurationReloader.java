package io.glancesync.config;

import io.glancesync.config.source.ConfigurationException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again and again while a service runs. A change applies from the next run
 * on; what cannot be used never does, and is said once.
 */
public final class ConfigurationReloader {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.conf");

  private final CurrentConfiguration current;
  private final Supplier<Loaded> reader;
  private Optional<Configuration> next = Optional.empty();
  private String problem = "";

  /**
   * @param reader throws what {@link ConfigurationLoader#load} does
   */
  public ConfigurationReloader(CurrentConfiguration current, Supplier<Loaded> reader) {
    this.current = current;
    this.reader = reader;
  }

  /** Looks whether there is something new, or something wrong. */
  public synchronized void poll() {
    Loaded loaded;
    try {
      loaded = reader.get();
    } catch (ConfigurationException e) {
      complain(e.getMessage());
      return;
    }
    boolean isMended = !problem.isEmpty();
    problem = "";
    boolean isNew = !loaded.configuration().equals(next.orElseGet(current));
    if (isNew || isMended) {
      loaded.warnings().forEach(LOG::warn);
      LOG.info("the configuration was read again; it applies from the next run on");
    }
    if (isNew) {
      next = Optional.of(loaded.configuration());
    }
  }

  private void complain(String message) {
    if (!message.equals(problem)) {
      LOG.error("{}; until then the last good configuration applies", message);
    }
    problem = message;
  }

  /** A run begins: changes apply. */
  public synchronized void take() {
    next.ifPresent(current::replace);
    next = Optional.empty();
  }
}
