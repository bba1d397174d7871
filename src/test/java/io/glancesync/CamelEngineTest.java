package io.glancesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.limit.Timetable;
import io.glancesync.region.RegionName;
import io.glancesync.run.Progress;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in conf/application.properties is said before anything is done. */
class CamelEngineTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "glancesync.retry.max-retries",
        "glancesync.retry.initial-delay",
        "glancesync.retry.multiplier",
        "glancesync.retry.jitter-percent",
        "glancesync.retry.max-delay",
        "glancesync.region.max-copies",
        "glancesync.master.max-downloads",
        "glancesync.region.max-suspended",
        "glancesync.request.connect-timeout",
        "glancesync.request.response-timeout",
        "glancesync.request.stall-timeout",
        "glancesync.request.store-timeout",
        "glancesync.guard.min-master-percent",
        "glancesync.guard.max-replacements",
        "glancesync.reports.max-count",
        "glancesync.shutdown-timeout",
        "glancesync.region.outage-timeout",
        "glancesync.region.probe-interval"
      })
  void a_number_that_is_none_is_an_error_that_names_its_key(String key) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    String shipped = StartedEngine.settings();
    Files.writeString(
        home.resolve("conf/application.properties"),
        shipped.replaceAll("(?m)^" + key + " = .*", key + " = many"));

    assertThatThrownBy(
            () ->
                new CamelEngine(
                        home,
                        configuration(),
                        Map.of(),
                        new Progress() {},
                        new Clocks(Clock.systemUTC(), Ticker.REAL),
                        false)
                    .close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "conf/application\\.properties:\\d+: "
                + key
                + " = many is not a (whole number|time such as 30s.*); .*");
  }

  @Test
  void a_property_counts_more_than_the_file() throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.copy(Path.of("conf/application.properties"), home.resolve("conf/application.properties"));
    Map<String, String> properties = Map.of("glancesync.retry.max-retries", "none");

    assertThatThrownBy(
            () ->
                new CamelEngine(
                        home,
                        configuration(),
                        properties,
                        new Progress() {},
                        new Clocks(Clock.systemUTC(), Ticker.REAL),
                        false)
                    .close())
        .hasMessageContaining("glancesync.retry.max-retries = none is not a whole");
  }

  @ParameterizedTest
  @CsvSource({
    "glancesync.retry.multiplier, 0, from 1 to 100",
    "glancesync.retry.jitter-percent, 101, from 0 to 100",
    "glancesync.guard.min-master-percent, 101, from 0 to 100",
    "glancesync.retry.max-delay, 0, from 1s to 10d",
    "glancesync.request.stall-timeout, 0, from 1s to 1d",
    "glancesync.request.stall-timeout, 60, a time such as 30s",
    "glancesync.spool.max-size, 50, a size such as 50GB",
    "glancesync.retry.max-delay, 1s1m, a time such as 30s"
  })
  void a_number_that_makes_no_sense_is_an_error_that_says_what_does(
      String key, String number, String sense) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Files.copy(Path.of("conf/application.properties"), home.resolve("conf/application.properties"));
    Map<String, String> properties = Map.of(key, number);

    assertThatThrownBy(
            () ->
                new CamelEngine(
                        home,
                        configuration(),
                        properties,
                        new Progress() {},
                        new Clocks(Clock.systemUTC(), Ticker.REAL),
                        false)
                    .close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key + " = " + number + " is not " + sense);
  }

  @Test
  void an_address_in_the_wrong_key_is_not_shown() {
    Map<String, String> properties = Map.of("glancesync.notify", "https://hooks.example.org/T0ken");

    assertThatThrownBy(
            () ->
                new StartedEngine(home, configuration(), UnaryOperator.identity(), properties)
                    .close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("glancesync.notify = ... is not true or false")
        .message()
        .doesNotContain("T0ken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "- route: {id: a | line 1, column 10: expected ',' or '}'",
        "- rout: {id: a} | Unknown node id: rout",
        "- route: {id: a, from: {uri: 'direct:a', steps: [{too: x}]}} | Unknown node id: too",
        "- route: {id: a, from: {uri: 'nothing:a', steps: [{to: 'log:x'}]}} | route a in file",
        "- route: {id: a, from: {uri: 'direct:a', steps: [{bean: {ref: b}}]}} | registry for: b",
        "- route: {id: a, from: {uri: 'direct:a', steps: [{setBody: {simple: '${a'}}]}} | but was eol",
      })
  void a_route_file_that_cannot_be_used_is_named_with_the_reason(String text, String reason)
      throws IOException {
    assertThatThrownBy(() -> new StartedEngine(home, configuration(), text).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("99-more.camel.yaml")
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void a_limit_of_bandwidth_counts_more_than_the_total_in_the_file() {
    RegionName burgos = RegionName.of("Burgos");
    Map<String, String> properties =
        Map.of("glancesync.bandwidth", "5M", "glancesync.bandwidth.region.Burgos", "8M");
    try (var started =
        new StartedEngine(home, configuration(), UnaryOperator.identity(), properties)) {
      BandwidthLimiter limiter =
          started.context().getRegistry().findSingleByType(BandwidthLimiter.class);
      assertThat(limiter.of(burgos)).hasToString("5M");

      started.engine().limit(Timetable.of("7M"));
      assertThat(limiter.of(burgos)).hasToString("7M");

      started.engine().limit(Timetable.of("off"));
      assertThat(limiter.of(burgos)).hasToString("8M");
    }
  }

  @Test
  void an_engine_that_is_closed_leaves_no_thread_behind() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    new StartedEngine(home, configuration()).close();

    for (int i = 0; i < 100 && !newSince(before).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(newSince(before)).isEmpty();
  }

  /** Names of threads of ours. */
  private static List<String> newSince(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> !before.contains(it))
        .map(Thread::getName)
        .filter(it -> it.matches("(glancesync|region|Camel|seda).*"))
        .toList();
  }

  private Configuration configuration() {
    var surroundings = new Environment(Map.of("OS_REGION_NAME", "Here"), home, home, home);
    return new ConfigurationLoader(surroundings).load(Optional.empty(), List.of()).configuration();
  }
}
