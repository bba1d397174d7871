package io.glancesync.routes.cleanup;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.plan.Warning;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code routes/32-remove.camel.yaml}. */
class RemoveTest extends CleanupTest {
  private static final Image IMAGE = anImage("gone").build();

  @BeforeEach
  void nothing_is_to_be_copied() {
    planner().masterListed(run, List.of());
    planner().plan(run, BURGOS, List.of());
  }

  private Transfer transfer(Action action) {
    Transfer transfer =
        transfers()
            .planned(run, BURGOS, List.of(new Step.Remove(action, IMAGE, "gone", null)))
            .get(0);
    transfers().begun(transfer);
    return transfer;
  }

  private Exchange remove(Action action, Image now) throws Exception {
    mock("remove-image", Map.of("glance-show", body(now), "remove-present-image", NOTHING));
    Transfer transfer = transfer(action);
    return send("remove-image", null, Map.of("run", run, "transfer", transfer));
  }

  private Exchange removePresent(Action action, Image stays) throws Exception {
    mock(
        "remove-present-image",
        Map.of(
            "change-image", NOTHING,
            "deactivate-image", NOTHING,
            "delete-unless-in-use", body(stays)));
    Transfer transfer = transfer(action);
    return send("remove-present-image", IMAGE, Map.of("run", run, "transfer", transfer));
  }

  private List<TransferOutcome> outcomes() {
    return report().transfers().stream().map(TransferResult::outcome).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"HIDE", "DEACTIVATE", "DELETE"})
  void an_image_that_is_as_it_was_planned_is_taken_out_of_use(Action action) throws Exception {
    Exchange done = remove(action, IMAGE);

    assertThat(done.getException()).isNull();
    assertThat(called("remove-present-image").getReceivedCounter()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"HIDE", "DEACTIVATE", "DELETE"})
  void one_that_is_gone_is_no_change(Action action) throws Exception {
    assertThat(remove(action, null).getException()).isNull();
    assertThat(called("remove-present-image").getReceivedCounter()).isZero();
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void what_is_done_already_is_not_done_again() throws Exception {
    remove(Action.HIDE, IMAGE.but().hidden(true).build());
    assertThat(called("remove-present-image").getReceivedCounter()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"HIDE", "DEACTIVATE", "DELETE"})
  void what_somebody_changed_meanwhile_is_left_alone(Action action) throws Exception {
    Exchange done = remove(action, IMAGE.but().property("why", "I need it").build());

    assertThat(done.getException())
        .rootCause()
        .isInstanceOf(OldImageChanged.class)
        .hasMessageStartingWith("somebody changed the image %s meanwhile".formatted(IMAGE.id()));
    assertThat(called("remove-present-image").getReceivedCounter()).isZero();
  }

  @Test
  void to_hide_changes_nothing_but_that() throws Exception {
    removePresent(Action.HIDE, null);

    ImageChange change =
        called("change-image").getReceivedExchanges().get(0).getIn().getBody(ImageChange.class);
    assertThat(change.id()).isEqualTo(IMAGE.id());
    assertThat(change.changes().names()).containsExactly("os_hidden");
    assertThat(outcomes()).containsExactly(TransferOutcome.DONE);
  }

  @Test
  void to_deactivate_is_a_request_of_its_own() throws Exception {
    removePresent(Action.DEACTIVATE, null);

    assertThat(called("deactivate-image").getReceivedCounter()).isEqualTo(1);
    assertThat(called("change-image").getReceivedCounter()).isZero();
    assertThat(called("delete-unless-in-use").getReceivedCounter()).isZero();
    assertThat(outcomes()).containsExactly(TransferOutcome.DONE);
  }

  @Test
  void to_delete_says_why() throws Exception {
    removePresent(Action.DELETE, null);

    ImageDeletion deletion =
        called("delete-unless-in-use")
            .getReceivedExchanges()
            .get(0)
            .getIn()
            .getBody(ImageDeletion.class);
    assertThat(deletion.why()).isEqualTo("the master has withdrawn gone");
    assertThat(outcomes()).containsExactly(TransferOutcome.DONE);
  }

  @Test
  void an_image_in_use_stays_with_a_warning_and_is_no_failure() throws Exception {
    removePresent(Action.DELETE, IMAGE);

    RunReport report = report();
    assertThat(report.transfers()).isEmpty();
    assertThat(report.warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.KEPT_IN_USE);
  }

  private Exchange deactivate(Image now) throws Exception {
    mock(
        "deactivate-image", Map.of("glance-deactivate", error(503), "show-after-error", body(now)));
    return send("deactivate-image", SingleImageRequest.of(BURGOS, IMAGE.id()), Map.of());
  }

  @Test
  void after_an_error_the_image_decides_whether_it_was_deactivated() throws Exception {
    assertThat(deactivate(IMAGE.but().status("deactivated").build()).getException()).isNull();
  }

  @Test
  void an_image_that_is_still_active_makes_the_error_count() throws Exception {
    assertThat(deactivate(IMAGE).getException()).isNotNull();
  }
}
