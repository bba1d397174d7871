package io.glancesync.engine;

import static io.glancesync.engine.Targets.configuration;
import static io.glancesync.engine.Targets.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long is waited before a passing error is tried again. */
@Timeout(300)
class BackOffTest {
  private static final int DRAWS = 2000;
  private static final Configuration CONFIGURATION =
      configuration(target("master", "http://127.0.0.1:9/v3"));

  @TempDir Path home;

  @Test
  void delays_double_and_spread_by_a_quarter_unless_configured_otherwise() {
    try (var started = started(Map.of())) {
      RedeliveryPolicy passing = passing(started);

      assertSpread(delays(passing, 0), 750, 1250);
      assertSpread(delays(passing, 1000), 1500, 2500);
      assertSpread(delays(passing, 2000), 3000, 5000);
      assertThat(delays(passing, 290_000)).allMatch(it -> it <= 300_000);
    }
  }

  @Test
  void growth_spread_and_most_are_configured() {
    Map<String, String> properties =
        Map.of(
            "glancesync.retry.initial-delay", "2000ms",
            "glancesync.retry.multiplier", "3",
            "glancesync.retry.jitter-percent", "10",
            "glancesync.retry.max-delay", "20s");
    try (var started = started(properties)) {
      RedeliveryPolicy passing = passing(started);

      assertSpread(delays(passing, 0), 1800, 2200);
      assertSpread(delays(passing, 2000), 5400, 6600);
      assertThat(delays(passing, 10_000)).containsOnly(20_000L);
    }
  }

  /**
   * The draws of a try: all within the bounds, on both sides of the middle, and hardly two same.
   */
  private static void assertSpread(List<Long> delays, long least, long most) {
    long tenth = (most - least) / 10;
    assertThat(delays).allMatch(it -> it >= least && it <= most);
    assertThat(delays).anyMatch(it -> it < least + tenth).anyMatch(it -> it > most - tenth);
    assertThat(delays.stream().distinct().count()).isGreaterThan((most - least) / 2);
  }

  private static List<Long> delays(RedeliveryPolicy policy, long previous) {
    return Stream.generate(() -> policy.calculateRedeliveryDelay(previous, 1))
        .limit(DRAWS)
        .toList();
  }

  private StartedEngine started(Map<String, String> properties) {
    return new StartedEngine(home, CONFIGURATION, UnaryOperator.identity(), properties);
  }

  private static RedeliveryPolicy passing(StartedEngine started) {
    return started
        .context()
        .getRegistry()
        .lookupByNameAndType("retryTransient", RedeliveryPolicy.class);
  }
}
