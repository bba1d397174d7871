package io.glancesync.routes.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An editor such as Kaoto keeps a file as plain objects and writes them in a style of its own. That
 * changes nothing of what Camel makes of the file.
 */
class SavedByAnEditorTest {
  private static final Map<String, String> TEXTS = RouteFiles.in(Path.of("routes")).texts();
  private static final String STRIP = TEXTS.get("85-strip.camel.yaml");

  static Stream<String> files() {
    return TEXTS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_says_the_same_to_camel_when_it_was_opened_and_saved(String file) {
    String text = TEXTS.get(file);
    String saved = saved(text);

    assertThat(saved).isNotEqualTo(text);
    assertThat(parsed(saved)).isEqualTo(parsed(text));
    assertThat(RouteModel.of(saved)).isNotEmpty().isEqualTo(RouteModel.of(text));
  }

  @Test
  void a_configuration_that_an_editor_gives_an_id_would_be_found() {
    String text = "- routeConfiguration: {errorHandler: {noErrorHandler: {}}}\n";

    assertThat(RouteModel.of(saved(text))).isNotEqualTo(RouteModel.of(text));
  }

  @Test
  void a_comment_is_lost() {
    assertThat(saved("# a comment\n" + STRIP)).isEqualTo(saved(STRIP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id: strip", "description: They", "pattern: \"*", "uri: direct:strip"})
  void anything_else_that_is_lost_would_be_found(String part) {
    assertThat(STRIP).contains(part);

    assertThat(RouteModel.of(STRIP.replace(part, part + "-other")))
        .isNotEqualTo(RouteModel.of(STRIP));
  }

  private static Object parsed(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static String saved(String text) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    Object content = parsed(text);
    ((List<?>) content).forEach(SavedByAnEditorTest::giveId);
    return new Yaml(options).dump(content);
  }

  /** Kaoto does so. A configuration that gets an id applies to no route any more. */
  @SuppressWarnings("unchecked")
  private static void giveId(Object entry) {
    ((Map<String, Object>) entry)
        .forEach(
            (kind, content) -> {
              if (content instanceof Map<?, ?> map) {
                ((Map<String, Object>) map).putIfAbsent("id", kind + "-1234");
              }
            });
  }
}
