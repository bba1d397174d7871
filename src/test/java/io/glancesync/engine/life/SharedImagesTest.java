package io.glancesync.engine.life;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.StartedEngine;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.keystone.Account;
import io.glancesync.engine.SmallCloud;
import io.glancesync.engine.Targets;
import io.glancesync.plan.Action;
import io.glancesync.plan.Difference;
import io.glancesync.plan.Warning;
import io.glancesync.planner.Policies.APolicy;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.run.ImageScope;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs in which images are shared with other projects. */
@Timeout(120)
class SharedImagesTest {
  private static final APolicy SHARING = aPolicy().condition("True").replace("ours").syncMembers();
  private static final Account ADMIN = Account.admin("ann", Targets.PASSWORD, "images");
  private static final Account MEMBER = Account.member("ann", Targets.PASSWORD, "images");

  @TempDir Path home;
  private SmallCloud cloud = new SmallCloud();
  private String master;

  @AfterEach
  void stop() {
    cloud.close();
  }

  /** GlanceSync is no administrator. */
  private void withoutRights() {
    cloud.close();
    cloud = new SmallCloud(MEMBER);
  }

  private RunReport run() {
    return run(SHARING, false);
  }

  private RunReport run(APolicy rules, boolean isDry) {
    return run(rules, new RunRequest(List.of("Burgos"), isDry, 1));
  }

  private RunReport run(RunRequest request) {
    return run(SHARING, request);
  }

  private RunReport run(APolicy rules, RunRequest request) {
    try (var engine =
        new StartedEngine(
            home,
            cloud.configuration(rules.build()),
            UnaryOperator.identity(),
            Map.of(
                "glancesync.retry.max-retries", "1",
                "glancesync.retry.initial-delay", "1ms",
                "glancesync.region.outage-timeout", "0s"))) {
      return engine.engine().run(request);
    }
  }

  private void version(int number, String visibility) {
    cloud.valladolid.clear();
    master =
        cloud.valladolid.add(
            Map.of("name", "ubuntu", "visibility", visibility, "owner", ADMIN.projectId()),
            Content.synthetic(number, 1000 + number));
  }

  private String copy() {
    JsonNode only = cloud.copies().stream().reduce((a, b) -> null).orElseThrow();
    return only.path("id").asText();
  }

  private Map<String, String> members() {
    return cloud.burgos.members(copy());
  }

  private long requests(String region) {
    return cloud.times(Operation.MEMBERS, region).size();
  }

  @Test
  void a_copy_is_shared_as_the_masters_image_and_then_nothing_is_left_to_do() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "accepted");
    cloud.valladolid.share(master, "p2", "pending");

    assertThat(run().outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(members()).isEqualTo(Map.of("p1", "accepted", "p2", "pending"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void members_of_the_master_are_added_and_others_removed() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    run();
    cloud.burgos.share(copy(), "p1", "accepted");
    cloud.burgos.share(copy(), "p3", "accepted");
    cloud.valladolid.share(master, "p2", "pending");

    RunReport report = run();

    assertThat(members()).isEqualTo(Map.of("p1", "accepted", "p2", "pending"));
    assertThat(report.transfers())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.action()).isEqualTo(Action.METADATA);
              assertThat(it.changes())
                  .containsExactly(new Difference("members", "p1, p2", "p1, p3"));
            });
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void who_may_not_accept_for_others_leaves_them_pending_and_has_nothing_left_to_do() {
    withoutRights();
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "accepted");

    assertThat(run().outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void a_new_version_is_accepted_by_who_had_accepted_the_old_one() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    run();
    cloud.burgos.share(copy(), "p1", "accepted");
    version(2, "shared");
    cloud.valladolid.share(master, "p1", "pending");

    assertThat(run().outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.burgos.content(copy()).size()).isEqualTo(1002);
    assertThat(members()).isEqualTo(Map.of("p1", "accepted"));
  }

  @Test
  void an_old_image_is_deleted_only_when_the_new_one_is_shared() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    run();
    String old = copy();
    cloud.burgos.share(old, "p1", "accepted");
    version(2, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    cloud.burgos.memberQuota(0);

    assertThat(run().outcome()).isEqualTo(RunOutcome.FAILED);

    assertThat(cloud.copies()).hasSize(2);
    assertThat(cloud.burgos.members(old)).isEqualTo(Map.of("p1", "accepted"));
    cloud.burgos.memberQuota(1);
    assertThat(run().outcome()).isNotEqualTo(RunOutcome.FAILED);
    assertThat(copy()).isNotEqualTo(old);
    assertThat(members()).isEqualTo(Map.of("p1", "accepted"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void what_is_shared_later_is_shared_with_who_has_it_by_then() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    run();
    version(2, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    cloud.valladolid.share(master, "p2", "pending");
    cloud.burgos.memberQuota(1);
    assertThat(run().outcome()).isEqualTo(RunOutcome.FAILED);
    cloud.valladolid.unshare(master, "p2");

    run();

    cloud.burgos.memberQuota(2);
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void who_was_added_and_could_not_be_accepted_is_accepted_later() {
    version(1, "shared");
    run();
    cloud.valladolid.share(master, "p1", "accepted");
    // read, read again, added; then neither accepted nor finished
    cloud.faults().on(Operation.MEMBERS).in("Burgos").skip(3).then(Fault.status(500));

    assertThat(run().outcome()).isEqualTo(RunOutcome.FAILED);

    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
    cloud.faults().clear();
    run();
    assertThat(members()).isEqualTo(Map.of("p1", "accepted"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void who_an_image_was_shared_with_before_it_was_public_does_not_see_it_again() {
    version(1, "public");
    run();
    cloud.burgos.share(copy(), "p9", "accepted");
    cloud.valladolid.set(master, "visibility", "shared");
    cloud.valladolid.share(master, "p1", "pending");

    run();

    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
  }

  @Test
  void a_private_image_becomes_shared_when_it_gets_members() {
    version(1, "private");
    run();
    cloud.valladolid.set(master, "visibility", "shared");
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    cloud.valladolid.share(master, "p1", "pending");

    run();

    assertThat(cloud.copies().get(0).path("visibility").asText()).isEqualTo("shared");
    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
  }

  @Test
  void without_the_key_nobody_is_asked() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "accepted");

    run(aPolicy().condition("True"), false);

    assertThat(members()).isEmpty();
    assertThat(requests("Valladolid") + requests("Burgos")).isZero();
  }

  @Test
  void one_request_per_shared_image_and_region() {
    version(1, "shared");
    cloud.master("public", 10);
    run();
    long before = requests("Valladolid");
    long there = requests("Burgos");

    run(SHARING, true);

    assertThat(requests("Valladolid") - before).isOne();
    assertThat(requests("Burgos") - there).isOne();
  }

  @Test
  void a_run_about_some_images_asks_about_those_and_what_they_need() {
    version(1, "shared");
    String kernel = added("kernel");
    cloud.valladolid.set(master, "kernel_id", kernel);
    added("other");
    run();
    long before = requests("Valladolid");
    long there = requests("Burgos");

    run(
        new RunRequest(
            List.of("Burgos"),
            true,
            1,
            Set.of(),
            ImageScope.matching(List.of("ubuntu"), List.of()),
            false));

    assertThat(requests("Valladolid") - before).isEqualTo(2);
    assertThat(requests("Burgos") - there).isEqualTo(2);
  }

  private String added(String name) {
    return cloud.valladolid.add(
        Map.of("name", name, "visibility", "shared", "owner", ADMIN.projectId()),
        Content.synthetic(1, 10));
  }

  @Test
  void members_that_cannot_be_read_are_left_alone_with_a_warning() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    run();
    cloud.burgos.share(copy(), "p1", "accepted");
    cloud.valladolid.set(master, "min_ram", 64);
    cloud.faults().on(Operation.MEMBERS).in("Valladolid").then(Fault.status(403));

    RunReport report = run();

    assertThat(report.outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(cloud.copies().get(0).path("min_ram").asInt()).isEqualTo(64);
    assertThat(members()).isEqualTo(Map.of("p1", "accepted"));
    assertThat(report.warnings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(Warning.Code.MEMBERS_UNKNOWN);
              assertThat(it.message())
                  .contains("Tried to read the members of ubuntu in Valladolid", "403");
            });
  }

  @Test
  void a_region_that_is_down_is_not_asked_for_each_image() {
    version(1, "shared");
    for (int i = 0; i < 5; i++) {
      added("image" + i);
    }
    cloud.faults().on(Operation.MEMBERS).in("Valladolid").then(Fault.status(503));

    RunReport report = run();

    // two requests, each with its only retry
    assertThat(requests("Valladolid")).isEqualTo(4);
    assertThat(report.warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("and 5 more"));
  }

  @Test
  void a_member_too_many_is_an_error_that_says_what_to_do_and_the_copy_is_there() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    cloud.valladolid.share(master, "p2", "pending");
    cloud.burgos.memberQuota(1);

    RunReport report = run();

    assertThat(report.transfers())
        .singleElement()
        .satisfies(
            it -> assertThat(it.error().orElseThrow()).contains("413", "image_member_quota"));
    assertThat(cloud.copies().get(0).path("os_hidden").asBoolean()).isFalse();
    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
    cloud.burgos.memberQuota(2);
    assertThat(run().outcome()).isEqualTo(RunOutcome.IN_SYNC);
    assertThat(members()).containsOnlyKeys("p1", "p2");
  }

  @Test
  void an_answer_that_is_lost_is_made_up_for() {
    version(1, "shared");
    cloud.valladolid.share(master, "p1", "pending");
    cloud.faults().on(Operation.MEMBERS).in("Burgos").times(1).then(Fault.status(503));

    assertThat(run().outcome()).isEqualTo(RunOutcome.CHANGED);
    assertThat(members()).isEqualTo(Map.of("p1", "pending"));
  }
}
