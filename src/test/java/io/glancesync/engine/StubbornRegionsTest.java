package io.glancesync.engine;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region gives images a property of its own, or keeps an image that was to be deleted. */
@Timeout(120)
class StubbornRegionsTest {
  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private StartedEngine started;

  @BeforeEach
  void start() {
    started =
        new StartedEngine(
            home,
            cloud.configuration(aPolicy().replace("any").build()),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.max-retries",
                "0",
                "glancesync.retry.initial-delay",
                "10ms",
                "glancesync.dead-letter.max-wait",
                "0",
                "glancesync.region.outage-timeout",
                "0s"));
  }

  @AfterEach
  void stop() {
    started.close();
    cloud.close();
  }

  private RunReport run() {
    return started.engine().run(new RunRequest(List.of("Burgos"), false, 1));
  }

  private static List<Warning.Code> codes(RunReport report) {
    return report.warnings().stream().map(Warning::code).toList();
  }

  private static boolean isDone(RunReport report) {
    return report.regions().get(0).outcome() == RegionOutcome.DONE;
  }

  private JsonNode only() {
    assertThat(cloud.copies()).hasSize(1);
    return cloud.copies().get(0);
  }

  private JsonNode image(String id) {
    return cloud.copies().stream()
        .filter(it -> it.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "ignored without a word: {0}")
  @ValueSource(booleans = {true, false})
  void a_property_that_cannot_be_removed_is_a_warning_and_the_copy_stays(boolean isSilent) {
    cloud.burgos.insistOn("owned_by", "the region", isSilent);
    cloud.master("ubuntu", 700_000);

    RunReport first = run();

    assertThat(first.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(codes(first)).containsExactly(Warning.Code.PROPERTY_NOT_KEPT);
    assertThat(first.warnings().get(0).message()).contains("owned_by").contains("ubuntu");
    assertThat(only().path("os_hidden").asBoolean()).isFalse();

    RunReport second = run();

    assertThat(second.transfers()).isEmpty();
    assertThat(second.outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(codes(second)).containsExactly(Warning.Code.PROPERTY_NOT_KEPT);
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).as("PUTs").hasSize(1);
    assertThat(cloud.times(Operation.DOWNLOAD, "Valladolid")).as("GETs").hasSize(1);
  }

  @Test
  void what_can_be_changed_beside_such_a_property_is_changed() {
    cloud.burgos.insistOn("owned_by", "the region", false);
    cloud.master("ubuntu", 700_000);
    run();
    String master = cloud.valladolid.images().get(0).path("id").asText();
    cloud.valladolid.set(master, "nid", "2");

    RunReport report = run();

    assertThat(report.transfers())
        .extracting(TransferResult::outcome)
        .containsExactly(TransferOutcome.DONE);
    assertThat(only().path("nid").asText()).isEqualTo("2");
    assertThat(codes(report)).containsExactly(Warning.Code.PROPERTY_NOT_KEPT);
  }

  /** An image in Burgos that is to be replaced. */
  private String old() {
    cloud.master("ubuntu", 700_000);
    return cloud.burgos.add(
        Map.of("name", "ubuntu", "visibility", "public"), Content.synthetic(7, 77));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409})
  void an_old_image_that_is_in_use_stays_hidden_until_it_can_be_deleted(int status) {
    String old = old();
    cloud.faults().on(Operation.DELETE).in("Burgos").times(2).then(Fault.status(status));

    for (int i = 0; i < 2; i++) {
      RunReport report = run();
      assertThat(isDone(report)).as(report.toString()).isTrue();
      assertThat(codes(report)).containsOnlyOnce(Warning.Code.KEPT_IN_USE);
      assertThat(image(old).path("os_hidden").asBoolean()).isTrue();
      assertThat(cloud.copies()).hasSize(2);
    }
    assertThat(codes(run())).isEmpty();
    assertThat(only().path("id").asText()).isNotEqualTo(old);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).as("PUTs").hasSize(1);
  }

  @Test
  void of_a_hidden_image_too_nothing_is_sent_again_while_the_old_one_is_in_use() {
    String master = cloud.master("ubuntu", 700_000);
    cloud.valladolid.set(master, "os_hidden", true);
    String old =
        cloud.burgos.add(
            Map.of("name", "ubuntu", "visibility", "public", "os_hidden", true),
            Content.synthetic(7, 77));
    cloud.faults().on(Operation.DELETE).in("Burgos").times(2).then(Fault.status(409));

    for (int i = 0; i < 3; i++) {
      assertThat(isDone(run())).isTrue();
    }

    assertThat(only().path("id").asText()).isNotEqualTo(old);
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).as("PUTs").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_copy_beside_an_old_image_that_cannot_be_put_aside_is_published_by_the_next_run(
      boolean isHidden) {
    String master = cloud.master("ubuntu", 700_000);
    cloud.valladolid.set(master, "os_hidden", isHidden);
    String old =
        cloud.burgos.add(
            Map.of("name", "ubuntu", "visibility", "public", "os_hidden", isHidden, "min_ram", 1),
            Content.synthetic(7, 77));
    cloud.burgos.set(old, "protected", true);
    cloud.valladolid.set(master, "protected", true);
    cloud.faults().on(Operation.CHANGE).in("Burgos").times(1).then(Fault.status(400));

    assertThat(isDone(run())).isFalse();
    assertThat(isDone(run())).isTrue();

    assertThat(only().path("id").asText()).isNotEqualTo(old);
    assertThat(only().path("os_hidden").asBoolean()).isEqualTo(isHidden);
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).as("PUTs").hasSize(1);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_copy_that_waits_to_be_published_and_that_somebody_changed_is_left_alone() {
    String master = cloud.master("ubuntu", 700_000);
    cloud.faults().on(Operation.CHANGE).in("Burgos").times(1).then(Fault.status(500));
    run();
    cloud.valladolid.remove(master);
    cloud.master("debian", 10);
    String id = only().path("id").asText();
    cloud.burgos.set(id, "description", "to be kept");

    assertThat(isDone(run())).isTrue();

    assertThat(image(id).path("description").asText()).isEqualTo("to be kept");
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "os_hidden", "protected", "description"})
  void an_old_image_that_somebody_changed_since_is_left_alone(String change) {
    String old = old();
    cloud.faults().on(Operation.DELETE).in("Burgos").times(1).then(Fault.status(409));
    run();
    cloud.burgos.set(
        old,
        change,
        switch (change) {
          case "os_hidden" -> false;
          case "protected" -> true;
          default -> "to be kept";
        });
    JsonNode kept = image(old);

    assertThat(isDone(run())).isTrue();

    assertThat(image(old)).isEqualTo(kept);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void an_old_image_that_somebody_takes_back_right_before_it_goes_is_left_alone() {
    String old = old();
    cloud
        .faults()
        .on(Operation.CHANGE)
        .in("Burgos")
        .skip(1)
        .times(1)
        .then(Fault.meanwhile(() -> cloud.burgos.set(old, "name", "mine")));

    assertThat(isDone(run())).isTrue();

    assertThat(image(old).path("name").asText()).isEqualTo("mine");
    assertThat(cloud.times(Operation.DELETE, "Burgos")).isEmpty();
  }

  @Test
  void an_old_image_that_somebody_protects_meanwhile_is_not_put_aside() {
    String old = old();
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(Fault.meanwhile(() -> cloud.burgos.set(old, "protected", true)));

    RunReport report = run();

    assertThat(report.transfers().get(0).error().orElseThrow())
        .contains("somebody changed the old image");
    assertThat(image(old).path("protected").asBoolean()).isTrue();
    assertThat(image(old).path("os_hidden").asBoolean()).isFalse();
    assertThat(image(old).path("name").asText()).isEqualTo("ubuntu");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 409, 500})
  void an_old_image_that_is_gone_whatever_was_answered_is_gone(int status) {
    old();
    cloud.faults().on(Operation.DELETE).in("Burgos").times(1).then(Fault.doneBut(status, "odd"));

    RunReport report = run();

    assertThat(isDone(report)).isTrue();
    assertThat(codes(report)).isEmpty();
    assertThat(cloud.copies()).hasSize(1);
  }

  private List<String> visible() {
    return cloud.copies().stream()
        .filter(it -> !it.path("os_hidden").asBoolean())
        .map(it -> it.path("name").asText() + " " + it.path("size").asText())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 500})
  void an_old_image_does_not_come_back_when_the_copy_is_retired_meanwhile(int status) {
    old();
    String master = cloud.valladolid.images().get(0).path("id").asText();
    cloud.faults().on(Operation.DELETE).in("Burgos").then(Fault.status(status));
    run();
    cloud.valladolid.set(master, "name", "ubuntu_obsolete");

    for (int i = 0; i < 3; i++) {
      run();
      assertThat(visible()).containsExactly("ubuntu_obsolete 700000");
    }

    cloud.faults().clear();
    assertThat(isDone(run())).isTrue();
    assertThat(only().path("name").asText()).isEqualTo("ubuntu_obsolete");
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_copy_that_is_hidden_with_the_masters_stays_while_the_old_image_is_in_use() {
    String old = old();
    String master = cloud.valladolid.images().get(0).path("id").asText();
    cloud.faults().on(Operation.DELETE).in("Burgos").of(old).then(Fault.status(409));
    run();
    cloud.valladolid.set(master, "os_hidden", true);

    for (int i = 0; i < 3; i++) {
      assertThat(isDone(run())).isTrue();
      assertThat(visible()).isEmpty();
      assertThat(cloud.copies()).hasSize(2);
    }
    assertThat(cloud.times(Operation.UPLOAD, "Burgos")).as("PUTs").hasSize(1);
  }

  @Test
  void a_copy_that_waits_in_vain_does_not_bring_back_what_a_later_one_has_replaced() {
    old();
    String master = cloud.valladolid.images().get(0).path("id").asText();
    cloud.faults().on(Operation.CHANGE).in("Burgos").skip(1).times(1).then(Fault.status(403));
    run();
    assertThat(visible()).containsExactly("ubuntu 77");
    cloud.valladolid.remove(master);
    cloud.master("ubuntu", 600_000);
    cloud.faults().on(Operation.DELETE).in("Burgos").then(Fault.status(409));

    for (int i = 0; i < 2; i++) {
      run();
      assertThat(visible()).containsExactly("ubuntu 600000");
    }
  }

  @Test
  void an_old_image_stays_when_the_copy_may_not_be_shown_to_those_who_see_the_old_one() {
    String old = old();
    cloud
        .faults()
        .on(Operation.UPLOAD)
        .times(1)
        .then(
            Fault.meanwhile(
                () ->
                    cloud.copies().stream()
                        .map(it -> it.path("id").asText())
                        .filter(it -> !it.equals(old))
                        .forEach(this::makePrivateForGood)));

    run();

    assertThat(visible()).containsExactly("ubuntu 77");
    assertThat(image(old).path("visibility").asText()).isEqualTo("public");
  }

  /** All at once is refused, and the visibility alone. */
  private void makePrivateForGood(String copy) {
    cloud.burgos.set(copy, "visibility", "private");
    cloud.faults().on(Operation.CHANGE).of(copy).times(2).then(Fault.status(403));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"00000000-0000-4000-8000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff"})
  void the_visible_image_is_replaced_and_no_hidden_one_of_its_name(String old) {
    String master = cloud.master("ubuntu", 700_000);
    cloud.burgos.add(
        Map.of("id", old, "name", "ubuntu", "visibility", "public"), Content.synthetic(7, 77));
    cloud.faults().on(Operation.DELETE).in("Burgos").of(old).then(Fault.status(409));
    run();
    cloud.valladolid.remove(master);
    cloud.master("ubuntu", 600_000);

    for (int i = 0; i < 2; i++) {
      run();
      assertThat(visible()).containsExactly("ubuntu 600000");
    }
    cloud.faults().clear();
    run();
    assertThat(cloud.copies()).hasSize(1);
    assertThat(home.resolve("var/in-flight")).isEmptyDirectory();
  }

  @Test
  void a_copy_that_was_never_published_is_not_replaced_instead_of_the_image_that_users_see() {
    String master = cloud.master("ubuntu", 700_000);
    cloud.burgos.add(
        Map.of(
            "id", "ffffffff-ffff-4fff-bfff-ffffffffffff", "name", "ubuntu", "visibility", "public"),
        Content.synthetic(7, 77));
    cloud.faults().on(Operation.CHANGE).in("Burgos").skip(1).times(1).then(Fault.status(403));
    run();
    cloud.valladolid.remove(master);
    cloud.master("ubuntu", 600_000);

    run();

    assertThat(visible()).containsExactly("ubuntu 600000");
    assertThat(cloud.copies()).hasSize(1);
  }
}
