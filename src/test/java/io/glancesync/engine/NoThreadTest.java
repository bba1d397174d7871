package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system refuses a thread: the run fails, and it ends. */
@Timeout(300)
class NoThreadTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void a_run_without_one_of_its_threads_ends(int refused) throws Exception {
    try (var cloud = new SmallCloud();
        var started =
            new StartedEngine(
                home,
                cloud.configuration(),
                UnaryOperator.identity(),
                Map.of(
                    "glancesync.retry.initial-delay", "10ms",
                    "glancesync.region.outage-timeout", "0s"))) {
      for (int i = 0; i < 4; i++) {
        cloud.master("image-" + i, 1000 + i);
      }
      var pool =
          started
              .context()
              .getRegistry()
              .lookupByNameAndType("phaseThreadPool", ThreadPoolExecutor.class);
      var asked = new AtomicInteger();
      var usual = pool.getThreadFactory();
      pool.setThreadFactory(
          task -> {
            if (asked.incrementAndGet() == refused) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            return usual.newThread(task);
          });
      var runner = Executors.newSingleThreadExecutor();
      try {
        RunReport report =
            runner
                .submit(() -> started.engine().run(new RunRequest(List.of("Burgos"), false, 1)))
                .get(20, TimeUnit.SECONDS);
        assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
      } finally {
        runner.shutdownNow();
      }
    }
  }
}
