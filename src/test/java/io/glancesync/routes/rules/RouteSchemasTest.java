package io.glancesync.routes.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code routes/}, and the routes that are examples, are valid for Camel's tools. */
class RouteSchemasTest {
  private static final String GOOD =
      """
      - route:
          id: go
          autoStartup: false
          from:
            uri: direct:go
            steps:
              - setBody: {id: go-body, expression: {constant: {expression: there}}}
              - to: {id: go-to-there, uri: direct:there}
      """;

  static Stream<Arguments> files() {
    Map<String, String> texts = RouteFiles.in(Path.of("routes")).texts();
    return Stream.of(RouteSchema.values())
        .flatMap(schema -> texts.keySet().stream().map(it -> Arguments.of(schema, it)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("files")
  void a_file_of_routes_is_valid_by(RouteSchema schema, String file) {
    String text = RouteFiles.in(Path.of("routes")).texts().get(file);

    assertThat(schema.errors(text)).isEmpty();
  }

  /** The canonical form is for tools; people write the short one. */
  @Test
  void an_example_is_valid_by_those_for_people() throws IOException {
    Map<String, String> examples = DocumentedRoutes.all();

    assertThat(examples).isNotEmpty();
    examples.forEach(
        (place, text) -> {
          for (RouteSchema schema : EnumSet.complementOf(EnumSet.of(RouteSchema.CANONICAL))) {
            assertThat(schema.errors(text)).as("%s by %s", place, schema).isEmpty();
          }
        });
  }

  @Test
  void an_example_is_found_in_a_page_and_in_a_comment() {
    String page = "Text.\n```yaml\n" + GOOD + "```\n- route one of the list\n";
    String comment = "key = 1\n" + GOOD.replaceAll("(?m)^", "#  ") + "\n# more\n";

    assertThat(DocumentedRoutes.in(page)).isEqualTo(Map.of(3, GOOD));
    assertThat(DocumentedRoutes.in(comment)).isEqualTo(Map.of(2, GOOD));
  }

  /** What each of them refuses, and whether it is the canonical one alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "autoStartup: false                     | autoStartup: 'false'           | false",
        "autoStartup: false                     | autoStartup: '{{on}}'          | false",
        "uri: direct:there                      | url: direct:there              | false",
        "'{id: go-to-there, uri: direct:there}' | direct:there                   | true",
        "'expression: {constant: {expression: there}}' | 'constant: there'       | true",
        "'{constant: {expression: there}}'      | '{constant: there}'            | true",
      })
  void what_is_not_valid_is_found(String good, String bad, boolean isCanonicalAlone) {
    assertThat(GOOD).contains(good);
    String text = GOOD.replace(good, bad);

    for (RouteSchema schema : RouteSchema.values()) {
      boolean isRefused = !isCanonicalAlone || schema == RouteSchema.CANONICAL;
      assertThat(schema.errors(GOOD)).as("%s", schema).isEmpty();
      assertThat(schema.errors(text).isEmpty()).as("%s", schema).isEqualTo(!isRefused);
    }
  }
}
