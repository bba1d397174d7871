package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.failure;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glancesync.content.Bytes;
import io.glancesync.content.SpoolFile;
import io.glancesync.content.SpooledSource;
import io.glancesync.copy.ContentDownload;
import io.glancesync.copy.ContentProvider;
import io.glancesync.error.Attempt;
import io.glancesync.error.TransferException.SourceFailed;
import io.glancesync.image.Image;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.Permit;
import io.glancesync.run.RunRequest;
import io.glancesync.run.RunTracker;
import io.glancesync.transfer.Transfer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code routes/46-fetch.camel.yaml}. */
@Timeout(60)
class FetchTest extends RouteTest {
  private static final int MIB = 1 << 20;
  private static final byte[] CONTENT = Bytes.of(3 * MIB);
  private static final Image MASTER =
      anImage("ubuntu")
          .withId("11111111-2222-4333-8444-555555555555")
          .ofSize(CONTENT.length)
          .withoutChecksum()
          .build();
  private static final Transfer UPLOAD = uploadOf(MASTER);
  private static final int DOWNLOADS = 4;

  private ContentProvider contentProvider;
  private ConcurrencyLimiter limiter;

  @BeforeEach
  void a_run_begins() {
    contentProvider = bean("contentProvider", ContentProvider.class);
    limiter = bean("limiter", ConcurrencyLimiter.class);
    bean("runTracker", RunTracker.class).begin(new RunRequest(List.of(), false, 1));
  }

  private SpooledSource source() throws InterruptedException {
    return contentProvider.source(UPLOAD, null);
  }

  private Exchange send(String route, SpooledSource source) {
    var request = contentProvider.download(UPLOAD, source);
    return send(route, source, Map.of("transfer", UPLOAD, "request", request));
  }

  private static SpoolFile file(Exchange exchange) {
    return exchange.getVariable("request", ContentDownload.class).file();
  }

  private static ByteArrayInputStream content(int from, int to) {
    return new ByteArrayInputStream(Arrays.copyOfRange(CONTENT, from, to));
  }

  /** A download brings the content from one byte to another. */
  private static Processor fetched(int from, int to) {
    return exchange ->
        file(exchange)
            .receive(content(from, to), "bytes %d-%d/%d".formatted(from, to, CONTENT.length), null);
  }

  private byte[] read(SpooledSource source) throws IOException {
    var out = new ByteArrayOutputStream();
    contentProvider.spooled(UPLOAD, source).writeTo(out);
    return out.toByteArray();
  }

  @Test
  void a_download_goes_on_part_by_part_until_the_content_is_complete() throws Exception {
    SpooledSource source = source();
    mock(
        "fill-spool",
        Map.of("fetch-with-retry", inTurn(fetched(0, 2 * MIB), fetched(2 * MIB, 3 * MIB))));
    called("fetch-with-retry").expectedMessageCount(2);

    Exchange done = send("fill-spool", source);

    called("fetch-with-retry").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(read(source)).isEqualTo(CONTENT);
  }

  @Test
  void a_download_has_a_permit_of_its_own_only_for_as_long_as_it_lasts() throws Exception {
    Permit ofTransfer = limiter.acquireForTransfer(BURGOS);
    var ofDownload = new ArrayList<Permit>();
    mock(
        "fill-spool",
        Map.of(
            "fetch-with-retry",
            it -> {
              ofDownload.add(it.getVariable("permit", Permit.class));
              throw new IllegalStateException();
            }));

    send("fill-spool", source(), Map.of("transfer", UPLOAD, "permit", ofTransfer));

    assertThat(ofDownload).hasSize(1).doesNotContain(ofTransfer).doesNotContainNull();
    for (int i = 0; i < DOWNLOADS; i++) {
      // waits until the time-out unless all permits are free
      limiter.acquireForDownload(BURGOS);
    }
  }

  @Test
  void a_download_that_fails_fails_every_transfer_that_waits_for_it() throws Exception {
    SpooledSource first = source();
    SpooledSource second = source();
    mock("fill-spool", Map.of("fetch-with-retry", error(404)));

    Exchange done = send("fill-spool", first);

    assertThat(done.getException()).isNull();
    assertThat(file(done).isOpen()).isFalse();
    for (SpooledSource waiting : List.of(first, second)) {
      SourceFailed failed =
          catchThrowableOfType(
              SourceFailed.class, () -> contentProvider.await(null, waiting, null));
      assertThat(failed.attempts()).extracting(Attempt::answer).containsExactly("404 said so");
    }
  }

  @Test
  void a_part_that_fails_is_fetched_again_after_an_error_that_passes() throws Exception {
    mock("fetch-with-retry", Map.of("fetch-part", failure(ConnectException::new)));
    // two retries
    called("fetch-part").expectedMessageCount(3);

    Exchange done = send("fetch-with-retry", source());

    called("fetch-part").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(ConnectException.class);
  }

  @Test
  void only_what_is_missing_is_asked_of_the_master() throws Exception {
    SpooledSource source = source();
    mock("fetch-part", Map.of("session", NOTHING, "glance-download", NOTHING));
    var ranges = new ArrayList<Object>();
    called("glance-download")
        .whenAnyExchangeReceived(
            it -> {
              ranges.add(it.getMessage().getHeader("Range", "none"));
              it.getMessage().setHeader("Content-Range", header(ranges.size() == 1 ? 0 : 2 * MIB));
              it.getMessage()
                  .setBody(ranges.size() == 1 ? content(0, 2 * MIB) : content(2 * MIB, 3 * MIB));
            });

    Exchange first = send("fetch-part", source);
    Exchange second = send("fetch-part", source);

    assertThat(first.getException()).isNull();
    assertThat(second.getException()).isNull();
    assertThat(ranges).containsExactly("none", "bytes=%d-".formatted(2 * MIB));
    assertThat(read(source)).isEqualTo(CONTENT);
  }

  private static String header(int from) {
    return "bytes %d-%d/%d".formatted(from, CONTENT.length - 1, CONTENT.length);
  }

  @Test
  void content_in_images_dir_is_not_asked_of_the_master() throws Exception {
    Files.createDirectory(home.resolve(IMAGES));
    Files.write(home.resolve(IMAGES).resolve(MASTER.id().value()), CONTENT);
    SpooledSource source = source();
    mock("fetch-part", Map.of("session", NOTHING, "glance-download", NOTHING));
    called("glance-download").expectedMessageCount(0);

    Exchange done = send("fetch-part", source);

    called("glance-download").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(read(source)).isEqualTo(CONTENT);
  }

  @Test
  void what_is_missing_is_a_request_to_the_master() throws Exception {
    SpooledSource source = source();
    var request = contentProvider.download(UPLOAD, source);
    mock("fetch-part", Map.of("session", NOTHING, "glance-download", NOTHING));
    called("session").expectedBodiesReceived(request);
    called("glance-download").expectedMessageCount(1);

    send("fetch-part", source);

    called("session").assertIsSatisfied();
    called("glance-download").assertIsSatisfied();
    assertThat(request.region()).isEqualTo(VALLADOLID);
  }
}
