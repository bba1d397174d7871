package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.Route;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs is exchanged, also where an exchange before it went wrong twice. */
class SwapTest {
  private static final String FILE = "one.camel.yaml";
  private static final Set<String> FILES = Set.of(FILE);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Properties values = new Properties();
  private Swap swap;

  @BeforeEach
  void start() throws Exception {
    values.setProperty("where", "direct:inner");
    ((PropertiesComponent) context.getPropertiesComponent()).setOverrideProperties(values);
    context.start();
    swap = new Swap(context);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private static Revision set(String word) {
    String text =
        """
        - route:
            id: first
            description: Answers
            from:
              uri: direct:first
              steps:
                - to: direct:inner
        - route:
            id: inner
            description: Answers
            from:
              uri: direct:inner
              steps:
                - setBody: {constant: %s}
        - route:
            id: last
            description: Cannot be made where the value is none
            from:
              uri: direct:last
              steps:
                - to: "{{where}}"
        """
            .formatted(word);
    return Revision.of(Map.of(FILE, text));
  }

  private boolean replace(String old, String next, Runnable forth, Runnable back) throws Exception {
    return swap.replace(FILES, set(old), set(next), forth, back);
  }

  private String answer() {
    return context.createProducerTemplate().requestBody("direct:first", "", String.class);
  }

  @Test
  void what_does_not_start_leaves_what_ran_before() throws Exception {
    assertThat(replace("none", "A", () -> {}, () -> {})).isTrue();

    assertThatThrownBy(
            () ->
                replace(
                    "A",
                    "B",
                    () -> values.setProperty("where", "nosuch:x"),
                    () -> values.setProperty("where", "direct:inner")))
        .hasCauseInstanceOf(FailedToCreateRouteException.class);

    assertThat(answer()).isEqualTo("A");
  }

  @Test
  void after_an_exchange_that_could_not_be_undone_the_next_one_is_done() throws Exception {
    assertThat(replace("none", "A", () -> {}, () -> {})).isTrue();
    assertThatThrownBy(
            () -> replace("A", "B", () -> values.setProperty("where", "nosuch:x"), () -> {}))
        .hasCauseInstanceOf(FailedToCreateRouteException.class)
        .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));

    values.setProperty("where", "direct:inner");
    assertThat(swap.isQuiet(FILES)).isTrue();
    assertThat(replace("A", "C", () -> {}, () -> {})).isTrue();

    assertThat(answer()).isEqualTo("C");
    assertThat(context.getRoutes()).hasSize(3);
    assertThat(context.getRouteDefinitions())
        .extracting(RouteDefinition::getRouteId)
        .containsExactlyInAnyOrder("first", "inner", "last");
  }

  @Test
  void a_message_in_a_route_that_does_not_stay_holds_up_nothing() throws Exception {
    assertThat(replace("none", "A", () -> {}, () -> {})).isTrue();
    var barrier = new Edited.Barrier();
    context.getRegistry().bind("barrier", barrier);
    String waiting =
        """
        - route:
            id: waiting
            from:
              uri: timer:waiting?delay=0
              steps:
                - bean: {ref: barrier, method: hold}
        - route:
            id: broken
            routePolicy: broken
            from:
              uri: direct:broken
              steps:
                - log: nothing
        """;
    var next = Revision.of(Map.of(FILE, waiting));
    RoutePolicy broken =
        new RoutePolicySupport() {
          @Override
          public void onStart(Route route) {
            barrier.arrived.acquireUninterruptibly();
            throw new IllegalStateException("it does not start");
          }
        };
    context.getRegistry().bind("broken", broken);

    assertThatThrownBy(
            () ->
                new Swap(context, Duration.ofMillis(500))
                    .replace(FILES, set("A"), next, () -> {}, () -> {}))
        .hasStackTraceContaining("it does not start");

    assertThat(answer()).isEqualTo("A");
    barrier.open.release(10);
  }
}
