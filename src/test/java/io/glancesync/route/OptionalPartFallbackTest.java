package io.glancesync.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.engine.SmallCloud;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses what a request can do without is asked without it, in the same run. */
@Timeout(60)
class OptionalPartFallbackTest {
  private static final int MIB = 1 << 20;

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine engine() {
    return new StartedEngine(
        home,
        cloud.configuration(),
        UnaryOperator.identity(),
        Map.of(
            "glancesync.retry.max-retries", "2",
            "glancesync.retry.initial-delay", "10ms",
            "glancesync.region.max-copies", "1"));
  }

  private void run() {
    try (StartedEngine started = engine()) {
      run(started);
    }
  }

  private static void run(StartedEngine started) {
    RunReport report = started.engine().run(new RunRequest(List.of(), false, 1));
    assertThat(report.outcome()).as(report.toString()).isEqualTo(RunOutcome.CHANGED);
  }

  private int count(Operation operation, String server) {
    return cloud.times(operation, server).size();
  }

  private JsonNode copy(String name) {
    return cloud.copies().stream()
        .filter(it -> it.path("name").asText().equals(name))
        .filter(it -> it.path("status").asText().equals("active"))
        .filter(it -> !it.path("os_hidden").asBoolean())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 416, 417, 500, 501})
  void a_master_that_cannot_read_from_an_offset_is_read_from_the_first_byte(int status) {
    cloud.master("a", 8 * MIB);
    cloud.master("b", 9 * MIB);
    cloud.faults().on(Operation.DOWNLOAD).of("a").times(1).then(Fault.resetAfterSending(3 * MIB));
    cloud.faults().on(Operation.DOWNLOAD).of("b").times(1).then(Fault.resetAfterSending(3 * MIB));
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.refusedHeader("Range", status));

    run();

    assertThat(copy("a").path("size").asInt()).isEqualTo(8 * MIB);
    assertThat(copy("b").path("size").asInt()).isEqualTo(9 * MIB);
    // one broke, one was refused, one brought all; and for the other image none is refused. A break
    // may take with it all that was on its way: then nothing is refused
    assertThat(count(Operation.DOWNLOAD, "Valladolid")).isBetween(2 + 2, 3 + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {417, 501})
  void a_region_that_wants_content_unasked_gets_it_so(int status) {
    cloud.master("a", 2 * MIB);
    cloud.master("b", 3 * MIB);
    cloud.faults().on(Operation.UPLOAD).then(Fault.refusedHeader("Expect", status));

    run();

    assertThat(copy("a").path("size").asInt()).isEqualTo(2 * MIB);
    assertThat(copy("b").path("size").asInt()).isEqualTo(3 * MIB);
    assertThat(count(Operation.UPLOAD, "Burgos")).isEqualTo(2 + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 400",
    "limit, 501",
    "name, 400",
    "name, 422",
    "status, 400",
    "os_hidden, 400",
  })
  void a_region_that_does_not_know_a_filter_is_listed_without_it(String parameter, int status) {
    String kernel =
        cloud.valladolid.add(
            Map.of("name", "in:krn", "visibility", "public", "nid", "1"), Content.synthetic(1, 10));
    cloud.valladolid.add(
        Map.of("name", "machine", "visibility", "public", "nid", "1", "kernel_id", kernel),
        Content.synthetic(2, 20));
    cloud.faults().on(Operation.LIST).then(Fault.refusedParameter(parameter, status));

    run();

    assertThat(copy("machine").path("kernel_id")).isEqualTo(copy("in:krn").path("id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"in:krn", "krn:1", "eq:krn", "k,\"r\":n", "2020-01-01T00:00:00Z"})
  void a_kernel_whose_name_looks_like_a_filters_operator_is_found(String name) {
    String kernel =
        cloud.valladolid.add(
            Map.of("name", name, "visibility", "public", "nid", "1"), Content.synthetic(1, 10));
    cloud.valladolid.add(
        Map.of("name", "machine", "visibility", "public", "nid", "1", "kernel_id", kernel),
        Content.synthetic(2, 20));

    run();

    assertThat(copy("machine").path("kernel_id")).isEqualTo(copy(name).path("id"));
  }

  @Test
  void the_next_run_asks_again() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.refusedHeader("Expect", 417));
    try (StartedEngine started = engine()) {
      cloud.master("a", 2 * MIB);
      run(started);
      cloud.faults().clear();
      cloud.faults().on(Operation.UPLOAD).then(Fault.refusedHeader("Expect", 417));
      cloud.master("b", 3 * MIB);
      run(started);
    }

    assertThat(count(Operation.UPLOAD, "Burgos")).isEqualTo(2 + 2);
  }
}
