package io.glancesync.reload;

import io.glancesync.event.EventMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.PatternHelper;

/**
 * Finds references to an address, a route configuration or a bean that does not exist, and ids that
 * are used twice, where Camel itself would notice at the first message, at the next start, or
 * never.
 *
 * @param model the context that has loaded the routes
 */
record RouteLint(ModelCamelContext model) {

  /**
   * @param calledByJava addresses that must have a consumer, and ids of templates that must exist
   */
  List<Problem> problems(Set<String> calledByJava) {
    Set<String> consumers =
        routes().map(it -> address(it.getInput().getEndpointUri())).collect(Collectors.toSet());
    var problems = new ArrayList<Problem>();
    calledByJava.stream()
        .filter(it -> !consumers.contains(it) && model.getRouteTemplateDefinition(it) == null)
        .map(it -> it.contains(":") ? "route from " + it : "route template '%s'".formatted(it))
        .map("there is no %s, which GlanceSync calls"::formatted)
        .forEach(it -> problems.add(new Problem("", 0, it)));
    for (ProcessorDefinition<?> step : steps()) {
      if (isCall(step) && !consumers.contains(address(step))) {
        problems.add(at(step, "there is no route from " + address(step)));
      }
      missingBeans(step)
          .map(it -> at(step, "there is no bean '%s'".formatted(it)))
          .forEach(problems::add);
    }
    problems.addAll(repeatedIds());
    problems.addAll(routeProblems());
    return problems;
  }

  /**
   * Camel refuses them at the next start, when it has no route yet, but not while it is running.
   */
  private List<Problem> repeatedIds() {
    var problems = new ArrayList<Problem>();
    var seen = new HashMap<String, ProcessorDefinition<?>>();
    for (ProcessorDefinition<?> step : ownSteps()) {
      ProcessorDefinition<?> other =
          step.hasCustomIdAssigned() ? seen.putIfAbsent(step.getId(), step) : null;
      if (other != null) {
        String reason = "the id %s is in %s, too";
        String file = TrialContext.file(other.getLocation());
        problems.add(at(step, reason.formatted(step.getId(), file)));
      }
    }
    return problems;
  }

  private List<Problem> routeProblems() {
    var problems = new ArrayList<Problem>();
    var seen = new HashMap<String, RouteDefinition>();
    for (RouteDefinition route : routes().toList()) {
      String from = address(route.getInput().getEndpointUri());
      // the parameter of a template has another value in each route
      boolean isUnique = from.startsWith("direct:") && !from.contains("{{");
      RouteDefinition other = isUnique ? seen.put(from, route) : null;
      if (other != null) {
        String reason =
            "the consumer of %s is in %s, too".formatted(from, TrialContext.file(other));
        problems.add(at(route, reason));
      }
      if (isOfEvents(route)) {
        String reason =
            "a route from %s needs the parameter 'multipleConsumers: true', and no other";
        problems.add(at(route, reason.formatted(from)));
      }
      if (!isConfigured(route)) {
        String reason = "there is no route configuration '%s'";
        problems.add(at(route, reason.formatted(route.getRouteConfigurationId())));
      }
    }
    return problems;
  }

  /** All routes; a template instead of the routes that were made from it. */
  private Stream<RouteDefinition> routes() {
    return Stream.concat(
        model.getRouteDefinitions().stream().filter(it -> it.getTemplateParameters() == null),
        model.getRouteTemplateDefinitions().stream().map(RouteTemplateDefinition::getRoute));
  }

  /** Without those of its configuration, which Camel adds to each route. */
  private List<ProcessorDefinition<?>> ownSteps() {
    var steps = new ArrayList<ProcessorDefinition<?>>();
    routes()
        .flatMap(it -> it.getOutputs().stream())
        .filter(it -> !it.isAbstract())
        .forEach(it -> collect(List.of(it), steps));
    return steps;
  }

  private List<ProcessorDefinition<?>> steps() {
    var steps = new ArrayList<ProcessorDefinition<?>>();
    routes().forEach(it -> collect(it.getOutputs(), steps));
    model
        .getRouteConfigurationDefinitions()
        .forEach(
            it -> {
              collect(it.getOnExceptions(), steps);
              collect(it.getOnCompletions(), steps);
              collect(it.getIntercepts(), steps);
            });
    return steps;
  }

  private static void collect(
      List<? extends ProcessorDefinition<?>> from, List<ProcessorDefinition<?>> steps) {
    ProcessorDefinitionHelper.filterTypeInOutputs(List.copyOf(from), ProcessorDefinition.class)
        .forEach(steps::add);
  }

  private static Problem at(ProcessorDefinition<?> step, String reason) {
    return new Problem(TrialContext.file(step.getLocation()), step.getLineNumber(), reason);
  }

  private static Problem at(RouteDefinition route, String reason) {
    return new Problem(TrialContext.file(route), 1 + route.getLineNumber(), reason);
  }

  private static boolean isCall(ProcessorDefinition<?> step) {
    return address(step).startsWith("direct:") && !address(step).matches(".*(\\$\\{|\\{\\{).*");
  }

  private static String address(ProcessorDefinition<?> step) {
    String uri =
        step instanceof ToDynamicDefinition dynamic
            ? dynamic.getUri()
            : step instanceof EndpointRequiredDefinition send ? send.getEndpointUri() : null;
    return uri == null ? "" : address(uri);
  }

  private boolean isOfEvents(RouteDefinition route) {
    String uri;
    try {
      uri = model.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
    } catch (IllegalArgumentException e) {
      // the parameter of a template, which has a value in its routes alone
      return false;
    }
    return EventMessage.QUEUES.contains(address(uri)) && !isListener(uri);
  }

  /** Camel sends an event only to routes with the parameters of the queue. */
  private static boolean isListener(String uri) {
    return uri.replaceFirst("^[^?]*", "").equals("?multipleConsumers=true");
  }

  private static String address(String uri) {
    return uri.replaceFirst("\\?.*", "").replace("://", ":");
  }

  /** Camel looks the beans of an error handler up when an error occurs. */
  private Stream<String> missingBeans(ProcessorDefinition<?> step) {
    return step instanceof OnExceptionDefinition handler
        ? Stream.of(
                handler.getRedeliveryPolicyRef(),
                handler.getOnRedeliveryRef(),
                handler.getOnExceptionOccurredRef())
            .filter(it -> it != null && model.getRegistry().lookupByName(it) == null)
        : Stream.empty();
  }

  private boolean isConfigured(RouteDefinition route) {
    String wanted = route.getRouteConfigurationId();
    return wanted == null
        || model.getRouteConfigurationDefinitions().stream()
            .anyMatch(it -> PatternHelper.matchPatterns(it.getId(), wanted.split(",")));
  }
}
