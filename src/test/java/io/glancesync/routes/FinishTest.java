package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.status;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Target;
import io.glancesync.engine.Targets;
import io.glancesync.error.ErrorMapper;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.ImageDeletion;
import io.glancesync.openstack.request.MembersChange;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Warning;
import io.glancesync.run.Run;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/57-finish.camel.yaml}. */
class FinishTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").build();
  private static final Image OLD = anImage("ubuntu").withId("old").withContent("older").build();
  private static final Image HIDDEN_OLD = OLD.but().hidden(true).build();
  private static final ImageId COPY = CopyId.of(BURGOS, MASTER, 0);
  private static final Transfer UPLOAD = uploadOf(MASTER).withCopyId(COPY).held();
  private static final Transfer REPLACE = replaceOf(MASTER, OLD).withCopyId(COPY).held();
  private static final Transfer ASIDE = REPLACE.withAside(HIDDEN_OLD);

  private static final Members MEMBERS = Members.of(Map.of("p1", Members.Status.ACCEPTED));
  private static final Image NEW =
      MASTER.but().id(COPY).visibility(Visibility.SHARED).members(MEMBERS).build();
  private static final Transfer SHARED =
      replaceOf(NEW.but().id(MASTER.id()).build(), OLD).withCopyId(COPY).held();

  @Override
  protected Target[] targets() {
    return new Target[] {
      Targets.under(aPolicy().condition("True").syncMembers().build(), target("master"))
    };
  }

  @BeforeEach
  void signedIn() {
    bean("tokenCache", TokenCache.class)
        .store(BURGOS, "token", "{\"token\":{\"expires_at\":\"2099-01-01T00:00:00Z\"}}");
  }

  private List<Transfer> open() {
    return bean("journal", Journal.class).open(BURGOS);
  }

  private Exchange send(String route, Transfer transfer) {
    return send(route, null, Map.of("transfer", transfer));
  }

  private static Transfer transfer(Exchange exchange) {
    return exchange.getVariable("transfer", Transfer.class);
  }

  /** The region has this image in place of the old one, and answers so to its deletion. */
  private void region(Image now, Processor deletion) throws Exception {
    mock("delete-old-image", Map.of("glance-show", body(now), "delete-unless-in-use", deletion));
  }

  @Test
  void the_journal_says_that_the_copy_is_published_before_the_old_image_is_deleted()
      throws Exception {
    var before = new ArrayList<Transfer>();
    mock("finish-copy", Map.of("delete-old-image", it -> before.addAll(open())));

    Exchange done = send("finish-copy", REPLACE);

    assertThat(before).containsExactly(REPLACE.asPublished());
    assertThat(transfer(done)).isEqualTo(REPLACE);
  }

  @Test
  void an_old_image_that_could_not_be_deleted_stays_work_for_the_next_run() throws Exception {
    mock(
        "finish-copy",
        Map.of("delete-old-image", it -> it.setVariable("transfer", REPLACE.leavingOld())));

    Exchange done = send("finish-copy", REPLACE);

    assertThat(transfer(done)).isEqualTo(REPLACE.leavingOld());
    send("close-journal-entry", transfer(done));
    assertThat(open()).containsExactly(REPLACE.leavingOld());
  }

  @Test
  void an_error_is_the_callers_and_the_journal_keeps_the_publication() throws Exception {
    mock("finish-copy", Map.of("delete-old-image", error(503)));
    called("delete-old-image").expectedMessageCount(1);

    Exchange done = send("finish-copy", REPLACE);

    called("delete-old-image").assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(503);
    assertThat(transfer(done).wasPublished()).isTrue();
    assertThat(open()).containsExactly(REPLACE.asPublished());
  }

  @Test
  void a_copy_is_shared_before_the_old_image_is_deleted() throws Exception {
    var order = new ArrayList<String>();
    mock(
        "finish-copy",
        Map.of(
            "share-image",
            it -> {
              assertThat(open()).containsExactly(SHARED.asPublished());
              order.add("share " + it.getMessage().getBody(MembersChange.class).wanted());
            },
            "delete-old-image",
            it -> order.add("delete")));

    Exchange done = send("finish-copy", NEW, Map.of("transfer", SHARED));

    assertThat(done.getException()).isNull();
    assertThat(order).containsExactly("share " + MEMBERS, "delete");
  }

  @Test
  void an_old_image_stays_when_the_copy_cannot_be_shared() throws Exception {
    mock("finish-copy", Map.of("share-image", error(413), "delete-old-image", NOTHING));
    called("delete-old-image").expectedMessageCount(0);

    Exchange done = send("finish-copy", NEW, Map.of("transfer", SHARED));

    called("delete-old-image").assertIsSatisfied();
    assertThat(ErrorMapper.status(done.getException()).orElseThrow().code()).isEqualTo(413);
    assertThat(open()).containsExactly(SHARED.asPublished());
  }

  @Test
  void what_is_gone_or_for_nobody_by_now_is_not_shared() throws Exception {
    mock("finish-copy", Map.of("share-image", NOTHING, "delete-old-image", NOTHING));
    called("share-image").expectedMessageCount(0);
    called("delete-old-image").expectedMessageCount(2);

    send("finish-copy", null, Map.of("transfer", SHARED));
    send(
        "finish-copy",
        NEW.but().visibility(Visibility.PRIVATE).build(),
        Map.of("transfer", SHARED));

    called("share-image").assertIsSatisfied();
    called("delete-old-image").assertIsSatisfied();
  }

  @Test
  void an_upload_has_no_old_image_to_delete() throws Exception {
    mock("finish-copy", Map.of("delete-old-image", NOTHING));
    called("delete-old-image").expectedMessageCount(0);

    Exchange done = send("finish-copy", UPLOAD);

    called("delete-old-image").assertIsSatisfied();
    assertThat(transfer(done)).isEqualTo(UPLOAD);
    assertThat(open()).isEmpty();
  }

  @Test
  void an_old_image_that_is_still_as_it_was_set_aside_is_deleted() throws Exception {
    region(HIDDEN_OLD, body(null));
    called("glance-show").message(0).body().isEqualTo(SingleImageRequest.of(BURGOS, OLD.id()));
    called("delete-unless-in-use")
        .expectedBodiesReceived(
            new ImageDeletion(BURGOS, HIDDEN_OLD, "replaced by the copy " + COPY));

    Exchange done = send("delete-old-image", ASIDE);

    called("glance-show").assertIsSatisfied();
    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(transfer(done).isAnythingLeft()).isFalse();
  }

  @Test
  void one_that_is_in_use_is_left_to_the_next_run() throws Exception {
    region(HIDDEN_OLD, body(HIDDEN_OLD));

    Exchange done = send("delete-old-image", ASIDE);

    assertThat(done.getException()).isNull();
    assertThat(transfer(done).left()).isEqualTo(Transfer.Left.OLD);
  }

  @Test
  void one_that_is_in_use_is_a_warning_of_the_run() throws Exception {
    Run run = begun(false);
    region(HIDDEN_OLD, body(HIDDEN_OLD));

    send("delete-old-image", null, Map.of("run", run, "transfer", ASIDE));

    assertThat(tracker().finish(run).warnings())
        .extracting(Warning::code)
        .contains(Warning.Code.KEPT_IN_USE);
  }

  @Test
  void one_that_somebody_changed_since_is_not_deleted() throws Exception {
    region(HIDDEN_OLD.but().hidden(false).build(), body(null));
    called("delete-unless-in-use").expectedMessageCount(0);
    var done = new ArrayList<Exchange>();

    List<String> said =
        logged("glancesync.recover", () -> done.add(send("delete-old-image", ASIDE)));

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(done.get(0).getException()).isNull();
    assertThat(transfer(done.get(0)).isAnythingLeft()).isFalse();
    assertThat(said).singleElement().asString().contains("left image ubuntu", "which was replaced");
  }

  @Test
  void one_that_is_gone_leaves_nothing_to_do() throws Exception {
    region(null, body(null));
    called("delete-unless-in-use").expectedMessageCount(0);

    List<String> said =
        logged(
            "glancesync.recover",
            () -> assertThat(transfer(send("delete-old-image", ASIDE))).isEqualTo(ASIDE));

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(said).isEmpty();
  }

  @Test
  void one_that_cannot_be_deleted_is_an_error_that_is_not_tried_again_here() throws Exception {
    region(HIDDEN_OLD, error(503));
    called("delete-unless-in-use").expectedMessageCount(1);

    Exchange done = send("delete-old-image", ASIDE);

    called("delete-unless-in-use").assertIsSatisfied();
    assertThat(status(done.getException())).isEqualTo(503);
    assertThat(transfer(done)).isEqualTo(ASIDE);
  }
}
