package io.glancesync.engine;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.SettableClock;
import io.glancesync.StartedEngine;
import io.glancesync.deadletter.Retry;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Warning;
import io.glancesync.plan.Withdrawal.Mode;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.Confirmation;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import io.glancesync.store.RuntimeStores;
import io.glancesync.store.RuntimeStores.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in which images are replaced, kept and withdrawn, and what goes wrong in them. */
@Timeout(120)
class ImageLifeTest {
  private static final APolicy KEEPING = aPolicy().replace("ours").keepOld(1);

  @TempDir Path home;
  private final SmallCloud cloud = new SmallCloud();
  private final SettableClock clock = new SettableClock();

  @AfterEach
  void stop() {
    cloud.close();
  }

  private StartedEngine engine(APolicy rules) {
    return new StartedEngine(
        home,
        cloud.configuration(rules.build()),
        UnaryOperator.identity(),
        Map.of(
            "glancesync.retry.max-retries",
            "0",
            "glancesync.retry.initial-delay",
            "1ms",
            "glancesync.region.outage-timeout",
            "0s"),
        clock);
  }

  private RunReport run(APolicy rules) {
    return run(rules, new RunRequest(List.of("Burgos"), false, 1));
  }

  private RunReport run(APolicy rules, RunRequest request) {
    try (var engine = engine(rules)) {
      return engine.engine().run(request);
    }
  }

  private void images(int count) {
    for (int i = 0; i < count; i++) {
      cloud.master("image" + i, 100 + i);
    }
  }

  private void version(int number) {
    cloud.valladolid.clear();
    cloud.valladolid.add(
        Map.of("name", "ubuntu", "visibility", "public"), Content.synthetic(number, 1000 + number));
  }

  private List<String> shown() {
    return cloud.copies().stream()
        .map(it -> it.path("name").asText() + (it.path("os_hidden").asBoolean() ? " hidden" : ""))
        .sorted()
        .toList();
  }

  private String current() {
    return cloud.copies().stream()
        .filter(it -> it.path("name").asText().equals("ubuntu"))
        .map(it -> it.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  private static APolicy hiding() {
    return aPolicy().withdrawn(Mode.HIDE, Duration.ZERO);
  }

  @Test
  void a_kept_image_stays_when_the_upload_of_the_current_one_fails() {
    version(1);
    run(KEEPING);
    version(2);
    run(KEEPING);
    cloud.burgos.remove(current());
    cloud.faults().on(Operation.UPLOAD).then(Fault.status(413));

    run(KEEPING);
    run(aPolicy());

    assertThat(shown()).singleElement().asString().endsWith(" hidden");
  }

  @Test
  void a_kept_image_stays_when_the_one_after_it_vanishes_meanwhile() {
    version(1);
    run(KEEPING);
    version(2);
    run(KEEPING);
    version(3);
    String old = current();
    var once = new AtomicBoolean();
    cloud
        .cloud
        .traffic()
        .listen(
            it -> {
              if (it.operation() == Operation.UPLOAD && once.compareAndSet(false, true)) {
                cloud.burgos.remove(old);
              }
            });

    assertThat(run(KEEPING).outcome()).isEqualTo(RunOutcome.CHANGED);

    assertThat(cloud.copies()).hasSize(2);
  }

  @Test
  void a_dead_letter_of_a_kept_image_can_be_retried() {
    for (int number = 1; number <= 3; number++) {
      version(number);
      if (number == 3) {
        cloud.faults().on(Operation.DELETE).then(Fault.status(400));
      }
      run(KEEPING);
    }
    assertThat(cloud.copies()).hasSize(3);
    cloud.faults().clear();
    var letters = RuntimeStores.inFiles(home.resolve("var"), clock, StoreSettings.NONE).letters();
    assertThat(letters.all()).hasSize(1);

    try (var engine = engine(KEEPING)) {
      engine.engine().retry(new Retry(letters.all(), false));
    }

    assertThat(cloud.copies()).hasSize(2);
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void a_kept_image_in_use_is_a_warning_and_tried_again() {
    for (int number = 1; number <= 3; number++) {
      version(number);
      if (number == 3) {
        cloud.faults().on(Operation.DELETE).then(Fault.status(409));
      }
      RunReport report = run(KEEPING);
      assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
      assertThat(report.warnings())
          .extracting(Warning::code)
          .isEqualTo(number == 3 ? List.of(Warning.Code.KEPT_IN_USE) : List.of());
    }
    assertThat(cloud.copies()).hasSize(3);
    cloud.faults().clear();

    assertThat(run(KEEPING).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.copies()).hasSize(2);
  }

  @Test
  void a_withdrawn_image_is_hidden_after_a_week_and_deleted_after_another() {
    images(3);
    var rules = aPolicy().withdrawn(Mode.DELETE, Duration.ofDays(7));
    run(rules);
    JsonNode gone = cloud.valladolid.images().get(0);
    String name = gone.path("name").asText();
    cloud.valladolid.remove(gone.path("id").asText());

    for (int day = 0; day < 7; day++) {
      assertThat(run(rules).outcome()).isEqualTo(RunOutcome.IN_SYNC);
      clock.goOn(Duration.ofDays(1));
    }
    assertThat(run(rules).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(shown()).hasSize(3).contains(name + " hidden");
    for (int day = 0; day < 8; day++) {
      assertThat(shown()).hasSize(3);
      clock.goOn(Duration.ofDays(1));
      run(rules);
    }
    assertThat(shown()).hasSize(2);
  }

  @Test
  void an_image_that_comes_back_in_time_begins_its_grace_anew() {
    images(3);
    var rules = aPolicy().withdrawn(Mode.HIDE, Duration.ofDays(7));
    run(rules);
    var without =
        aPolicy().condition("image.name != 'image0'").withdrawn(Mode.HIDE, Duration.ofDays(7));
    run(without);
    clock.goOn(Duration.ofDays(6));
    run(rules);
    run(without);
    clock.goOn(Duration.ofDays(6));

    assertThat(run(without).outcome()).isEqualTo(RunOutcome.IN_SYNC);
    clock.goOn(Duration.ofDays(1));
    run(without);
    assertThat(shown()).contains("image0 hidden");
  }

  @Test
  void a_hidden_image_that_is_selected_again_is_shown_again() {
    images(3);
    var rules = aPolicy().syncAttributes().withdrawn(Mode.HIDE, Duration.ZERO);
    run(rules);
    run(
        aPolicy()
            .syncAttributes()
            .condition("image.name != 'image0'")
            .withdrawn(Mode.HIDE, Duration.ZERO));
    assertThat(shown()).contains("image0 hidden");

    run(rules);

    assertThat(shown()).hasSize(3).contains("image0");
  }

  @Test
  void a_run_by_other_rules_than_the_configuration_withdraws_nothing() {
    images(4);
    run(hiding());

    var narrowed =
        new RunRequest(List.of("Burgos"), false, 1, Set.of(), new ImageScope.All(), true);
    run(hiding().condition("image.name != 'image0'"), narrowed);

    assertThat(shown()).noneMatch(it -> it.endsWith("hidden"));
  }

  @Test
  void notes_that_cannot_be_read_withdraw_nothing_in_that_run() throws IOException {
    images(4);
    run(hiding());
    Files.writeString(home.resolve("var/regions.json"), "{");

    run(hiding().condition("image.name != 'image0'"));

    assertThat(shown()).noneMatch(it -> it.endsWith("hidden"));
  }

  @Test
  void what_is_confirmed_for_one_image_is_not_confirmed_for_all() {
    images(6);
    run(hiding());
    var narrow = hiding().condition("image.name == 'image5'");
    assertThat(run(narrow).outcome()).isEqualTo(RunOutcome.FAILED);

    var ofOne =
        new RunRequest(
            List.of("Burgos"),
            false,
            1,
            Set.of(Confirmation.NARROWED_SELECTION),
            ImageScope.matching(List.of("image0"), List.of()),
            false);
    run(narrow, ofOne);
    run(narrow);

    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).containsExactly("image0 hidden");
  }

  @Test
  void a_narrowed_selection_is_said_before_anything_is_due_and_waits_to_be_confirmed() {
    images(6);
    var rules = aPolicy().withdrawn(Mode.HIDE, Duration.ofDays(7));
    run(rules);
    var narrow = rules.condition("image.name == 'image5'");
    for (int day = 0; day < 10; day++) {
      RunReport report = run(narrow);
      assertThat(report.outcome()).isEqualTo(RunOutcome.IN_SYNC);
      assertThat(report.warnings())
          .extracting(Warning::code, Warning::image)
          .containsExactly(tuple(Warning.Code.SELECTION_NARROWED, ""));
      clock.goOn(Duration.ofDays(1));
    }

    var confirmed = new RunRequest(List.of("Burgos"), false, 1);
    assertThat(run(narrow, confirmed.confirming(Confirmation.NARROWED_SELECTION)).warnings())
        .isEmpty();
    clock.goOn(Duration.ofDays(7));
    assertThat(run(narrow).warnings()).isEmpty();

    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).hasSize(5);
  }

  @Test
  void no_run_withdraws_more_than_the_guard_says() {
    images(30);
    run(hiding());
    cloud.valladolid.images().stream()
        .limit(14)
        .forEach(it -> cloud.valladolid.remove(it.path("id").asText()));

    assertThat(run(hiding()).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).hasSize(10);
    assertThat(run(hiding()).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).hasSize(14);
  }

  @Test
  void images_of_one_name_are_withdrawn_one_by_one() {
    Image master = anImage("ubuntu").build();
    for (int i = 0; i < 11; i++) {
      String id = CopyId.of(RegionName.of("Burgos"), master, i).value();
      cloud.burgos.add(
          Map.of("id", id, "name", "ubuntu", "visibility", "public"), Content.synthetic(1, 10));
    }

    assertThat(run(hiding()).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).hasSize(10);
    assertThat(run(hiding()).outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(shown()).filteredOn(it -> it.endsWith("hidden")).hasSize(11);
  }

  @Test
  void a_kernel_stays_as_long_as_the_image_that_needs_it() {
    images(3);
    String kernel =
        cloud.valladolid.add(
            Map.of("name", "kernel", "visibility", "public"), Content.synthetic(1, 50));
    String user =
        cloud.valladolid.add(
            Map.of("name", "user", "visibility", "public", "kernel_id", kernel),
            Content.synthetic(2, 60));
    var rules = aPolicy().withdrawn(Mode.DELETE, Duration.ZERO);
    run(rules);
    cloud.valladolid.remove(kernel);
    cloud.valladolid.remove(user);
    run(rules);
    cloud.faults().on(Operation.DELETE).then(Fault.status(409));
    run(rules);
    assertThat(shown()).contains("kernel hidden", "user hidden");
    cloud.faults().clear();

    for (int run = 0; run < 3; run++) {
      run(rules);
    }
    assertThat(shown()).containsExactly("image0", "image1", "image2");
  }
}
