package io.glancesync.reload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what files brought into Camel, and loads them again as they are now. What they do not
 * hold is not touched.
 */
record Swap(ModelCamelContext context, Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");

  /**
   * A consumer may need a while to stop, such as a queue's, which looks up at the end of its poll
   * only; Camel leaves one half stopped that is not done in time.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Swap(ModelCamelContext context) {
    this(context, PATIENCE);
  }

  /** Whether nothing is on its way through routes of these files, or waits for one. */
  boolean isQuiet(Set<String> files) {
    return routes(files).stream()
        .allMatch(
            route ->
                context.getInflightRepository().size(route.getRouteId()) == 0 && !isAwaited(route));
  }

  private boolean isAwaited(RouteDefinition definition) {
    var route = context.getRoute(definition.getRouteId());
    Endpoint from = route == null ? null : route.getEndpoint();
    return from instanceof SedaEndpoint seda && seda.getCurrentQueueSize() > 0;
  }

  /**
   * Puts files of one set in the place of those of another.
   *
   * @return false when a message came in the last moment: nothing was changed
   * @param forth is done while neither is there
   * @param back undoes that
   * @throws Exception what Camel says when the new ones do not start: the old ones run again, or it
   *     is logged that they do not
   */
  boolean replace(Set<String> files, RouteSet old, RouteSet next, Runnable forth, Runnable back)
      throws Exception {
    List<String> startedByJava = startedByJava(files);
    if (!areStopped(files)) {
      return false;
    }
    try {
      remove(files, old);
      forth.run();
      load(files, next, startedByJava);
      return true;
    } catch (Exception e) {
      try {
        awaitStopped(files);
        remove(files, next);
        back.run();
        load(files, old, startedByJava);
      } catch (Exception again) {
        e.addSuppressed(again);
        LOG.error(
            "Tried to start what ran before in {}, but {}; its routes stand still, so start the service again",
            String.join(", ", files),
            new StartTrouble(again).reason());
      }
      throw e;
    }
  }

  /** A route that does not start by itself goes on if it was started. */
  private List<String> startedByJava(Set<String> files) {
    return routes(files).stream()
        .filter(it -> "false".equals(it.getAutoStartup()))
        .map(RouteDefinition::getRouteId)
        .filter(this::isStarted)
        .toList();
  }

  /** Stops all or none; Camel starts a route again that it could not stop in time. */
  private boolean areStopped(Set<String> files) throws Exception {
    var stopped = new ArrayList<String>();
    for (RouteDefinition route : routes(files)) {
      String id = route.getRouteId();
      boolean runs = isStarted(id);
      if (runs && !isStopped(id)) {
        for (String other : stopped) {
          context.getRouteController().startRoute(other);
        }
        return false;
      }
      if (runs) {
        stopped.add(id);
      }
    }
    return true;
  }

  /** A route that could not be made has no status. */
  private boolean isStarted(String id) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    return status != null && status.isStarted();
  }

  private boolean isStopped(String id) throws Exception {
    long millis = patience.toMillis();
    return context.getRouteController().stopRoute(id, millis, TimeUnit.MILLISECONDS, true);
  }

  /** What has begun in a route that does not stay ends undisturbed, however long that takes. */
  private void awaitStopped(Set<String> files) throws Exception {
    boolean stopped = false;
    while (!stopped) {
      stopped = areStopped(files);
    }
  }

  /** Camel knows neither a bean's file nor that of a route configuration. */
  private void remove(Set<String> files, RouteSet set) throws Exception {
    for (RouteDefinition route : routes(files)) {
      if (!context.removeRoute(route.getRouteId())) {
        // it could not be made, so that there is nothing but its text
        context.removeRouteDefinition(route);
      }
    }
    for (RouteTemplateDefinition it : List.copyOf(context.getRouteTemplateDefinitions())) {
      if (isFrom(it.getResource(), files)) {
        context.removeRouteTemplateDefinition(it);
      }
    }
    // Camel's own removeRouteConfiguration gives a name to each nameless one that it passes, which
    // then applies to no route any more
    Set<Optional<String>> configurations = set.configurations(files);
    context
        .getRouteConfigurationDefinitions()
        .removeIf(it -> configurations.contains(Optional.ofNullable(it.getId())));
    set.beans(files).forEach(context.getRegistry()::unbind);
  }

  private List<RouteDefinition> routes(Set<String> files) {
    return context.getRouteDefinitions().stream()
        .filter(it -> files.contains(TrialContext.file(it)))
        .toList();
  }

  private static boolean isFrom(Resource resource, Set<String> files) {
    return resource != null && files.contains(resource.getLocation().replaceFirst(".*[/:]", ""));
  }

  private void load(Set<String> files, RouteSet set, List<String> startedByJava) throws Exception {
    List<Resource> resources =
        files.stream()
            .map(set.files()::get)
            .filter(Objects::nonNull)
            .map(RouteFile::resource)
            .toList();
    PluginHelper.getRoutesLoader(context).loadRoutes(resources);
    for (String id : startedByJava) {
      if (context.getRoute(id) != null) {
        context.getRouteController().startRoute(id);
      }
    }
  }
}
