package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An edit of one route configuration leaves every other one, the nameless too, as it was. */
@Timeout(300)
class ConfigurationsTest {
  private static final String ONE = "96-one.camel.yaml";
  private static final String OTHER = "97-other.camel.yaml";
  private static final String CALLER = "98-caller.camel.yaml";

  @TempDir Path home;
  private Edited edited;
  private Retries retries;

  /** Fails, and counts how often it was asked. */
  public static final class Retries {
    private int calls;

    public String fail() {
      calls++;
      throw new IllegalStateException("no");
    }

    int count(Runnable work) {
      calls = 0;
      work.run();
      return calls;
    }
  }

  @BeforeEach
  void start() {
    edited = new Edited(home);
    retries = new Retries();
    edited.context.getRegistry().bind("retries", retries);
  }

  @AfterEach
  void stop() {
    edited.close();
  }

  /** A configuration that answers what it is called after so many more attempts. */
  private static String configuration(String first, int attempts, String answer) {
    return """
        - routeConfiguration:
        %s    description: Answers
            onException:
              - onException:
                  exception: [java.lang.IllegalStateException]
                  handled: {constant: "true"}
                  redeliveryPolicy: {maximumRedeliveries: %d, redeliveryDelay: 0}
                  steps:
                    - setBody: {constant: %s}
        """
        .formatted(first, attempts, answer);
  }

  private static String named(String id, int attempts, String answer) {
    return configuration("    id: " + id + "\n", attempts, answer);
  }

  private static String nameless(int attempts, String answer) {
    String handler = "    errorHandler: {defaultErrorHandler: {}}\n";
    return configuration(handler, attempts, answer);
  }

  /** A route with a configuration calls one without, which leaves errors to its caller. */
  private static String caller(String configuration, String description) {
    return """
        - route:
            id: caller
            description: %2$s
            routeConfigurationId: %1$s
            from:
              uri: direct:caller
              steps:
                - to: direct:inner
        - route:
            id: inner
            description: %2$s
            from:
              uri: direct:inner
              steps:
                - bean: {ref: retries, method: fail}
        """
        .formatted(configuration, description);
  }

  private String answer() {
    return edited.ask("caller");
  }

  @Test
  void one_that_is_removed_leaves_what_is_reloaded_afterwards_its_attempts() {
    assertThat(edited.edit(ONE, named("one", 2, "one"))).isEmpty();
    assertThat(edited.edit(OTHER, named("other", 1, "other"))).isEmpty();
    assertThat(edited.edit(CALLER, caller("one", "A"))).isEmpty();
    assertThat(retries.count(this::answer)).isEqualTo(3);

    assertThat(edited.delete(OTHER)).isEmpty();
    assertThat(edited.edit(CALLER, caller("one", "B"))).isEmpty();

    assertThat(retries.count(this::answer)).isEqualTo(3);
    assertThat(answer()).isEqualTo("one");
  }

  @Test
  void one_that_is_replaced_leaves_what_is_reloaded_afterwards_its_attempts() {
    assertThat(edited.edit(ONE, named("one", 2, "one"))).isEmpty();
    assertThat(edited.edit(OTHER, named("other", 1, "other"))).isEmpty();

    assertThat(edited.edit(OTHER, named("other", 2, "other"))).isEmpty();
    assertThat(edited.edit(CALLER, caller("one", "A"))).isEmpty();

    assertThat(retries.count(this::answer)).isEqualTo(3);
  }

  @Test
  void one_that_moves_to_another_file_is_there_once_as_it_is_now() {
    assertThat(edited.edit(ONE, named("one", 2, "one"))).isEmpty();
    assertThat(edited.edit(CALLER, caller("one", "A"))).isEmpty();

    edited.write(OTHER, named("one", 3, "moved"));
    assertThat(edited.delete(ONE)).isEmpty();
    assertThat(edited.edit(CALLER, caller("one", "B"))).isEmpty();

    assertThat(answer()).isEqualTo("moved");
    assertThat(ids()).containsOnlyOnce(Optional.of("one"));
  }

  @Test
  void nameless_ones_keep_no_name_and_their_number() {
    edited.edit("95-first.camel.yaml", nameless(0, "first"));
    List<Optional<String>> before = ids();
    assertThat(before).contains(Optional.empty(), Optional.of("*"));

    edited.edit(ONE, nameless(0, "one"));
    edited.edit(OTHER, nameless(0, "other"));
    edited.edit(OTHER, nameless(1, "other"));
    edited.delete(ONE);
    edited.delete(OTHER);

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void of_nameless_ones_in_two_files_the_one_that_is_left_goes_on() {
    String plain = caller("one", "A").replace("    routeConfigurationId: one\n", "");
    assertThat(edited.edit(ONE, nameless(1, "one"))).isEmpty();
    assertThat(edited.edit(OTHER, nameless(2, "other"))).isEmpty();
    assertThat(edited.edit(CALLER, plain)).isEmpty();

    assertThat(edited.delete(ONE)).isEmpty();

    assertThat(answer()).isEqualTo("other");
    assertThat(retries.count(this::answer)).isEqualTo(3);
  }

  @Test
  void every_delivered_route_keeps_its_configurations_when_all_files_come_again() {
    edited.edit(ONE, named("one", 2, "one"));
    edited.delete(ONE);
    List<String> before = applied();

    for (String file : edited.routes.toFile().list()) {
      edited.write(
          file, edited.read(file).replaceAll("description: (>-\n *|\"?)", "description: $1New. "));
    }

    assertThat(edited.look()).isEmpty();
    assertThat(applied()).isEqualTo(before);
  }

  private List<Optional<String>> ids() {
    return model().getRouteConfigurationDefinitions().stream()
        .map(RouteConfigurationDefinition::getId)
        .map(Optional::ofNullable)
        .toList();
  }

  private List<String> applied() {
    return model().getRouteDefinitions().stream()
        .map(it -> it.getRouteId() + " " + it.getAppliedRouteConfigurationIds())
        .sorted()
        .toList();
  }

  private ModelCamelContext model() {
    return (ModelCamelContext) edited.context;
  }
}
