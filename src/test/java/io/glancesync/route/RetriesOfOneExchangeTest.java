package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.overview.Happening;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of one request changes nothing for the next, and whose policy is in force counts. */
@Timeout(120)
class RetriesOfOneExchangeTest {
  private static final Map<String, String> QUICK =
      Map.of(
          "glancesync.retry.initial-delay", "200ms",
          "glancesync.retry.multiplier", "4",
          "glancesync.retry.jitter-percent", "0",
          "glancesync.dead-letter.max-wait", "0");

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  @AfterEach
  void stop() {
    cloud.close();
  }

  /** Returns how often a retry was told. */
  private long run(UnaryOperator<String> edit) {
    cloud.master("ubuntu", 3000);
    try (var started = new StartedEngine(home, cloud.configuration(), edit, QUICK)) {
      RunReport report = started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
      assertThat(report.transfers()).allMatch(it -> it.error().isEmpty());
      return started.engine().overview().events().since(0).events().stream()
          .filter(it -> it.what() instanceof Happening.TransferRetried)
          .count();
    }
  }

  private List<Long> waits(Operation operation) {
    List<Instant> times = cloud.times(operation, "Burgos");
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)).toMillis())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"CREATE, UPLOAD, 0", "LIST, CREATE, 0", "CREATE, UPLOAD, 3"})
  void the_first_delay_of_a_request_is_the_first_one(
      Operation earlier, Operation later, int asked) {
    Fault fault = asked == 0 ? Fault.status(503) : Fault.status(503, Duration.ofSeconds(asked));
    cloud.faults().on(earlier).in("Burgos").times(asked == 0 ? 3 : 1).then(fault);
    cloud.faults().on(later).in("Burgos").times(1).then(Fault.status(503));

    run(UnaryOperator.identity());

    assertThat(waits(later)).hasSize(1).allMatch(it -> it >= 200 && it < 6000);
  }

  @Test
  void a_token_is_renewed_also_after_another_error() {
    cloud.faults().on(Operation.CREATE).in("Burgos").times(1).then(Fault.status(503));
    cloud.faults().on(Operation.CREATE).in("Burgos").times(1).then(Fault.status(401));

    run(UnaryOperator.identity());

    assertThat(cloud.times(Operation.CREATE, "Burgos")).hasSize(3);
  }

  @Test
  void a_policy_under_another_name_waits_as_the_server_asks() {
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .in("Burgos")
        .times(1)
        .then(Fault.status(503, Duration.ofSeconds(2)));

    run(it -> it.replace("retryTransient", "patient"));

    assertThat(waits(Operation.UPLOAD)).hasSize(1).allMatch(it -> it >= 2000);
  }

  @Test
  void a_policy_of_ones_own_keeps_its_delay() {
    cloud.faults().on(Operation.UPLOAD).in("Burgos").times(1).then(Fault.status(503));

    long told =
        run(
            it ->
                it.replace("redeliveryPolicyRef: retryTransient", "redeliveryPolicyRef: mine")
                    .replace(
                        "    - name: noRetry",
                        "    - name: mine\n"
                            + "      type: org.apache.camel.processor.errorhandler.RedeliveryPolicy\n"
                            + "      properties: {maximumRedeliveries: 1, redeliveryDelay: 1500}\n"
                            + "    - name: noRetry"));

    assertThat(waits(Operation.UPLOAD)).hasSize(1).allMatch(it -> it >= 1500);
    assertThat(told).as("its delay is not known").isZero();
  }
}
