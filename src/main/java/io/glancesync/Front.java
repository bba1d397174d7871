package io.glancesync;

import io.glancesync.api.HttpSettings;
import io.glancesync.api.ListenAddress;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.property.HttpKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** What of a service listens, if its port is set: the HTTP API, and health with metrics. */
interface Front extends AutoCloseable {
  /** The routes of the API are there if it is true. */
  String PROPERTY = "glancesync.http.is-served";

  /** Nothing listens. */
  Front NONE = new FrontList(List.of());

  /** Reads what an earlier service left. Called once it is certain that this is the only one. */
  void load();

  /** Begins to answer. */
  void open();

  /** Called about once a second. */
  void poll();

  @Override
  void close();

  /**
   * What the settings ask for. Classes of the servers are loaded only if they ask for one.
   *
   * @throws ConfigurationException if what a server needs is not installed
   */
  static Front of(
      CamelContext context, Beans beans, CurrentConfiguration configuration, Path data) {
    var keys = new HttpKeys(beans.properties());
    Optional<HttpSettings> api = keys.settings();
    Optional<ListenAddress> management = keys.management();
    var fronts = new ArrayList<Front>();
    try {
      management.ifPresent(it -> fronts.add(ManagementFront.start(context, beans, data, it)));
      api.ifPresent(it -> fronts.add(HttpFront.start(context, beans, configuration, data, it)));
    } catch (NoClassDefFoundError e) {
      // without its cause, which would be reported instead
      throw new ConfigurationException(
          "Tried to make a server, but what it needs is missing in the folder lib/http",
          "unpack GlanceSync again, or leave glancesync.http.port and glancesync.management.port empty");
    }
    return new FrontList(fronts);
  }

  /** Several. */
  record FrontList(List<Front> all) implements Front {
    @Override
    public void load() {
      all.forEach(Front::load);
    }

    @Override
    public void open() {
      all.forEach(Front::open);
    }

    @Override
    public void poll() {
      all.forEach(Front::poll);
    }

    @Override
    public void close() {
      all.forEach(Front::close);
    }
  }
}
