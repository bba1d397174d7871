package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Changes;
import io.glancesync.plan.CopyId;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/62-undo.camel.yaml}. */
class UndoTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").build();
  private static final Image OLD = anImage("ubuntu").withId("old").withContent("older").build();
  private static final Image HIDDEN_OLD = OLD.but().hidden(true).build();
  private static final Image COPY =
      anImage("ubuntu").withId(CopyId.of(BURGOS, MASTER, 0).value()).isHidden().build();
  private static final Image EMPTY_COPY = COPY.but().status("queued").size(0).checksum("").build();

  private static final Transfer UPLOAD = uploadOf(MASTER).withCopyId(COPY.id()).held();
  private static final Transfer REPLACE =
      replaceOf(MASTER, OLD).withCopyId(COPY.id()).held().withAside(HIDDEN_OLD);

  private Exchange send(String route, Image image, Transfer transfer) {
    return send(route, image, Map.of("transfer", transfer));
  }

  private static Transfer transfer(Exchange exchange) {
    return exchange.getVariable("transfer", Transfer.class);
  }

  /** The region has these images. */
  private static Processor showing(Image... images) {
    return exchange -> {
      ImageId id = exchange.getMessage().getBody(SingleImageRequest.class).id();
      exchange
          .getMessage()
          .setBody(Stream.of(images).filter(it -> it.id().equals(id)).findFirst().orElse(null));
    };
  }

  @Test
  void an_old_image_that_was_set_aside_is_restored_and_the_copy_discarded() throws Exception {
    mock(
        "undo-copy",
        Map.of(
            "glance-show",
            showing(HIDDEN_OLD, EMPTY_COPY),
            "change-image",
            NOTHING,
            "discard-copy",
            NOTHING));
    called("change-image")
        .expectedBodiesReceived(
            new ImageChange(BURGOS, OLD.id(), Changes.between(HIDDEN_OLD, OLD)));
    called("discard-copy").expectedMessageCount(1);
    called("discard-copy").message(0).body().isEqualTo(EMPTY_COPY);

    Exchange done = send("undo-copy", null, REPLACE);

    called("change-image").assertIsSatisfied();
    called("discard-copy").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void an_old_image_that_somebody_changed_since_stays_as_it_is() throws Exception {
    Image changed = HIDDEN_OLD.but().property("mine", "1").build();
    mock(
        "undo-copy",
        Map.of(
            "glance-show",
            showing(changed, EMPTY_COPY),
            "change-image",
            NOTHING,
            "discard-copy",
            NOTHING));
    called("change-image").expectedMessageCount(0);
    called("discard-copy").expectedMessageCount(1);

    send("undo-copy", null, REPLACE);

    called("change-image").assertIsSatisfied();
    called("discard-copy").assertIsSatisfied();
  }

  @Test
  void an_old_image_that_cannot_be_restored_keeps_the_copy() throws Exception {
    mock(
        "undo-copy",
        Map.of(
            "glance-show",
            showing(HIDDEN_OLD, EMPTY_COPY),
            "change-image",
            error(403),
            "discard-copy",
            NOTHING));
    called("discard-copy").expectedMessageCount(0);

    Exchange done = send("undo-copy", null, REPLACE);

    called("discard-copy").assertIsSatisfied();
    assertThat(done.getException()).isNotNull();
  }

  @Test
  void a_complete_copy_is_kept_hidden_for_the_next_run() throws Exception {
    mock("undo-copy", Map.of("glance-show", showing(COPY), "discard-copy", NOTHING));
    called("discard-copy").expectedMessageCount(0);

    Exchange done = send("undo-copy", null, UPLOAD);

    called("discard-copy").assertIsSatisfied();
    assertThat(transfer(done)).isEqualTo(UPLOAD.keeping(COPY));
  }

  @Test
  void an_incomplete_copy_is_deleted() throws Exception {
    mock("discard-copy", Map.of("delete-unless-in-use", body(null)));
    called("delete-unless-in-use")
        .expectedBodiesReceived(
            new ImageDeletion(BURGOS, EMPTY_COPY, "a copy that was not published"));

    Exchange done = send("discard-copy", EMPTY_COPY, UPLOAD);

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(transfer(done).isAnythingLeft()).isFalse();
  }

  @Test
  void a_copy_that_is_in_use_is_left_to_the_next_run() throws Exception {
    mock("discard-copy", Map.of("delete-unless-in-use", body(EMPTY_COPY)));

    Exchange done = send("discard-copy", EMPTY_COPY, UPLOAD);

    assertThat(done.getException()).isNull();
    assertThat(transfer(done)).isEqualTo(UPLOAD.leavingCopy());
  }

  @Test
  void a_copy_that_somebody_renamed_is_not_deleted() throws Exception {
    mock("discard-copy", Map.of("delete-unless-in-use", body(null)));
    called("delete-unless-in-use").expectedMessageCount(0);

    Exchange done = send("discard-copy", COPY.but().name("mine").build(), UPLOAD);

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(transfer(done)).isEqualTo(UPLOAD);
  }

  @Test
  void a_copy_that_is_gone_needs_no_request() throws Exception {
    mock("discard-copy", Map.of("delete-unless-in-use", body(null)));
    called("delete-unless-in-use").expectedMessageCount(0);

    Exchange done = send("discard-copy", null, UPLOAD);

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  /** Copies of an earlier run, which kept them, and a run that does not need them any more. */
  private Exchange unwanted(Transfer... kept) throws Exception {
    bean("tokenCache", TokenCache.class)
        .store(
            BURGOS,
            "token",
            "{\"token\":{\"expires_at\":\"2099-01-01T00:00:00Z\",\"project\":{\"id\":\"p\"}}}");
    for (Transfer it : kept) {
      bean("journal", Journal.class).begin(it);
    }
    var runTracker = bean("runTracker", RunTracker.class);
    Run run = runTracker.begin(new RunRequest(List.of(), false, 1));
    planner().masterListed(run, List.of());
    planner().plan(run, BURGOS, List.of());
    return send("delete-unwanted-copies", null, Map.of("run", run, "region", BURGOS));
  }

  private List<Transfer> open() {
    return bean("journal", Journal.class).open(BURGOS);
  }

  private static Transfer keptUploadOf(String name) {
    Image master = anImage(name).build();
    ImageId id = CopyId.of(BURGOS, master, 0);
    return uploadOf(master)
        .withCopyId(id)
        .held()
        .keeping(anImage(name).withId(id.value()).isHidden().build());
  }

  @Test
  void a_kept_copy_that_the_plan_does_not_need_is_discarded() throws Exception {
    Transfer kept = keptUploadOf("ubuntu");
    mock("delete-unwanted-copies", Map.of("glance-show", body(COPY), "discard-copy", NOTHING));
    called("glance-show").message(0).body().isEqualTo(SingleImageRequest.of(BURGOS, kept.copyId()));
    called("discard-copy").expectedMessageCount(1);
    called("discard-copy").message(0).body().isEqualTo(COPY);

    Exchange done = unwanted(kept);

    called("glance-show").assertIsSatisfied();
    called("discard-copy").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(open()).isEmpty();
  }

  @Test
  void one_that_cannot_be_discarded_stays_in_the_journal_and_stops_no_other() throws Exception {
    mock(
        "delete-unwanted-copies",
        Map.of("glance-show", body(COPY), "discard-copy", inTurn(error(503), NOTHING)));
    called("discard-copy").expectedMessageCount(2);

    Exchange done = unwanted(keptUploadOf("ubuntu"), keptUploadOf("debian"));

    called("discard-copy").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(open()).hasSize(1);
  }
}
