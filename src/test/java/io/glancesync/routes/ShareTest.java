package io.glancesync.routes;

import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.ErrorMapper;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Members.Status;
import io.glancesync.openstack.request.MemberRequest;
import io.glancesync.openstack.request.MemberRequest.Kind;
import io.glancesync.openstack.request.MembersChange;
import java.util.ArrayList;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/58-share.camel.yaml}. */
class ShareTest extends RouteTest {
  private static final ImageId ID = new ImageId("11111111-2222-4333-8444-555555555555");
  private static final Members WANTED =
      Members.of(Map.of("new", Status.ACCEPTED, "old", Status.PENDING, "wary", Status.ACCEPTED));
  private static final Members NOW =
      Members.of(
          Map.of(
              "old",
              Status.ACCEPTED,
              "wary",
              Status.REJECTED,
              "gone",
              Status.ACCEPTED,
              "us",
              Status.ACCEPTED));

  private static MemberRequest request(Kind kind, String project) {
    return new MemberRequest(BURGOS, ID, kind, project);
  }

  private void region(Members now, Processor add) throws Exception {
    region(now, add, NOTHING);
  }

  private void region(Members now, Processor add, Processor remove) throws Exception {
    mock(
        "share-image",
        Map.of(
            "glance-members",
            it -> {
              it.setVariable("request", it.getMessage().getBody());
              body(now).process(it);
            },
            "glance-add-member",
            add,
            "glance-accept-member",
            NOTHING,
            "glance-remove-member",
            remove));
  }

  private Exchange share() {
    return send("share-image", new MembersChange(BURGOS, ID, WANTED, "us"), Map.of());
  }

  @Test
  void members_are_added_and_removed_and_the_others_stay_as_they_are() throws Exception {
    region(NOW, NOTHING);
    called("glance-add-member").expectedBodiesReceived(request(Kind.ADD, "new"));
    called("glance-accept-member").expectedBodiesReceived(request(Kind.ACCEPT, "new"));
    called("glance-remove-member").expectedBodiesReceived(request(Kind.REMOVE, "gone"));

    Exchange done = share();

    assertThat(done.getException()).isNull();
    called("glance-add-member").assertIsSatisfied();
    called("glance-accept-member").assertIsSatisfied();
    called("glance-remove-member").assertIsSatisfied();
  }

  @Test
  void nothing_is_done_when_all_are_members() throws Exception {
    region(
        Members.of(Map.of("new", Status.ACCEPTED, "old", Status.REJECTED, "wary", Status.ACCEPTED)),
        error(500));
    called("glance-add-member").expectedMessageCount(0);
    called("glance-accept-member").expectedMessageCount(0);
    called("glance-remove-member").expectedMessageCount(0);

    Exchange done = share();

    assertThat(done.getException()).isNull();
    called("glance-add-member").assertIsSatisfied();
    called("glance-accept-member").assertIsSatisfied();
    called("glance-remove-member").assertIsSatisfied();
  }

  @Test
  void who_is_to_be_removed_makes_room_for_others() throws Exception {
    var order = new ArrayList<Kind>();
    Processor notes = it -> order.add(it.getMessage().getBody(MemberRequest.class).kind());
    region(NOW, notes, notes);

    assertThat(share().getException()).isNull();

    assertThat(order).containsExactly(Kind.REMOVE, Kind.ADD);
  }

  @Test
  void a_refusal_of_one_stops_no_other_and_is_the_error_in_the_end() throws Exception {
    region(NOW, error(413), error(403));
    called("glance-remove-member").expectedMessageCount(1);
    called("glance-add-member").expectedMessageCount(1);
    called("glance-accept-member").expectedMessageCount(1);

    Exchange done = share();

    assertThat(ErrorMapper.status(done.getException()).orElseThrow().code()).isEqualTo(403);
    called("glance-remove-member").assertIsSatisfied();
    called("glance-add-member").assertIsSatisfied();
    called("glance-accept-member").assertIsSatisfied();
  }

  @Test
  void a_region_that_is_down_is_not_asked_for_each_member() throws Exception {
    region(NOW, NOTHING, error(503));
    // only the next one, which Camel has taken before
    called("glance-add-member").expectedMessageCount(1);
    called("glance-accept-member").expectedMessageCount(0);

    Exchange done = share();

    assertThat(ErrorMapper.status(done.getException()).orElseThrow().code()).isEqualTo(503);
    called("glance-add-member").assertIsSatisfied();
    called("glance-accept-member").assertIsSatisfied();
  }
}
