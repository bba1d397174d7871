package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.copy.CopySteps;
import io.glancesync.copy.CopyTarget;
import io.glancesync.error.TransferException.ContentDiffers;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.error.TransferException.NotChanged;
import io.glancesync.error.TransferException.OldImageChanged;
import io.glancesync.image.Image;
import io.glancesync.openstack.request.ChangeResult;
import io.glancesync.openstack.request.ImageChange;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.CopyId;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/55-publish.camel.yaml}. */
class PublishTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").build();
  private static final Image OLD = anImage("ubuntu").withId("old").withContent("older").build();
  private static final Image HIDDEN_OLD = OLD.but().hidden(true).build();
  private static final Image COPY =
      anImage("ubuntu").withId(CopyId.of(BURGOS, MASTER, 0).value()).isHidden().build();
  private static final Transfer UPLOAD = uploadOf(MASTER).withCopyId(COPY.id());
  private static final Transfer REPLACE = replaceOf(MASTER, OLD).withCopyId(COPY.id());

  private static CopyTarget held(Transfer transfer) {
    return new CopySteps(null, null).holding(CopyTarget.first(transfer, 0).filled(), COPY);
  }

  private static Map<String, Object> variables(Transfer transfer) {
    return Map.of("transfer", transfer, "copyTarget", held(transfer));
  }

  private static Transfer transfer(Exchange exchange) {
    return exchange.getVariable("transfer", Transfer.class);
  }

  private static ImageChange change(Exchange exchange) {
    return exchange.getMessage().getBody(ImageChange.class);
  }

  private Optional<Transfer> journal() {
    return bean("journal", Journal.class).open(BURGOS).stream().findFirst();
  }

  private static void apply(Exchange exchange, Image image) {
    ImageChange change = change(exchange);
    exchange.getMessage().setBody(new ChangeResult(change, change.changes().applyTo(image), null));
  }

  @Test
  void a_copy_with_the_content_of_the_master_is_verified() throws Exception {
    mock("verify-copy", Map.of("glance-show", body(COPY), "await-stored", NOTHING));
    called("glance-show").message(0).body().isEqualTo(SingleImageRequest.of(BURGOS, COPY.id()));
    called("await-stored").expectedMessageCount(0);

    Exchange done = send("verify-copy", null, variables(UPLOAD));

    called("glance-show").assertIsSatisfied();
    called("await-stored").assertIsSatisfied();
    assertThat(done.getVariable("copyTarget", CopyTarget.class).stored()).contains(COPY);
    assertThat(transfer(done).verified()).isTrue();
  }

  @Test
  void a_copy_that_the_region_still_stores_is_waited_for() throws Exception {
    Image saving = COPY.but().status("saving").build();
    mock("verify-copy", Map.of("glance-show", body(saving), "await-stored", body(COPY)));
    called("await-stored").expectedMessageCount(1);
    called("await-stored")
        .message(0)
        .variable("copyTarget")
        .isEqualTo(CopyTarget.first(UPLOAD, 0).sent());

    Exchange done = send("verify-copy", null, variables(UPLOAD));

    assertThat(done.getException()).isNull();
    called("await-stored").assertIsSatisfied();
    assertThat(done.getVariable("copyTarget", CopyTarget.class).stored()).contains(COPY);
  }

  @Test
  void a_copy_with_other_content_fails() throws Exception {
    Image other = COPY.but().checksum("other").build();
    mock("verify-copy", Map.of("glance-show", body(other), "await-stored", NOTHING));

    Exchange done = send("verify-copy", null, variables(UPLOAD));

    assertThat(done.getException()).hasRootCauseInstanceOf(ContentDiffers.class);
    assertThat(transfer(done).verified()).isFalse();
  }

  @Test
  void an_upload_is_made_visible_and_nothing_is_set_aside() throws Exception {
    var order = new ArrayList<String>();
    mock(
        "publish-copy",
        Map.of(
            "glance-show",
            it -> order.add("show"),
            "set-old-image-aside",
            it -> order.add("set aside"),
            "change-as-allowed",
            it -> {
              order.add("change " + change(it).id() + change(it).changes().names());
              apply(it, COPY);
            },
            "finish-copy",
            it -> order.add("finish")));

    Exchange done = send("publish-copy", null, variables(UPLOAD));

    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("change " + COPY.id() + "[os_hidden]", "finish");
    assertThat(done.getVariable("copyTarget", CopyTarget.class).id()).isEqualTo(COPY.id());
  }

  @Test
  void a_copy_is_not_published_if_a_route_dropped_the_message_that_sets_the_old_image_aside()
      throws Exception {
    var order = new ArrayList<String>();
    var answers = new HashMap<>(publishing(order, body(OLD)));
    answers.put("set-old-image-aside", NOTHING);
    mock("publish-copy", answers);

    Exchange done = send("publish-copy", null, variables(REPLACE));

    assertThat(done.getException()).isInstanceOf(MessageDropped.class);
    assertThat(order).isEmpty();
  }

  @Test
  void the_old_image_is_set_aside_before_the_copy_is_published() throws Exception {
    var order = new ArrayList<String>();
    mock("publish-copy", publishing(order, body(OLD)));

    Exchange done = send("publish-copy", null, variables(REPLACE));

    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("set aside old", "publish", "finish");
  }

  @Test
  void an_old_image_that_is_gone_does_not_have_to_be_set_aside() throws Exception {
    var order = new ArrayList<String>();
    mock("publish-copy", publishing(order, body(null)));

    Exchange done = send("publish-copy", null, variables(REPLACE));

    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("publish", "finish");
  }

  private static Map<String, Processor> publishing(ArrayList<String> order, Processor old) {
    return Map.of(
        "glance-show",
        old,
        "set-old-image-aside",
        it -> {
          order.add("set aside " + it.getMessage().getBody(Image.class).id());
          it.setVariable("transfer", transfer(it).withAside(HIDDEN_OLD));
        },
        "change-as-allowed",
        it -> {
          order.add("publish");
          apply(it, COPY);
        },
        "finish-copy",
        it -> order.add("finish"));
  }

  /** The region has this image after the change. */
  private static Processor answering(Image now, Exception refusal) {
    return it -> it.getMessage().setBody(new ChangeResult(change(it), now, refusal));
  }

  @Test
  void a_copy_that_stays_hidden_fails_and_the_old_image_is_not_deleted() throws Exception {
    mock(
        "publish-copy",
        Map.of(
            "change-as-allowed",
            answering(COPY, null),
            "finish-copy",
            NOTHING,
            "glance-show",
            body(null)));
    called("finish-copy").expectedMessageCount(0);

    Exchange done = send("publish-copy", null, variables(REPLACE));

    called("finish-copy").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(NotChanged.class);
  }

  @Test
  void the_refusal_to_publish_is_the_error_of_the_transfer() throws Exception {
    mock(
        "publish-copy",
        Map.of(
            "change-as-allowed",
            answering(COPY, ScriptedAnswers.errorOf(403, "http://burgos", Map.of())),
            "finish-copy",
            NOTHING));

    Exchange done = send("publish-copy", null, variables(UPLOAD));

    assertThat(done.getException()).hasStackTraceContaining("403");
  }

  @Test
  void the_journal_knows_of_the_change_before_the_old_image_is_changed() throws Exception {
    var before = new ArrayList<Optional<Transfer>>();
    mock(
        "set-old-image-aside",
        Map.of(
            "change-image",
            it -> {
              before.add(journal());
              apply(it, OLD.but().property("stamp", "1").build());
            }));

    Exchange done = send("set-old-image-aside", OLD, variables(REPLACE));

    assertThat(before.get(0).orElseThrow().aside()).contains(HIDDEN_OLD);
    Image now = HIDDEN_OLD.but().property("stamp", "1").build();
    assertThat(journal().orElseThrow().aside()).contains(now);
    assertThat(transfer(done).aside()).contains(now);
  }

  @Test
  void an_old_image_that_somebody_changed_is_left_alone() throws Exception {
    mock("set-old-image-aside", Map.of("change-image", NOTHING));
    called("change-image").expectedMessageCount(0);

    Exchange done = send("set-old-image-aside", OLD.but().name("mine").build(), variables(REPLACE));

    called("change-image").assertIsSatisfied();
    assertThat(done.getException()).hasRootCauseInstanceOf(OldImageChanged.class);
    assertThat(journal()).isEmpty();
  }
}
