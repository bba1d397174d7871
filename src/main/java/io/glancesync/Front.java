package io.glancesync;

import io.glancesync.api.HttpSettings;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.error.RefusedException;
import io.glancesync.property.HttpKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** What of a service can be reached from other hosts: the HTTP API, if a port is set. */
interface Front extends AutoCloseable {
  /** The routes of the API are there if it is true. */
  String PROPERTY = "glancesync.http.is-served";

  /** No API. */
  Front NONE =
      new Front() {
        @Override
        public void load() {}

        @Override
        public void open() {}

        @Override
        public void poll() {}

        @Override
        public void close() {}
      };

  /** Reads what an earlier service left. Called once it is certain that this is the only one. */
  void load();

  /** Begins to answer. */
  void open();

  /** Called about once a second. */
  void poll();

  @Override
  void close();

  /**
   * What the settings ask for. Classes of the server are loaded only if they ask for it.
   *
   * @throws RefusedException if the server is not installed
   */
  static Front of(
      CamelContext context, Beans beans, CurrentConfiguration configuration, Path data) {
    var keys = new HttpKeys(beans.properties());
    Optional<HttpSettings> settings = keys.settings();
    if (settings.isEmpty()) {
      return NONE;
    }
    try {
      return HttpFront.start(context, beans, configuration, data, settings.get());
    } catch (NoClassDefFoundError e) {
      throw new RefusedException(
          "Tried to start the HTTP API, but what it needs is missing in the folder lib/http",
          "unpack GlanceSync again, or leave glancesync.http.port empty",
          e);
    }
  }
}
