package io.glancesync;

import static java.util.stream.Collectors.toCollection;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.reload.StartFailure;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes with {@code autoStartup: false}, such as those that wait for a clock or a folder. Only
 * a service starts them, so that a command does not take work that is meant for the service.
 */
final class Triggers {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.serve");

  private final CamelContext context;

  /** Those that were started. A person may have stopped one since, which then stays so. */
  private final Set<String> started = new HashSet<>();

  Triggers(CamelContext context) {
    this.context = context;
  }

  /**
   * Starts all of them.
   *
   * @throws ConfigurationException if one cannot be started
   */
  void start() {
    for (String route : all()) {
      start(route);
    }
  }

  /** Starts those that an edit has added. If one cannot be started, this is logged. */
  void startNew() {
    Set<String> all = all();
    started.retainAll(all);
    all.removeAll(started);
    for (String route : all) {
      try {
        start(route);
      } catch (ConfigurationException e) {
        LOG.error(e.getMessage());
      }
    }
  }

  private Set<String> all() {
    return ((ModelCamelContext) context)
        .getRouteDefinitions().stream()
            .filter(it -> "false".equals(it.getAutoStartup()))
            .map(RouteDefinition::getRouteId)
            .filter(it -> context.getRoute(it) != null)
            .collect(toCollection(HashSet::new));
  }

  private void start(String route) {
    started.add(route);
    try {
      context.getRouteController().startRoute(route);
    } catch (Exception e) {
      throw new ConfigurationException(
          "Tried to start the route %s, but %s".formatted(route, new StartFailure(e).text(context)),
          "correct its file, or take the one that was delivered");
    }
  }
}
