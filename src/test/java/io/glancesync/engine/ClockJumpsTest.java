package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that is set while something is under way changes no duration. */
@Timeout(300)
class ClockJumpsTest {
  private static final Duration LITTLE = Duration.ofMinutes(1);

  @TempDir Path home;
  private final SettableClock clock = new SettableClock();

  @ParameterizedTest
  @ValueSource(ints = {72, -72})
  void a_copy_lasts_as_long_as_it_lasts(int hours) {
    try (var cloud = new SmallCloud();
        var started =
            new StartedEngine(
                home, cloud.configuration(), UnaryOperator.identity(), Map.of(), clock)) {
      cloud.master("ubuntu", 1000);
      cloud
          .faults()
          .on(Operation.UPLOAD)
          .times(1)
          .then(Fault.meanwhile(() -> clock.goOn(Duration.ofHours(hours))));

      RunReport report = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));

      assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
      assertThat(report.transfers())
          .singleElement()
          .satisfies(it -> assertThat(it.duration()).isBetween(Duration.ZERO, LITTLE));
      assertThat(Duration.between(report.started(), report.finished()))
          .isBetween(Duration.ZERO, LITTLE);
    }
  }
}
