package io.glancesync.routes.requests;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.HTTP;
import static io.glancesync.routes.ScriptedAnswers.SESSION;
import static io.glancesync.routes.ScriptedAnswers.answer;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.routes.ScriptedAnswers.status;
import static io.glancesync.transfer.Transfers.BURGOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.members.MemberReading;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.UnexpectedAnswerException;
import io.glancesync.openstack.request.MemberRequest;
import io.glancesync.openstack.request.MembersLookup;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.Warning;
import io.glancesync.routes.RouteTest;
import io.glancesync.run.Run;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code routes/73-members.camel.yaml}. */
class MembersTest extends RouteTest {
  private static final ImageId ID = new ImageId("11111111-2222-4333-8444-555555555555");
  private static final Image IMAGE =
      anImage("ubuntu").is(Visibility.SHARED).build().but().id(ID).build();
  private static final Image OTHER = anImage("other").is(Visibility.SHARED).build();
  private static final Members MEMBERS = Members.of(Map.of("p1", Members.Status.ACCEPTED));
  private static final String JSON =
      """
      {"members": [{"member_id": "p1", "image_id": "%s", "status": "accepted"}]}"""
          .formatted(ID);

  private static Image shared(String name) {
    return anImage(name).is(Visibility.SHARED).build();
  }

  @BeforeEach
  void signedIn() {
    bean("tokenCache", TokenCache.class)
        .store(
            BURGOS,
            "token",
            """
            {"token": {"expires_at": "2099-01-01T00:00:00Z", "project": {"id": "%s"}}}"""
                .formatted(IMAGE.owner()));
  }

  private void server(String route, Processor answer) throws Exception {
    mock(route, Map.of("fresh-session", SESSION, HTTP, answer));
  }

  private static MemberReading reading(Run run, Image... asked) {
    return new MemberReading(
        run,
        List.of(IMAGE, OTHER),
        List.of(asked).stream().map(it -> new MembersLookup(BURGOS, it)).toList(),
        it -> status(it) == 503);
  }

  @Test
  void the_members_of_an_image_are_read() throws Exception {
    server("glance-members", answer(200, JSON));
    called(HTTP).message(0).header("CamelHttpPath").isEqualTo(ID + "/members");

    Exchange done = send("glance-members", SingleImageRequest.of(BURGOS, ID), Map.of());

    called(HTTP).assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(MEMBERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"members\": {}}",
        "{\"members\": [1]}",
        "{\"members\": [{\"member_id\": \"../x\", \"status\": \"pending\"}]}",
        "{\"members\": [{\"member_id\": \"\", \"status\": \"pending\"}]}",
        "{\"members\": [{\"member_id\": \"p1\", \"status\": \"maybe\"}]}"
      })
  void an_answer_that_is_not_a_list_of_members_is_not_used(String text) throws Exception {
    server("glance-members", answer(200, text));

    Exchange done = send("glance-members", SingleImageRequest.of(BURGOS, ID), Map.of());

    assertThat(done.getException()).hasCauseInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "glance-add-member,    ADD,    members",
    "glance-accept-member, ACCEPT, members/p1",
    "glance-remove-member, REMOVE, members/p1"
  })
  void a_member_is_changed_and_that_is_retried_after_an_error_that_passes(
      String route, MemberRequest.Kind kind, String path) throws Exception {
    var request = new MemberRequest(BURGOS, ID, kind, "p1");
    server(route, inTurn(failure(() -> new SocketException("reset")), answer(200, "")));
    called(HTTP).expectedMessageCount(2);
    called(HTTP).message(1).header("CamelHttpPath").isEqualTo(ID + "/" + path);
    called(HTTP).message(1).body().isEqualTo(request.content());

    Exchange done = send(route, request, Map.of());

    called(HTTP).assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void images_get_the_members_that_were_read() throws Exception {
    mock("read-members", Map.of("glance-members", body(MEMBERS)));

    Exchange done = send("read-members", reading(begun(true), IMAGE), Map.of());

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody())
        .isEqualTo(List.of(IMAGE.but().members(MEMBERS).build(), OTHER));
  }

  @Test
  void a_failed_read_is_a_warning_of_that_image_only() throws Exception {
    Run run = begun(true);
    mock("read-members", Map.of("glance-members", inTurn(error(403), body(MEMBERS))));

    Exchange done = send("read-members", reading(run, IMAGE, OTHER), Map.of());

    assertThat(done.getMessage().getBody())
        .isEqualTo(List.of(IMAGE, OTHER.but().members(MEMBERS).build()));
    assertThat(tracker().finish(run).warnings())
        .extracting(it -> it.code() + " " + it.image())
        .containsExactly(Warning.Code.MEMBERS_UNKNOWN + " ubuntu");
  }

  @Test
  void a_region_that_is_down_is_not_asked_for_each_image() throws Exception {
    Run run = begun(true);
    mock("read-members", Map.of("glance-members", error(503)));
    called("glance-members").expectedMessageCount(2);

    Exchange done = send("read-members", reading(run, IMAGE, OTHER, shared("third")), Map.of());

    called("glance-members").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(List.of(IMAGE, OTHER));
    assertThat(tracker().finish(run).warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("ubuntu and 2 more"));
  }

  @Test
  void an_error_of_one_image_keeps_no_other_from_being_read_but_many_in_a_row_do()
      throws Exception {
    Image[] images = new Image[8];
    Arrays.setAll(images, it -> shared("image" + it));
    Run run = begun(true);
    mock(
        "read-members",
        Map.of(
            "glance-members",
            inTurn(
                error(500),
                error(500),
                body(MEMBERS),
                error(500),
                error(500),
                error(500),
                error(500))));
    // one more, which Camel has taken before
    called("glance-members").expectedMessageCount(7);

    send("read-members", reading(run, images), Map.of());

    called("glance-members").assertIsSatisfied();
    assertThat(tracker().finish(run).warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("image0 and 6 more"));
  }

  @Test
  void a_list_is_not_trusted_that_only_an_administrator_sees_all_of() throws Exception {
    Run run = begun(true);
    Image nobodys = anImage("nobodys").ofNobody().is(Visibility.SHARED).build();
    mock("read-members", Map.of("glance-members", body(Members.NONE)));

    Exchange done =
        send(
            "read-members",
            new MemberReading(
                run, List.of(nobodys), List.of(new MembersLookup(BURGOS, nobodys)), it -> false),
            Map.of());

    assertThat(done.getMessage().getBody()).isEqualTo(List.of(nobodys));
    assertThat(tracker().finish(run).warnings())
        .extracting(Warning::code)
        .containsExactly(Warning.Code.MEMBERS_UNKNOWN);
  }

  @Test
  void nothing_is_asked_where_members_do_not_matter() throws Exception {
    mock("read-members", Map.of("glance-members", error(500)));
    called("glance-members").expectedMessageCount(0);

    Exchange done = send("read-members", reading(begun(true)), Map.of());

    called("glance-members").assertIsSatisfied();
    assertThat(done.getMessage().getBody()).isEqualTo(List.of(IMAGE, OTHER));
  }
}
