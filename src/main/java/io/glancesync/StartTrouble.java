package io.glancesync;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/**
 * Why the routes could not be started, in one line.
 *
 * @param cause what Camel threw
 */
record StartTrouble(Throwable cause) {

  /** What lies under all that was wrapped around it. */
  Throwable innermost() {
    Throwable it = cause;
    while (it.getCause() != null) {
      it = it.getCause();
    }
    return it;
  }

  /** The file, as far as it is known, and what is wrong with it. */
  String text(CamelContext context) {
    String reason = withoutExcerpts(String.valueOf(innermost().getMessage()));
    return place(context).map(place -> place + ": " + reason).orElse(reason);
  }

  /** A YAML error names its file itself; it also draws the place, over several lines. */
  private static String withoutExcerpts(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith("    "))
        .map(String::strip)
        .collect(Collectors.joining(" "))
        .replaceAll("[.:]$", "");
  }

  private Optional<String> place(CamelContext context) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof FailedToCreateRouteException failed && failed.getRouteId() != null) {
        return Optional.of(place(context, failed.getRouteId()));
      }
    }
    return Optional.empty();
  }

  private static String place(CamelContext context, String route) {
    return Optional.ofNullable(((ModelCamelContext) context).getRouteDefinition(route))
        .map(RouteDefinition::getResource)
        .map(Resource::getLocation)
        .map(location -> "route %s in %s".formatted(route, location))
        .orElse("route " + route);
  }
}
