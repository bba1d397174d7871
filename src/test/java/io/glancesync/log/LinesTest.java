package io.glancesync.log;

import static io.glancesync.log.DeliveredLog.event;
import static io.glancesync.log.DeliveredLog.eventOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One event is one line, whoever logs it. */
class LinesTest {
  private static final String FORGED =
      "a\n2026-01-01T00:00:00Z ERROR forged\r\u001b[2J\u009b\u2028\u202e";
  private static final String SEEN =
      "a\\n2026-01-01T00:00:00Z ERROR forged\\r\\u001b[2J\\u009b\\u2028\\u202e";

  private static DeliveredLog log;

  @BeforeAll
  @BeforeContainer
  static void begin() {
    log = new DeliveredLog();
  }

  @AfterAll
  @AfterContainer
  static void end() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "file"})
  void a_message_is_a_line(String appender) {
    assertThat(log.written(appender, event("Burgos: upload of " + FORGED, null, Map.of())))
        .isEqualTo("1970-01-01T00:00:01Z ERROR Burgos: upload of " + SEEN + "\n");
  }

  @Test
  void the_run_of_a_line_is_part_of_it() {
    assertThat(log.written("text", event("x", null, Map.of("run", "1\n2", "image", FORGED))))
        .isEqualTo("1970-01-01T00:00:01Z ERROR [1\\n2] x\n");
  }

  @Test
  void an_exception_is_in_the_line_of_its_message() {
    var problem = new IllegalStateException(FORGED, new RuntimeException("inner\n"));

    assertThat(log.written("text", event("It went wrong", problem, Map.of())))
        .isEqualTo("1970-01-01T00:00:01Z ERROR It went wrong: " + SEEN + "\n");
    assertThat(log.written("text", event("It went wrong", new NullPointerException(), Map.of())))
        .startsWith("1970-01-01T00:00:01Z ERROR It went wrong")
        .hasLineCount(1);
  }

  @Test
  void a_route_of_ones_own_is_named() {
    assertThat(log.written("text", eventOf("glancesync.route.hello", "x", Map.of("run", "1"))))
        .isEqualTo("1970-01-01T00:00:01Z ERROR [1] hello: x\n");
    assertThat(log.written("text", eventOf("glancesync.route." + FORGED, "x", Map.of())))
        .isEqualTo("1970-01-01T00:00:01Z ERROR " + SEEN + ": x\n");
  }

  @ParameterizedTest
  @CsvSource({
    "glancesync.route.hello, INFO",
    "glancesync.sync,        INFO",
    "tickets,                INFO",
    "org.apache.camel.main,  WARN",
    "org.quartz.core,        WARN",
    "com.fasterxml.jackson,  WARN",
    "io.something,           WARN",
    "me.tongfei.progressbar, WARN",
  })
  void libraries_speak_of_trouble_only_and_routes_of_what_is_done(String logger, String level) {
    assertThat(log.configuration().getLoggerConfig(logger).getLevel()).hasToString(level);
  }

  @Test
  void json_keeps_texts_as_they_are() throws Exception {
    var problem = new IllegalStateException(FORGED);
    String line =
        log.written(
            "json", event(FORGED, problem, Map.of("run", "1", "region", FORGED, "image", FORGED)));

    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(line.strip()).doesNotContain("\n", "\r", "\u001b");
    for (String field : new String[] {"message", "region", "image", "error"}) {
      assertThat(json.path(field).asText()).isEqualTo(FORGED);
    }
  }

  @Property
  void any_event_is_a_line(
      @ForAll("texts") String message, @ForAll("texts") String run, @ForAll("texts") String error)
      throws Exception {
    var event = event(message, new RuntimeException(error), Map.of("run", run, "image", message));

    String text = log.written("text", event);
    assertThat(text).endsWith("\n");
    assertThat(text.strip().codePoints().map(Character::getType))
        .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE);
    assertThat(new ObjectMapper().readTree(log.written("json", event)).isObject()).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\0', '\u00a0')
        .withChars("\u2028\u202e\ud800${}%")
        .ofMaxLength(20);
  }
}
