package io.glancesync.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

/** Everything by which two contexts with made-up files may differ. */
record Portrait(DefaultCamelContext context) {
  private static final String TEMPLATE = "t0";
  private static final String MADE = "made";

  /** Makes the route of a template, as the service does for its schedules. */
  void arrange() throws Exception {
    if (context.getRouteTemplateDefinition(TEMPLATE) != null && context.getRoute(MADE) == null) {
      TemplatedRouteBuilder.builder(context, TEMPLATE).routeId(MADE).parameter("at", MADE).add();
    }
  }

  /** What Camel has. */
  List<String> structure() {
    var lines = new ArrayList<String>();
    context.getRouteDefinitions().stream().map(this::route).sorted().forEach(lines::add);
    context.getRouteTemplateDefinitions().stream()
        .map(it -> "template %s: %s".formatted(it.getId(), it.getRoute()))
        .sorted()
        .forEach(lines::add);
    // of nameless ones the order matters
    configurations().filter(it -> it.startsWith("null")).forEach(lines::add);
    configurations().filter(it -> !it.startsWith("null")).sorted().forEach(lines::add);
    for (String bean : List.of("b0", "b1")) {
      lines.add("bean %s: %s".formatted(bean, context.getRegistry().lookupByName(bean)));
    }
    for (String key : List.of("attempts", "word")) {
      lines.add(key + " = " + context.resolvePropertyPlaceholders("{{" + key + ":none}}"));
    }
    return lines;
  }

  private String route(RouteDefinition it) {
    return "%s: %s, %s, %s, configured by %s, %s, %s"
        .formatted(
            TrialContext.file(it),
            it,
            it.getInput().getEndpointUri(),
            it.getDescription(),
            it.getRouteConfigurationId(),
            context.getRouteController().getRouteStatus(it.getRouteId()),
            context.getRoute(it.getRouteId()) == null ? "not created" : "created");
  }

  private Stream<String> configurations() {
    return context.getRouteConfigurationDefinitions().stream()
        .map(it -> "%s: %s, %s".formatted(it.getId(), it.getDescription(), handlers(it)));
  }

  private static List<String> handlers(RouteConfigurationDefinition configuration) {
    return configuration.getOnExceptions().stream().map(Portrait::handler).toList();
  }

  private static String handler(OnExceptionDefinition it) {
    return it + " " + it.getRedeliveryPolicyType().getMaximumRedeliveries();
  }

  /** What each route answers, and how often it tries. */
  List<String> answers() {
    Ledger ledger = context.getRegistry().lookupByNameAndType("ledger", Ledger.class);
    try (ProducerTemplate template = context.createProducerTemplate()) {
      return Stream.of("r0", "r1", "r2", "r3", MADE)
          .filter(it -> context.getRoute(it) != null)
          .map(it -> "%s: %s, %d failures".formatted(it, ask(template, it), ledger.failures()))
          .toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String ask(ProducerTemplate template, String route) {
    try {
      return template.requestBody("direct:" + route, "", String.class);
    } catch (CamelExecutionException e) {
      return e.getCause().toString();
    }
  }
}
