package io.glancesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.log.LogLines;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Triggers triggers = new Triggers(context);

  @BeforeEach
  void start() throws Exception {
    context.start();
    add("first", "direct:first");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void add(String id, String from) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(from).routeId(id).autoStartup(false).to("log:" + id);
          }
        });
  }

  private boolean isStarted(String id) {
    return context.getRouteController().getRouteStatus(id).isStarted();
  }

  @Test
  void only_the_service_starts_them() {
    assertThat(isStarted("first")).isFalse();

    triggers.start();

    assertThat(isStarted("first")).isTrue();
  }

  @Test
  void one_that_an_edit_adds_is_started_and_one_that_a_person_stopped_is_not() throws Exception {
    triggers.start();
    context.getRouteController().stopRoute("first");
    add("second", "direct:second");

    triggers.startNew();

    assertThat(isStarted("first")).isFalse();
    assertThat(isStarted("second")).isTrue();
  }

  @Test
  void one_that_was_removed_and_added_again_is_started() throws Exception {
    triggers.start();
    context.getRouteController().stopRoute("first");
    context.removeRoute("first");
    triggers.startNew();
    add("first", "direct:first");

    triggers.startNew();

    assertThat(isStarted("first")).isTrue();
  }

  @Test
  void one_that_cannot_be_started_ends_the_start_but_not_the_service() throws Exception {
    add("same", "direct:first");

    assertThatThrownBy(triggers::start)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Tried to start the route ");
    try (var lines = new LogLines("glancesync.serve")) {
      add("again", "direct:first");
      triggers.startNew();
      triggers.startNew();

      assertThat(lines.lines())
          .singleElement()
          .asString()
          .startsWith("Tried to start the route again, but ");
    }
  }
}
