package io.glancesync.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.text.Redaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No event of the log has a secret in it, wherever it goes. */
class SecretEventsTest {
  private static final String TOKEN = "9b0e6c0a51f64bd9a2b1c6c1b5e5a0f7";
  private static final String LIBRARY = "org.apache.hc.client5.http.headers";

  private final List<LogEvent> events = new ArrayList<>();
  private final org.apache.logging.log4j.core.Logger root =
      LoggerContext.getContext(false).getRootLogger();
  private final AbstractAppender appender =
      new AbstractAppender("secrets", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          events.add(event.toImmutable());
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    root.addAppender(appender);
    Configurator.setLevel(LIBRARY, Level.DEBUG);
  }

  @AfterEach
  void endListening() {
    SecretEvents.hide(() -> Redaction.OF_PLACES);
    root.removeAppender(appender);
    Configurator.setLevel(LIBRARY, (Level) null);
  }

  @Test
  void a_library_logs_no_token() {
    Logger library = LoggerFactory.getLogger(LIBRARY);

    library.debug("{} >> {}", "http-outgoing-0", "X-Auth-Token: " + TOKEN);
    library.debug("http-outgoing-0 >> \"{\"user\":{\"password\":\"s3cret\"}}\"");

    assertThat(events)
        .extracting(it -> it.getMessage().getFormattedMessage())
        .containsExactly(
            "http-outgoing-0 >> X-Auth-Token: ***",
            "http-outgoing-0 >> \"{\"user\":{\"password\":\"***\"}}\"");
  }

  @Test
  void a_secret_that_is_known_shows_nowhere() {
    SecretEvents.hide(() -> new Redaction(Set.of(TOKEN)));

    LoggerFactory.getLogger("x").error("answered " + TOKEN);

    assertThat(events.get(0).getMessage().getFormattedMessage()).isEqualTo("answered ***");
  }

  @Test
  void an_exception_shows_none_either() {
    SecretEvents.hide(() -> new Redaction(Set.of(TOKEN)));
    var problem = new IllegalStateException("outer", new RuntimeException("no " + TOKEN));

    LoggerFactory.getLogger("x").error("went wrong", problem);

    Throwable logged = events.get(0).getThrown();
    var trace = new StringWriter();
    logged.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("an_exception_shows_none_either", "Caused by: java.lang.RuntimeException: no ***")
        .doesNotContain(TOKEN);
  }

  @Test
  void a_suppressed_exception_shows_none_and_neither_does_its_cause() {
    SecretEvents.hide(() -> new Redaction(Set.of(TOKEN)));
    var cause = new RuntimeException("outer");
    cause.addSuppressed(new IOException("closing", new IOException("no " + TOKEN)));
    var problem = new IllegalStateException("went wrong", cause);

    LoggerFactory.getLogger("x").error("went wrong", problem);

    assertThat(trace())
        .contains("Suppressed: java.io.IOException: closing", "IOException: no ***")
        .doesNotContain(TOKEN);
  }

  @Test
  void an_exception_that_is_deeper_than_anybody_reads_shows_none() {
    SecretEvents.hide(() -> new Redaction(Set.of(TOKEN)));
    Throwable problem = new RuntimeException("no " + TOKEN);
    for (int i = 0; i < 200; i++) {
      problem = new RuntimeException("x", problem);
    }

    LoggerFactory.getLogger("x").error("went wrong", problem);

    assertThat(trace()).startsWith("java.lang.RuntimeException: x").doesNotContain(TOKEN);
  }

  @Test
  void exceptions_may_be_parts_of_each_other() {
    SecretEvents.hide(() -> new Redaction(Set.of(TOKEN)));
    var first = new RuntimeException("no " + TOKEN);
    var second = new RuntimeException("second", first);
    first.addSuppressed(second);

    LoggerFactory.getLogger("x").error("went wrong", second);

    assertThat(trace()).contains("second", "no ***").doesNotContain(TOKEN);
  }

  @Test
  void where_the_secrets_are_not_known_nothing_is_shown() {
    SecretEvents.hide(
        () -> {
          throw new IllegalStateException("no configuration: " + TOKEN);
        });

    LoggerFactory.getLogger("x").error("answered " + TOKEN, new IOException(TOKEN));

    assertThat(events).hasSize(1);
    assertThat(events.get(0).getMessage().getFormattedMessage()).isEqualTo(Redaction.NOT_CHECKED);
    assertThat(events.get(0).getThrown()).isNull();
  }

  private String trace() {
    var trace = new StringWriter();
    events.get(0).getThrown().printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Test
  void an_exception_without_a_secret_is_itself() {
    var problem = new IllegalStateException("outer");

    LoggerFactory.getLogger("x").error("went wrong", problem);

    assertThat(events.get(0).getThrown()).isSameAs(problem);
  }

  @ParameterizedTest
  @CsvSource({"org.apache.hc.client5.http.wire", "org.apache.hc.client5.http.wire.x"})
  void what_logs_bodies_is_off_as_delivered(String logger) {
    try (var log = new DeliveredLog()) {
      assertThat(log.configuration().getLoggerConfig(logger).getLevel()).isEqualTo(Level.OFF);
    }
  }
}
