package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.updateOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.copy.CopyTarget;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.error.ErrorClass;
import io.glancesync.error.TransferException.CompanionMissing;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.openstack.ListingRequest;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.plan.Companion;
import io.glancesync.plan.Role;
import io.glancesync.plan.Step;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.Run;
import io.glancesync.run.TransferTracker;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** {@code routes/30-transfer.camel.yaml}. */
class TransferTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").with("nid", "1").build();
  private static final Image EXISTING = anImage("ubuntu").withId("here").build();
  private static final ImageId COPY = new ImageId("copy");
  private static final CopyTarget TARGET = CopyTarget.first(uploadOf(MASTER), 0);

  /** The routes that run-transfer calls: both kinds of step end this way. */
  private void mockSteps(Processor step) throws Exception {
    var answers = new HashMap<String, Processor>();
    answers.put("resolve-companions", it -> {});
    answers.put("copy-image", step);
    answers.put("update-image", step);
    answers.put("probe-both-regions", it -> {});
    answers.put("fail-transfer", it -> {});
    mock("run-transfer", answers);
  }

  private static Processor failing(Exception error) {
    return it -> {
      throw error;
    };
  }

  private Exchange send(String route, Transfer transfer) {
    return send(route, null, Map.of("transfer", transfer, "attempts", attempts(transfer)));
  }

  @Test
  void a_copy_and_an_update_go_their_own_ways_and_are_done() throws Exception {
    Run run = begun(false);
    Transfer copy = queued(run, uploadOf(MASTER));
    Transfer update = queued(run, updateOf(MASTER, EXISTING));
    mockSteps(it -> it.setVariable("copyTarget", TARGET.published()));
    called("copy-image").expectedMessageCount(1);
    called("copy-image").message(0).variable("transfer").isEqualTo(copy);
    called("update-image").expectedMessageCount(1);
    called("update-image").message(0).variable("transfer").isEqualTo(update);

    assertThat(send("run-transfer", copy).getMessage().getBody()).isEqualTo("done");
    assertThat(send("run-transfer", update).getMessage().getBody()).isEqualTo("done");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(tracker().finish(run).transfers())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE);
              assertThat(it.regionId()).contains(TARGET.id());
            });
  }

  @Test
  void a_copy_whose_message_was_dropped_on_its_way_has_failed() throws Exception {
    Transfer copy = queued(begun(false), uploadOf(MASTER));
    mockSteps(it -> it.setVariable("copyTarget", TARGET));
    called("fail-transfer").expectedMessageCount(1);
    called("fail-transfer").message(0).variable("error").isInstanceOf(MessageDropped.class);

    assertThat(send("run-transfer", copy).getMessage().getBody()).isEqualTo("failed");

    MockEndpoint.assertIsSatisfied(context);
  }

  @Test
  void an_error_after_the_end_of_a_transfer_changes_nothing() throws Exception {
    Run run = begun(false);
    Transfer copy = queued(run, uploadOf(MASTER));
    mockSteps(
        it -> {
          transfers().done(copy, TARGET.id());
          throw new IllegalStateException("a step after the end");
        });
    called("fail-transfer").expectedMessageCount(0);

    List<String> lines =
        logged(
            TransferTracker.class.getName(),
            () -> assertThat(send("run-transfer", copy).getMessage().getBody()).isEqualTo("done"));

    MockEndpoint.assertIsSatisfied(context);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("had ended when a step of a route failed");
    assertThat(tracker().finish(run).transfers())
        .singleElement()
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE));
  }

  @Test
  void an_error_that_the_region_answered_fails_the_transfer_without_a_probe() throws Exception {
    Transfer copy = queued(begun(false), uploadOf(MASTER));
    var error = new ContentDiffers("the hash differs");
    mockSteps(failing(error));
    called("probe-both-regions").expectedMessageCount(0);
    called("fail-transfer").expectedMessageCount(1);
    called("fail-transfer").message(0).variable("error").isEqualTo(error);

    Exchange done = send("run-transfer", copy);

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isEqualTo("failed");
  }

  @Test
  void an_error_without_an_answer_fails_the_transfer_only_if_the_region_is_up() throws Exception {
    Transfer copy = queued(begun(false), uploadOf(MASTER));
    mockSteps(failing(new ConnectException("refused")));
    called("probe-both-regions").expectedMessageCount(2);
    called("fail-transfer").expectedMessageCount(1);

    send("run-transfer", queued(begun(false), uploadOf(MASTER)));
    called("probe-both-regions")
        .whenAnyExchangeReceived(
            it ->
                bean("regionAvailability", RegionAvailability.class)
                    .markDown(BURGOS, new ConnectException("refused")));
    assertThat(send("run-transfer", copy).getMessage().getBody()).isEqualTo("waiting");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(transfers().isEnded(copy)).isFalse();
  }

  @Test
  void a_transfer_that_fails_is_settled_noted_and_kept_as_a_dead_letter() throws Exception {
    Run run = begun(false);
    Transfer begun = queued(run, uploadOf(MASTER)).withCopyId(COPY);
    mock("fail-transfer", Map.of("try-to-settle", it -> {}, "keep-dead-letter", it -> {}));
    called("try-to-settle").expectedMessageCount(1);
    called("try-to-settle").message(0).variable("transfer").isEqualTo(begun);
    called("keep-dead-letter").expectedMessageCount(1);

    Exchange done = fail(begun);

    MockEndpoint.assertIsSatisfied(context);
    assertThat(done.getException()).isNull();
    DeadLetter letter =
        called("keep-dead-letter").getExchanges().get(0).getMessage().getBody(DeadLetter.class);
    assertThat(letter.transfer()).isEqualTo(begun);
    assertThat(letter.errorClass()).isEqualTo(ErrorClass.PERMANENT);
    assertThat(letter.attempts()).hasSize(1);
    assertThat(tracker().finish(run).transfers())
        .singleElement()
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(TransferOutcome.FAILED));
  }

  @Test
  void a_transfer_that_has_begun_no_copy_leaves_nothing_to_settle() throws Exception {
    Transfer update = queued(begun(false), updateOf(MASTER, EXISTING));
    mock("fail-transfer", Map.of("try-to-settle", it -> {}, "keep-dead-letter", it -> {}));
    called("try-to-settle").expectedMessageCount(0);
    called("keep-dead-letter").expectedMessageCount(1);

    fail(update);

    MockEndpoint.assertIsSatisfied(context);
  }

  private Exchange fail(Transfer transfer) {
    return send(
        "fail-transfer",
        null,
        Map.of(
            "transfer",
            transfer,
            "error",
            new ContentDiffers("the hash differs"),
            "attempts",
            attempts(transfer)));
  }

  /** The region has this image after the change. */
  private static Processor answering(Image now, Exception refusal) {
    return it -> {
      var change = it.getMessage().getBody(ImageChange.class);
      it.getMessage().setBody(new ChangeResult(change, now, refusal));
    };
  }

  @Test
  void an_update_asks_for_the_changes_of_its_step_and_fails_with_the_refusal() throws Exception {
    signedIn("master", "Burgos");
    Image renamed = anImage("debian").build();
    Transfer update = queued(begun(false), updateOf(renamed, EXISTING));
    var refusal = new IOException("403");
    mock("update-image", Map.of("change-as-allowed", answering(EXISTING, refusal)));
    called("change-as-allowed")
        .expectedBodiesReceived(
            new ImageChange(BURGOS, EXISTING.id(), ((Step.Update) update.step()).changes()));

    Exchange done = send("update-image", update);

    called("change-as-allowed").assertIsSatisfied();
    assertThat(done.getException()).isSameAs(refusal);
  }

  @Test
  void an_update_that_the_region_made_is_done() throws Exception {
    signedIn("master", "Burgos");
    Run run = begun(false);
    Transfer update = queued(run, updateOf(MASTER, EXISTING));
    Image changed = anImage("ubuntu").withId("here").with("nid", "1").build();
    mock("update-image", Map.of("change-as-allowed", answering(changed, null)));

    Exchange done = send("update-image", update);

    assertThat(done.getException()).isNull();
    assertThat(tracker().finish(run).transfers())
        .singleElement()
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(TransferOutcome.DONE));
  }

  @Test
  void an_update_of_properties_that_the_region_reserves_ends_unchanged() throws Exception {
    signedIn("master", "Burgos");
    Run run = begun(false);
    Transfer update = queued(run, updateOf(MASTER, EXISTING));
    mock("update-image", Map.of("change-as-allowed", answering(EXISTING, null)));

    Exchange done = send("update-image", update);

    assertThat(done.getException()).isNull();
    assertThat(transfers().isEnded(update)).isTrue();
    assertThat(tracker().finish(run).transfers()).isEmpty();
  }

  @Test
  void a_kernel_and_a_ramdisk_are_looked_up_by_name_and_must_be_there() throws Exception {
    signedIn("master", "Burgos");
    Image kernel = anImage("kernel").build();
    Image ramdisk = anImage("ramdisk").build();
    Transfer copy =
        uploadOf(MASTER, new Companion(Role.KERNEL, kernel), new Companion(Role.RAMDISK, ramdisk));
    Image found = anImage("kernel").in("burgos");
    Image other = anImage("ramdisk").in("burgos");
    mock("resolve-companions", Map.of("list-pages", it -> it.getMessage().setBody(List.of(found))));
    called("list-pages").allMessages().body().isInstanceOf(ListingRequest.class);

    Exchange missing = send("resolve-companions", copy);
    called("list-pages")
        .whenAnyExchangeReceived(it -> it.getMessage().setBody(List.of(found, other)));
    Exchange done = send("resolve-companions", copy);

    called("list-pages").assertIsSatisfied();
    assertThat(missing.getException()).hasRootCauseInstanceOf(CompanionMissing.class);
    Transfer resolved = done.getVariable("transfer", Transfer.class);
    assertThat(resolved.needsCompanion()).isFalse();
    assertThat(((Step.Copy) resolved.step()).wanted().property("kernel_id"))
        .isEqualTo("burgos-kernel");
    assertThat(((Step.Copy) resolved.step()).wanted().property("ramdisk_id"))
        .isEqualTo("burgos-ramdisk");
  }
}
