package io.glancesync.engine;

import static io.glancesync.engine.Targets.target;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The master is asked for an image's content once, however many regions want it. */
@Timeout(300)
class OneDownloadTest {
  private static final int REGIONS = 4;
  private static final int MIB = 1 << 20;
  private static final int SIZE = 8 * MIB;

  @TempDir Path home;
  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private final Map<String, EmbeddedGlance> regions = new LinkedHashMap<>();
  private EmbeddedGlance master;
  private String image;

  @BeforeEach
  void start() {
    keystone.add(Account.admin("ann", Targets.PASSWORD, "images"));
    master = cloud.glance("Valladolid", keystone);
    for (int i = 1; i <= REGIONS; i++) {
      regions.put("Region" + i, cloud.glance("Region" + i, keystone));
    }
    image = publish("ubuntu", SIZE);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private String publish(String name, long bytes) {
    return master.add(
        Map.of("name", name, "visibility", "public"), Content.synthetic(name.length(), bytes));
  }

  private RunReport run(int parallel, Map<String, String> more) {
    var properties = new HashMap<>(Map.of("glancesync.retry.initial-delay", "10ms"));
    properties.putAll(more);
    var configuration = Targets.configuration(target("master", keystone.url()));
    try (var started =
        new StartedEngine(home, configuration, UnaryOperator.identity(), properties)) {
      RunReport report = started.engine().run(new RunRequest(List.of(), false, parallel));
      assertThat(home.resolve("var/spool")).isEmptyDirectory();
      return report;
    }
  }

  private void assertAllHave(String name) {
    assertThat(regions.values())
        .allSatisfy(
            region ->
                assertThat(region.images())
                    .filteredOn(it -> it.path("name").asText().equals(name))
                    .singleElement()
                    .extracting(
                        it -> it.path("status").asText(), it -> it.path("os_hidden").asBoolean())
                    .containsExactly("active", false));
  }

  private long downloads() {
    return cloud.traffic().requests().stream()
        .filter(it -> it.operation() == Operation.DOWNLOAD)
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, REGIONS})
  void all_regions_are_fed_by_one_download(int parallel) {
    publish("debian", 3 * MIB);
    publish("empty", 0);

    RunReport report = run(parallel, Map.of());

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(downloads()).isEqualTo(3);
    assertThat(cloud.traffic().downloaded()).isEqualTo(SIZE + 3 * MIB);
    assertAllHave("ubuntu");
    assertAllHave("debian");
    assertAllHave("empty");
  }

  @Test
  void a_region_that_has_to_be_sent_it_again_gets_it_from_the_spool() {
    cloud.faults().on(Operation.UPLOAD).times(3).then(Fault.resetAfterReceiving(3 * MIB));

    run(REGIONS, Map.of());

    assertAllHave("ubuntu");
    assertThat(downloads()).isEqualTo(1);
  }

  @Test
  void a_download_that_breaks_again_and_again_goes_on_where_it_ended() {
    publish("large", 5 * SIZE);
    // more than the buffers of a connection take: however slow the reader is, it gets a part of it
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.resetAfterSending(12 * MIB));

    RunReport report = run(REGIONS, Map.of("glancesync.retry.max-retries", "0"));

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertAllHave("large");
    assertThat(report.transfers()).allMatch(it -> it.attempts() == 1);
    // what was on its way when the connection broke is lost
    assertThat(cloud.traffic().downloaded()).isBetween(6L * SIZE, REGIONS * 5L * SIZE);
  }

  @Test
  void a_master_that_gives_next_to_nothing_each_time_keeps_no_run_for_ever() {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.resetAfterSending(10));

    RunReport report = run(REGIONS, Map.of("glancesync.retry.max-retries", "3"));

    assertThat(report.transfers())
        .hasSize(REGIONS)
        .allSatisfy(
            it -> assertThat(it.error().orElseThrow()).contains("the master's content of ubuntu"));
    assertThat(downloads()).isLessThanOrEqualTo(4 * REGIONS);
  }

  @Test
  void a_slow_region_keeps_no_other_waiting() throws Exception {
    cloud.faults().on(Operation.UPLOAD).in("Region2").then(Fault.receivingAt(2 * MIB));

    CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() -> run(REGIONS, Map.of()));

    while (ready() < REGIONS - 1) {
      Thread.sleep(10);
    }
    assertThat(run).isNotDone();
    assertThat(regions.get("Region2").images())
        .allSatisfy(it -> assertThat(it.path("status").asText()).isNotEqualTo("active"));
    run.get();
    assertAllHave("ubuntu");
    assertThat(downloads()).isEqualTo(1);
  }

  private long ready() {
    return regions.values().stream()
        .flatMap(it -> it.images().stream())
        .filter(it -> !it.path("os_hidden").asBoolean())
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, REGIONS})
  void one_other_byte_and_no_region_shows_the_image(int parallel) {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.corruptedSending(SIZE / 2));

    RunReport report = run(parallel, Map.of());

    assertThat(report.transfers())
        .hasSize(REGIONS)
        .allSatisfy(
            it -> {
              assertThat(it.outcome()).isEqualTo(TransferOutcome.FAILED);
              assertThat(it.error().orElseThrow()).contains("does not match its sha512");
            });
    assertThat(regions.values()).allSatisfy(it -> assertThat(it.images()).isEmpty());
    assertThat(downloads()).isEqualTo(1);
    assertThat(home.resolve("var/dead-letter")).isDirectoryContaining("glob:**ubuntu**");
  }

  @Test
  void a_master_that_does_not_give_it_is_tried_for_all_regions_together() {
    cloud.faults().on(Operation.DOWNLOAD).then(Fault.status(503));

    RunReport report =
        run(
            REGIONS,
            Map.of(
                "glancesync.retry.max-retries", "2", "glancesync.retry.initial-delay", "1000ms"));

    assertThat(report.transfers())
        .hasSize(REGIONS)
        .allSatisfy(it -> assertThat(it.error().orElseThrow()).contains("503"));
    assertThat(downloads()).isEqualTo(3);
  }

  @Test
  void without_room_each_region_has_a_download_of_its_own() {
    cloud.faults().on(Operation.DOWNLOAD).times(1).then(Fault.corruptedSending(1));

    RunReport report = run(1, Map.of("glancesync.spool.max-size", "0GB"));

    assertThat(downloads()).isEqualTo(REGIONS);
    assertThat(report.regions()).filteredOn(it -> it.outcome() == RegionOutcome.FAILED).hasSize(1);
    assertThat(ready()).isEqualTo(REGIONS - 1);
  }

  @Test
  void what_every_region_refuses_is_not_read_to_its_end() {
    String large = publish("large", 64 * MIB);
    cloud.faults().on(Operation.DOWNLOAD).of(large).then(Fault.sendingAt(16 * MIB));
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));

    RunReport report = run(REGIONS, Map.of());

    assertThat(report.transfers()).allMatch(it -> it.error().orElseThrow().contains("413"));
    assertThat(cloud.traffic().downloaded()).isLessThan(SIZE + 32 * MIB);
  }

  @Test
  void a_limit_of_the_bandwidth_is_kept() {
    Instant begin = Instant.now();

    run(2, Map.of("glancesync.bandwidth", "16M"));

    // 32 MiB in all; a limit is never exceeded by more than a small burst
    assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(1700));
    assertAllHave("ubuntu");
  }

  @Test
  void with_several_on_their_way_the_largest_begins_beside_the_small_ones() {
    publish("debian", MIB);
    publish("fedora", 2 * MIB);
    publish("suse", 3 * MIB);

    run(1, Map.of());

    assertThat(uploadsTo("Region1")).last().isNotEqualTo("ubuntu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"glancesync.region.max-copies", "glancesync.region.max-copies.target.master"})
  void one_after_the_other_goes_from_small_to_large(String key) {
    publish("debian", MIB);
    publish("fedora", 2 * MIB);
    publish("suse", 3 * MIB);

    run(1, Map.of(key, "1"));

    assertThat(uploadsTo("Region1")).containsExactly("debian", "fedora", "suse", "ubuntu");
  }

  /** The images, in the order in which their content was sent. */
  private List<String> uploadsTo(String region) {
    Map<String, String> names =
        regions.get(region).images().stream()
            .collect(toMap(it -> it.path("id").asText(), it -> it.path("name").asText()));
    return cloud.traffic().requests().stream()
        .filter(it -> it.operation() == Operation.UPLOAD && it.server().equals(region))
        .map(it -> names.get(it.request().replaceFirst(".*/images/([^/]+)/file.*", "$1")))
        .toList();
  }

  @Test
  void its_hash_is_that_of_the_master() {
    run(2, Map.of());

    JsonNode of = master.images().get(0);
    assertThat(of.path("id").asText()).isEqualTo(image);
    assertThat(regions.values())
        .allSatisfy(
            it ->
                assertThat(it.images().get(0).path("os_hash_value"))
                    .isEqualTo(of.path("os_hash_value")));
  }
}
