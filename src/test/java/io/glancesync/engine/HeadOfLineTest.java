package io.glancesync.engine;

import static io.glancesync.engine.Targets.target;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.StartedEngine;
import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What waits keeps nothing waiting that could be done. */
@Timeout(300)
class HeadOfLineTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir Path home;
  private final EmbeddedOpenStack cloud = new EmbeddedOpenStack();
  private final EmbeddedKeystone keystone = cloud.keystone("keystone");
  private EmbeddedGlance master;

  @BeforeEach
  void start() {
    keystone.add(Account.admin("ann", Targets.PASSWORD, "images"));
    master = cloud.glance("Valladolid", keystone);
    for (String region : List.of("Burgos", "Madrid", "Toledo")) {
      cloud.glance(region, keystone);
    }
    publish("first", 1000);
    publish("second", 2000);
    publish("third", 3000);
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private void publish(String name, long bytes) {
    master.add(Map.of("name", name, "visibility", "public"), Content.synthetic(1, bytes));
  }

  private void run(List<String> regions, Map<String, String> more) {
    var properties =
        new HashMap<>(
            Map.of("glancesync.region.max-copies", "1", "glancesync.region.max-suspended", "1"));
    properties.putAll(more);
    var configuration = Targets.configuration(target("master", keystone.url()));
    try (var started =
        new StartedEngine(home, configuration, UnaryOperator.identity(), properties)) {
      RunReport report = started.engine().run(new RunRequest(regions, false, 3));
      assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    }
  }

  private Stream<String> requests(Operation operation) {
    return cloud.traffic().requests().stream()
        .filter(it -> it.operation() == operation)
        .map(it -> it.server() + " " + it.request());
  }

  /** The images, in the order in which they were asked for. */
  private List<String> downloads() {
    Map<String, String> names =
        master.images().stream()
            .collect(toMap(it -> it.path("id").asText(), it -> it.path("name").asText()));
    return requests(Operation.DOWNLOAD)
        .map(it -> names.get(it.replaceFirst(".*/images/([^/]+)/file.*", "$1")))
        .toList();
  }

  @Test
  void a_copy_that_waits_for_its_next_try_keeps_no_other_waiting() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503, LONG));

    run(List.of("Burgos"), Map.of());

    List<String> uploads = requests(Operation.UPLOAD).toList();
    assertThat(uploads).hasSize(4);
    assertThat(uploads.get(3)).isEqualTo(uploads.get(0));
  }

  @Test
  void unless_none_may_wait_besides() {
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.status(503));

    run(List.of("Burgos"), Map.of("glancesync.region.max-suspended", "0"));

    List<String> uploads = requests(Operation.UPLOAD).toList();
    assertThat(uploads).hasSize(4);
    assertThat(uploads.get(1)).isEqualTo(uploads.get(0));
  }

  @Test
  void an_image_that_the_master_does_not_give_yet_keeps_no_other_waiting() {
    cloud.faults().on(Operation.DOWNLOAD).times(1).then(Fault.status(503, LONG));

    run(List.of("Burgos"), Map.of("glancesync.master.max-downloads", "1"));

    assertThat(downloads()).containsExactly("first", "second", "third", "first");
  }

  @Test
  void of_a_target_as_many_regions_are_worked_on_as_may_be() {
    run(List.of(), Map.of("glancesync.region.max-parallel.target.master", "1"));

    List<String> turns =
        requests(Operation.UPLOAD).map(it -> it.replaceFirst(" .*", "")).distinct().toList();
    assertThat(requests(Operation.UPLOAD).map(it -> it.replaceFirst(" .*", "")).toList())
        .containsExactlyElementsOf(turns.stream().flatMap(it -> Stream.of(it, it, it)).toList());
    assertThat(turns).hasSize(3);
  }
}
