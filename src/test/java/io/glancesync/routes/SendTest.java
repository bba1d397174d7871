package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.content.Bytes;
import io.glancesync.content.ImageContentEntity;
import io.glancesync.content.SpooledSource;
import io.glancesync.copy.ContentDownload;
import io.glancesync.copy.ContentProvider;
import io.glancesync.copy.CopyTarget;
import io.glancesync.error.TransferException.SourceFailed;
import io.glancesync.error.TransferException.SourceUnusable;
import io.glancesync.image.Image;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import io.glancesync.transfer.Transfer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/44-send.camel.yaml}. */
@Timeout(60)
class SendTest extends RouteTest {
  private static final byte[] CONTENT = Bytes.of(1000);
  private static final Image MASTER =
      anImage("ubuntu")
          .withId("11111111-2222-4333-8444-555555555555")
          .ofSize(CONTENT.length)
          .withoutChecksum()
          .build();
  private static final Transfer UPLOAD = uploadOf(MASTER);
  private static final CopyTarget CREATED = CopyTarget.first(UPLOAD, 0).created();

  private static final Map<String, Object> VARIABLES =
      Map.of("transfer", UPLOAD, "copyTarget", CREATED);

  private ContentProvider contentProvider;

  @BeforeEach
  void a_run_begins() {
    contentProvider = bean("contentProvider", ContentProvider.class);
    bean("runTracker", RunTracker.class).begin(new RunRequest(List.of(), false, 1));
  }

  private Exchange send(String route, Map<String, Object> more) {
    var variables = new HashMap<String, Object>(VARIABLES);
    variables.putAll(more);
    return send(route, null, variables);
  }

  private static ImageContentEntity content(Exchange exchange) {
    return exchange.getVariable("content", ImageContentEntity.class);
  }

  private static byte[] written(ImageContentEntity content) throws IOException {
    var out = new ByteArrayOutputStream();
    content.writeTo(out);
    return out.toByteArray();
  }

  /** The download of all of the content. */
  private static final Processor DOWNLOAD =
      exchange ->
          exchange
              .getVariable("request", ContentDownload.class)
              .file()
              .receive(new ByteArrayInputStream(CONTENT), null, null);

  private Processor spooling() {
    return exchange ->
        exchange.setVariable(
            "content",
            contentProvider.spooled(UPLOAD, exchange.getMessage().getBody(SpooledSource.class)));
  }

  @Test
  void content_is_sent_again_after_an_error_that_passes() throws Exception {
    mock(
        "send-with-retry",
        Map.of("send-and-confirm", inTurn(failure(() -> new SocketException("reset")), NOTHING)));
    called("send-and-confirm").expectedMessageCount(2);

    Exchange done = send("send-with-retry", Map.of());

    called("send-and-confirm").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void content_comes_from_the_spool_where_that_has_room() throws Exception {
    mock(
        "send-once",
        Map.of(
            "stream-from-spool", spooling(),
            "stream-from-master", NOTHING,
            "glance-upload", NOTHING));
    called("stream-from-master").expectedMessageCount(0);
    called("glance-upload").expectedMessageCount(1);

    Exchange done = send("send-once", Map.of());

    called("stream-from-master").assertIsSatisfied();
    called("glance-upload").assertIsSatisfied();
    assertThat(content(done)).isNotNull();
    assertThat(done.getVariable("transfer", Transfer.class).attempt()).isEqualTo(1);
  }

  @Test
  void content_without_room_in_the_spool_comes_straight_from_the_master() throws Exception {
    // the spool has room for 50 GB
    Transfer large = uploadOf(MASTER.but().size(60_000_000_000L).build());
    mock(
        "send-once",
        Map.of(
            "stream-from-spool",
            NOTHING,
            "stream-from-master",
            it ->
                it.setVariable(
                    "content",
                    contentProvider.passing(large, new ByteArrayInputStream(CONTENT), null)),
            "glance-upload",
            NOTHING));
    called("stream-from-spool").expectedMessageCount(0);
    called("stream-from-master").expectedMessageCount(1);

    Exchange done = send("send-once", null, Map.of("transfer", large, "copyTarget", CREATED));

    called("stream-from-spool").assertIsSatisfied();
    called("stream-from-master").assertIsSatisfied();
    assertThat(done.getException()).isNull();
  }

  @Test
  void an_upload_that_fails_lets_go_of_its_content() throws Exception {
    mock("send-once", Map.of("stream-from-spool", spooling(), "glance-upload", error(503)));

    Exchange done = send("send-once", Map.of());

    assertThat(done.getException()).hasMessageContaining("503");
    // the next try begins another download, because nobody reads the first one
    assertThat(contentProvider.source(UPLOAD, null).isFirst()).isTrue();
  }

  @Test
  void content_of_an_earlier_try_is_forgotten() throws Exception {
    var earlier = contentProvider.spooled(UPLOAD, contentProvider.source(UPLOAD, null));
    mock("send-once", Map.of("stream-from-spool", failure(() -> new SocketException("reset"))));

    Exchange done = send("send-once", Map.of("content", earlier));

    assertThat(done.getException()).hasMessage("reset");
    assertThat(content(done)).isNull();
  }

  private static Map<String, Object> with(SpooledSource source) {
    var variables = new HashMap<>(VARIABLES);
    variables.put("source", source);
    return variables;
  }

  @Test
  void one_download_serves_all_transfers_that_read_the_spool() throws Exception {
    SpooledSource first = contentProvider.source(UPLOAD, null);
    SpooledSource second = contentProvider.source(UPLOAD, null);
    mock("fill-spool", Map.of("fetch-with-retry", DOWNLOAD));
    called("fetch-with-retry").expectedMessageCount(1);

    Exchange one = send("stream-from-spool", with(first));
    Exchange two = send("stream-from-spool", with(second));

    called("fetch-with-retry").assertIsSatisfied();
    assertThat(written(content(one))).isEqualTo(CONTENT);
    assertThat(written(content(two))).isEqualTo(CONTENT);
  }

  @Test
  void a_download_that_fails_fails_the_transfer() throws Exception {
    SpooledSource source = contentProvider.source(UPLOAD, null);
    mock("fill-spool", Map.of("fetch-with-retry", error(404)));

    Exchange done = send("stream-from-spool", with(source));

    assertThat(done.getException()).isInstanceOf(SourceFailed.class);
    assertThat(content(done)).isNull();
  }

  @Test
  void the_answer_of_the_master_streams_into_the_region() throws Exception {
    mock(
        "stream-from-master",
        Map.of("session", NOTHING, "glance-download", body(new ByteArrayInputStream(CONTENT))));
    called("session").expectedBodiesReceived(SingleImageRequest.of(VALLADOLID, MASTER.id()));

    Exchange done = send("stream-from-master", Map.of());

    called("session").assertIsSatisfied();
    assertThat(written(content(done))).isEqualTo(CONTENT);
  }

  @Test
  void a_master_that_has_lost_the_content_fails_the_transfer() throws Exception {
    mock("stream-from-master", Map.of("session", NOTHING, "glance-download", body(null)));

    Exchange done = send("stream-from-master", Map.of());

    assertThat(done.getException()).hasRootCauseInstanceOf(SourceUnusable.class);
  }
}
