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
 * Removes from Camel the elements of files, and loads the files again. Elements of other files are
 * not touched.
 */
record Swap(ModelCamelContext context, Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.reload");

  /**
   * How long a consumer may take to stop. The consumer of a queue, for example, notices the stop
   * only at the end of its poll. Camel leaves a consumer half stopped if it is not done in time.
   *
   * <p>Camel checks each second whether messages are left. If the time ends at such a check, Camel
   * may start the route and then stop its consumer. So the time ends between two checks.
   */
  private static final Duration PATIENCE = Duration.ofMillis(30_500);

  Swap(ModelCamelContext context) {
    this(context, PATIENCE);
  }

  /** Whether no message is in the routes of these files, or waits for one. */
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
   * Replaces files of one set by those of another.
   *
   * @return false when a message came at the last moment; then nothing was changed
   * @param forth is run while neither set is loaded
   * @param back undoes that
   * @throws SwapException when the new routes do not start. The old routes run again; if they do
   *     not, this is logged, and the exception has their error as suppressed
   */
  boolean replace(Set<String> files, Revision old, Revision next, Runnable forth, Runnable back)
      throws Exception {
    List<String> startedByJava = startedByJava(files);
    // if Camel waits for a message and gives up, it may leave the consumer stopped
    if (!isQuiet(files) || !areStopped(files)) {
      return false;
    }
    try {
      remove(files, old);
      forth.run();
      load(files, next, startedByJava);
      return true;
    } catch (Exception | LinkageError e) {
      var failure = new SwapException(lastLoaded(files), e);
      try {
        stop(files);
        remove(files, next);
        back.run();
        load(files, old, startedByJava);
      } catch (Exception | LinkageError again) {
        failure.addSuppressed(again);
        LOG.error(
            "Tried to start what ran before in {}, but {}; its routes are stopped until its file is corrected",
            String.join(", ", files),
            new StartFailure(again).reason());
      }
      throw failure;
    }
  }

  /** Camel loads one file after the other, and ends at the route that does not start. */
  private String lastLoaded(Set<String> files) {
    return routes(files).stream().map(TrialContext::file).reduce((one, next) -> next).orElse("");
  }

  /** The started routes among those without automatic start; they have to be started again. */
  private List<String> startedByJava(Set<String> files) {
    return routes(files).stream()
        .filter(it -> "false".equals(it.getAutoStartup()))
        .map(RouteDefinition::getRouteId)
        .filter(this::isStarted)
        .toList();
  }

  /** Stops all routes or none. Camel starts a route again that it could not stop in time. */
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

  /** Whether a route is started. A route that could not be created has no status. */
  private boolean isStarted(String id) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    return status != null && status.isStarted();
  }

  private boolean isStopped(String id) throws Exception {
    long millis = patience.toMillis();
    return context.getRouteController().stopRoute(id, millis, TimeUnit.MILLISECONDS, true);
  }

  /**
   * Stops routes of an edit that is undone. A message in them may wait for the end of this, such as
   * for the next run, so that after a while they are stopped all the same.
   */
  private void stop(Set<String> files) throws Exception {
    if (!areStopped(files)) {
      for (RouteDefinition route : routes(files)) {
        context.getRouteController().stopRoute(route.getRouteId(), 1, TimeUnit.SECONDS);
      }
    }
  }

  /** Removes the elements of files. Camel does not know the file of a route configuration. */
  private void remove(Set<String> files, Revision revision) throws Exception {
    for (RouteDefinition route : routes(files)) {
      if (!context.removeRoute(route.getRouteId())) {
        // the route could not be created, so that only its definition exists
        context.removeRouteDefinition(route);
      }
    }
    for (RouteTemplateDefinition it : List.copyOf(context.getRouteTemplateDefinitions())) {
      if (files.contains(TrialContext.file(it.getRoute()))) {
        context.removeRouteTemplateDefinition(it);
      }
    }
    // Camel's own removeRouteConfiguration names each nameless configuration that it meets, which
    // then applies to no route any more
    Set<Optional<String>> configurations = revision.configurations(files);
    context
        .getRouteConfigurationDefinitions()
        .removeIf(it -> configurations.contains(Optional.ofNullable(it.getId())));
    revision
        .elements(files)
        .filter(RouteElement::isBean)
        .flatMap(it -> it.id().stream())
        .forEach(context.getRegistry()::unbind);
  }

  private List<RouteDefinition> routes(Set<String> files) {
    return context.getRouteDefinitions().stream()
        .filter(it -> files.contains(TrialContext.file(it)))
        .toList();
  }

  private void load(Set<String> files, Revision revision, List<String> startedByJava)
      throws Exception {
    List<Resource> resources =
        files.stream()
            .map(revision.routes()::get)
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
