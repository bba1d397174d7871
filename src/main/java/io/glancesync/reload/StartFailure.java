package io.glancesync.reload;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.LineNumberAware;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/**
 * Why the routes could not be started, in one line.
 *
 * @param cause what Camel threw
 */
public record StartFailure(Throwable cause) {
  private static final Pattern PLACE =
      Pattern.compile(" in file:\\S*?([^/\\s]+), line (\\d+), column \\d+");

  /** The innermost cause. */
  public Throwable innermost() {
    Throwable it = cause;
    while (it.getCause() != null) {
      it = it.getCause();
    }
    return it;
  }

  /** The file, if it is known, and what is wrong with it. */
  public String text(CamelContext context) {
    return route().map(id -> place(context, id) + ": " + reason()).orElseGet(this::reason);
  }

  /**
   * The reason, in one line. A YAML error names its file itself, and shows the position over
   * several lines.
   */
  String reason() {
    Throwable innermost = innermost();
    boolean isMissing =
        innermost instanceof ClassNotFoundException || innermost instanceof NoClassDefFoundError;
    return (isMissing ? "this class is missing: " : "")
        + String.valueOf(innermost.getMessage())
            .lines()
            .filter(line -> !line.startsWith("    "))
            .map(String::strip)
            .collect(Collectors.joining(" "))
            .replaceAll("@[0-9a-f]+ of type: [\\w.$]+", "")
            .replaceAll("[.:]$", "");
  }

  /** The reason, with the file and the line if Camel says them. */
  Problem problem(CamelContext context) {
    return definition(context)
        .map(
            route ->
                new Problem(
                    TrialContext.file(route),
                    line(route),
                    "route %s: %s".formatted(route.getRouteId(), reason())))
        .orElseGet(this::parsed);
  }

  private Problem parsed() {
    Matcher place = PLACE.matcher(reason());
    return place.find()
        ? new Problem(place.group(1), Integer.parseInt(place.group(2)), place.replaceFirst(""))
        : new Problem(file(), 0, reason());
  }

  private String file() {
    return cause instanceof SwapException swap ? swap.file() : "";
  }

  /** The route that the error is about. */
  private Optional<RouteDefinition> definition(CamelContext context) {
    return route().map(id -> ((ModelCamelContext) context).getRouteDefinition(id));
  }

  /** The line of the step that could not be created, else of its route. */
  private int line(RouteDefinition route) {
    String message = chain().map(Throwable::toString).collect(Collectors.joining());
    return 1
        + ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), LineNumberAware.class)
            .stream()
            .filter(step -> message.contains(">>> " + step + " <<<"))
            .mapToInt(LineNumberAware::getLineNumber)
            .findFirst()
            .orElse(route.getLineNumber());
  }

  private Optional<String> route() {
    return chain()
        .map(
            it ->
                it instanceof FailedToCreateRouteException failed
                    ? failed.getRouteId()
                    : it instanceof FailedToStartRouteException failed ? failed.getRouteId() : null)
        .filter(it -> it != null)
        .findFirst();
  }

  private Stream<Throwable> chain() {
    return Stream.iterate(cause, it -> it != null, Throwable::getCause);
  }

  private static String place(CamelContext context, String route) {
    return Optional.ofNullable(((ModelCamelContext) context).getRouteDefinition(route))
        .map(RouteDefinition::getResource)
        .map(Resource::getLocation)
        .map(location -> "route %s in %s".formatted(route, location))
        .orElse("route " + route);
  }
}
