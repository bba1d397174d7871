package io.glancesync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.image.Image;
import io.glancesync.openstack.Glance;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two GlanceSyncs that do not know of each other, and work on the same region. */
@Timeout(300)
class TwoInstancesTest {
  private static final int IMAGES = 15;

  @TempDir Path folder;
  private final SmallCloud cloud = new SmallCloud();
  private final ExecutorService both = Executors.newFixedThreadPool(2);
  private StartedEngine one;
  private StartedEngine other;

  @BeforeEach
  void two() {
    one = started("one");
    other = started("other");
  }

  private StartedEngine started(String home) {
    return new StartedEngine(
        folder.resolve(home),
        cloud.configuration(),
        UnaryOperator.identity(),
        Map.of(
            "glancesync.retry.initial-delay", "20ms",
            "glancesync.retry.max-retries", "1",
            "glancesync.region.outage-timeout", "0s",
            "glancesync.region.max-copies", "3"));
  }

  @AfterEach
  void stop() {
    both.shutdownNow();
    one.close();
    other.close();
    cloud.close();
  }

  private Future<RunReport> run(StartedEngine engine) {
    return both.submit(() -> engine.engine().run(new RunRequest(List.of("Burgos"), false, 1)));
  }

  private static RunReport report(Future<RunReport> run) throws Exception {
    return run.get(60, TimeUnit.SECONDS);
  }

  private void everything_is_visible_once() {
    List<String> wanted = IntStream.range(0, IMAGES).mapToObj("image-%02d"::formatted).toList();
    assertThat(cloud.copies())
        .extracting(it -> it.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(cloud.copies())
        .allMatch(it -> it.path("status").asText().equals("active"))
        .noneMatch(it -> it.path("os_hidden").asBoolean());
  }

  @RepeatedTest(3)
  void side_by_side_they_make_each_image_once() throws Exception {
    for (int i = 0; i < IMAGES; i++) {
      cloud.master("image-%02d".formatted(i), 200_000L + 50_000L * i);
    }
    Future<RunReport> first = run(one);
    Future<RunReport> second = run(other);
    report(first);
    report(second);

    assertThat(report(run(one)).outcome()).isNotEqualTo(RunOutcome.FAILED);
    everything_is_visible_once();
    assertThat(report(run(other)).outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void an_upload_of_the_other_one_is_left_alone_and_then_it_is_in_step() throws Exception {
    cloud.master("ubuntu", 300_000);
    Gatekeeper gate = new Gatekeeper();
    cloud.faults().on(Operation.UPLOAD).times(1).then(Fault.meanwhile(gate::wait_for_word));
    Future<RunReport> slow = run(one);
    gate.someone_is_there();

    RunReport second = report(run(other));
    TransferResult transfer = second.transfers().get(0);
    assertThat(transfer.outcome()).isEqualTo(TransferOutcome.FAILED);
    assertThat(transfer.error().orElseThrow())
        .startsWith("Tried to copy ubuntu to Burgos, but another GlanceSync seems to be copying it")
        .contains("the next run tries again");
    gate.open();

    assertThat(report(slow).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(report(run(other)).outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_copy_that_the_other_one_published_since_the_plan_was_made_is_taken() throws Exception {
    cloud.master("ubuntu", 300_000);
    Gatekeeper gate = new Gatekeeper();
    cloud.faults().on(Operation.CREATE).times(1).then(Fault.meanwhile(gate::wait_for_word));
    Future<RunReport> slow = run(one);
    gate.someone_is_there();
    assertThat(report(run(other)).outcome()).isEqualTo(RunOutcome.CHANGED);
    gate.open();

    assertThat(report(slow).transfers())
        .extracting(TransferResult::outcome)
        .containsExactly(TransferOutcome.DONE);
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void twins_are_healed_by_the_next_run_and_the_older_one_stays() throws Exception {
    String oldest = twins();

    RunReport healing = report(run(one));

    assertThat(healing.warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains(oldest + ", the oldest, stays"));
    assertThat(cloud.copies()).extracting(it -> it.path("id").asText()).containsExactly(oldest);
    assertThat(report(run(one)).warnings()).isEmpty();
  }

  @Test
  void a_second_copy_that_cannot_be_deleted_makes_the_region_fail_until_it_is_gone()
      throws Exception {
    twins();
    cloud.faults().on(Operation.DELETE).in("Burgos").times(10).then(Fault.status(500));

    assertThat(report(run(one)).regions())
        .singleElement()
        .extracting(it -> it.error().orElse(""))
        .isEqualTo("the second copy of ubuntu could not be deleted; the next run tries again");

    cloud.faults().clear();
    assertThat(report(run(one)).regions())
        .extracting(RegionResult::outcome)
        .containsExactly(RegionOutcome.DONE);
    assertThat(cloud.copies()).hasSize(1);
  }

  @Test
  void a_copy_that_somebody_hid_is_left_beside_an_image_of_their_own() throws Exception {
    for (boolean isProtected : new boolean[] {true, false}) {
      cloud.reset();
      cloud.master("ubuntu", 300_000);
      report(run(one));
      String hidden = cloud.copies().get(0).path("id").asText();
      cloud.burgos.set(hidden, "os_hidden", true);
      cloud.burgos.set(hidden, "protected", isProtected);
      cloud.burgos.set(hidden, "updated_at", seconds(Instant.now().minusSeconds(9_000)));
      cloud.burgos.add(
          Map.of("name", "ubuntu", "visibility", "public", "nid", "1"),
          Content.synthetic(1, 300_000));
      List<JsonNode> before = cloud.copies();

      RunReport after = report(run(one));

      assertThat(cloud.copies()).hasSize(2).isEqualTo(before);
      assertThat(after.warnings())
          .singleElement()
          .satisfies(it -> assertThat(it.code()).isEqualTo(Warning.Code.DUPLICATE_REGION_NAME));
    }
  }

  @Test
  void a_twin_that_another_image_needs_stays_until_nothing_refers_to_it() throws Exception {
    String oldest = twins();
    String younger =
        cloud.copies().stream()
            .map(it -> it.path("id").asText())
            .filter(it -> !it.equals(oldest))
            .findFirst()
            .orElseThrow();
    String user =
        cloud.burgos.add(
            Map.of("name", "tool.old", "visibility", "private", "kernel_id", younger),
            Content.synthetic(3, 10));

    report(run(one));
    assertThat(cloud.copies())
        .extracting(it -> it.path("id").asText())
        .containsExactlyInAnyOrder(oldest, younger, user);

    cloud.burgos.set(user, "kernel_id", oldest);
    report(run(one));
    assertThat(cloud.copies())
        .extracting(it -> it.path("id").asText())
        .containsExactlyInAnyOrder(oldest, user);
  }

  /** What a GlanceSync left whose journal nobody has. */
  @Test
  void a_half_done_upload_of_nobody_is_sent_again_once_it_is_old() throws Exception {
    cloud.master("ubuntu", 300_000);
    String id = half_done("saving", Instant.now().minusSeconds(600));

    assertThat(report(run(one)).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(cloud.copies()).extracting(it -> it.path("id").asText()).containsExactly(id);

    cloud.burgos.set(id, "updated_at", seconds(Instant.now().minusSeconds(700)));
    assertThat(report(run(one)).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.copies())
        .singleElement()
        .satisfies(it -> assertThat(it.path("status").asText()).isEqualTo("active"))
        .satisfies(it -> assertThat(it.path("id").asText()).isNotEqualTo(id));
  }

  @Test
  void a_half_done_upload_beside_a_complete_copy_goes_once_it_is_old() throws Exception {
    cloud.master("ubuntu", 300_000);
    String id = half_done("saving", Instant.now().minusSeconds(700));
    // not yet of that name, so that a copy is made beside it
    cloud.burgos.set(id, "name", "aside");
    cloud.burgos.set(id, "os_hidden", false);
    cloud.burgos.set(id, "status", "active");
    report(run(one));
    assertThat(cloud.copies()).hasSize(2);
    cloud.burgos.set(id, "name", "ubuntu");
    cloud.burgos.set(id, "os_hidden", true);
    cloud.burgos.set(id, "status", "saving");
    cloud.burgos.set(id, "updated_at", seconds(Instant.now()));

    report(run(one));
    assertThat(cloud.copies()).hasSize(2);

    cloud.burgos.set(id, "updated_at", seconds(Instant.now().minusSeconds(700)));
    report(run(one));
    assertThat(cloud.copies())
        .singleElement()
        .satisfies(it -> assertThat(it.path("id").asText()).isNotEqualTo(id));
  }

  @Test
  void a_create_that_is_refused_while_the_other_one_sends_disturbs_it_not() throws Exception {
    cloud.master("ubuntu", 300_000);
    String id = half_done("saving", Instant.now());
    cloud.faults().on(Operation.CREATE).then(Fault.status(403));

    assertThat(report(run(one)).outcome()).isEqualTo(RunOutcome.FAILED);

    assertThat(cloud.copies()).extracting(it -> it.path("id").asText()).containsExactly(id);
  }

  /** Two copies of one image; the id of the older one. */
  private String twins() throws Exception {
    cloud.master("ubuntu", 300_000);
    report(run(one));
    JsonNode first = cloud.copies().get(0);
    String oldest = first.path("id").asText();
    // as if that had been the second try of the other one
    cloud.burgos.set(oldest, "os_hidden", true);
    cloud.burgos.set(oldest, "name", "aside");
    report(run(other));
    cloud.burgos.set(oldest, "os_hidden", false);
    cloud.burgos.set(oldest, "created_at", "2026-01-01T00:00:00Z");
    cloud.burgos.set(oldest, "name", "ubuntu");
    assertThat(cloud.copies()).hasSize(2);
    return oldest;
  }

  private String half_done(String status, Instant updated) {
    Image master = new Glance().image(cloud.valladolid.images().get(0).toString());
    String id = CopyId.of(RegionName.of("Burgos"), master, 0).value();
    cloud.burgos.add(
        Map.of("id", id, "name", "ubuntu", "visibility", "public", "os_hidden", true, "nid", "1"),
        Content.synthetic(9, 10));
    cloud.burgos.set(id, "status", status);
    cloud.burgos.set(id, "updated_at", seconds(updated));
    return id;
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Lets a request wait until it is told to go on. */
  private static final class Gatekeeper {
    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch word = new CountDownLatch(1);

    void wait_for_word() {
      there.countDown();
      try {
        word.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void someone_is_there() throws InterruptedException {
      assertThat(there.await(30, TimeUnit.SECONDS)).isTrue();
    }

    void open() {
      word.countDown();
    }
  }
}
