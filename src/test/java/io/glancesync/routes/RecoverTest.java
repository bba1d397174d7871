package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static io.glancesync.routes.ScriptedAnswers.body;
import static io.glancesync.routes.ScriptedAnswers.error;
import static io.glancesync.routes.ScriptedAnswers.inTurn;
import static io.glancesync.transfer.Transfers.BURGOS;
import static io.glancesync.transfer.Transfers.VALLADOLID;
import static io.glancesync.transfer.Transfers.replaceOf;
import static io.glancesync.transfer.Transfers.to;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.SingleImageRequest;
import io.glancesync.plan.CopyId;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code routes/60-recover.camel.yaml}. */
class RecoverTest extends RouteTest {
  private static final Image MASTER = anImage("ubuntu").build();
  private static final Image OLD = anImage("ubuntu").withId("old").withContent("older").build();
  private static final Image COPY =
      anImage("ubuntu").withId(CopyId.of(BURGOS, MASTER, 0).value()).build();

  /** Two uploads and a replace, each begun under an id that the region confirmed. */
  private static final Transfer UPLOAD = uploadOf(MASTER).withCopyId(COPY.id()).held();

  private static final Transfer OTHER_UPLOAD =
      uploadOf(anImage("debian").build()).withCopyId(COPY.id()).held();
  private static final Transfer REPLACE = replaceOf(MASTER, OLD).withCopyId(COPY.id()).held();

  private Journal journal() {
    return bean("journal", Journal.class);
  }

  private List<Transfer> open() {
    return journal().open(BURGOS);
  }

  private Exchange send(String route, Transfer transfer) {
    return send(route, null, Map.of("transfer", transfer));
  }

  private static Transfer transfer(Exchange exchange) {
    return exchange.getVariable("transfer", Transfer.class);
  }

  @Test
  void each_open_transfer_of_the_region_is_settled() throws Exception {
    journal().begin(UPLOAD);
    journal().begin(OTHER_UPLOAD);
    journal().begin(to(VALLADOLID, UPLOAD));
    mock("recover-region", Map.of("try-to-settle", NOTHING));

    Exchange done = send("recover-region", null, Map.of("region", BURGOS));

    assertThat(done.getException()).isNull();
    assertThat(called("try-to-settle").getExchanges())
        .extracting(RecoverTest::transfer)
        .containsExactlyInAnyOrder(UPLOAD, OTHER_UPLOAD);
  }

  @Test
  void a_transfer_that_cannot_be_settled_stays_in_the_journal_and_stops_no_other()
      throws Exception {
    journal().begin(UPLOAD);
    journal().begin(OTHER_UPLOAD);
    mock("try-to-settle", Map.of("settle-transfer", inTurn(error(503), NOTHING)));
    called("settle-transfer").expectedMessageCount(2);

    Exchange done = send("recover-region", null, Map.of("region", BURGOS));

    called("settle-transfer").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(open()).hasSize(2);
  }

  @Test
  void a_published_copy_is_finished_and_leaves_the_journal() throws Exception {
    journal().begin(UPLOAD);
    mock(
        "settle-transfer",
        Map.of("glance-show", body(COPY), "finish-copy", NOTHING, "undo-copy", NOTHING));
    called("glance-show").message(0).body().isEqualTo(SingleImageRequest.of(BURGOS, COPY.id()));
    called("finish-copy").expectedMessageCount(1);
    called("undo-copy").expectedMessageCount(0);

    Exchange done = send("settle-transfer", UPLOAD);

    assertIsSatisfied("glance-show", "finish-copy", "undo-copy");
    assertThat(done.getException()).isNull();
    assertThat(open()).isEmpty();
  }

  @Test
  void an_unpublished_copy_is_undone_and_leaves_the_journal() throws Exception {
    journal().begin(UPLOAD);
    Image hidden = COPY.but().hidden(true).build();
    mock(
        "settle-transfer",
        Map.of("glance-show", body(hidden), "finish-copy", NOTHING, "undo-copy", NOTHING));
    called("finish-copy").expectedMessageCount(0);
    called("undo-copy").expectedMessageCount(1);

    Exchange done = send("settle-transfer", UPLOAD);

    assertIsSatisfied("finish-copy", "undo-copy");
    assertThat(done.getException()).isNull();
    assertThat(open()).isEmpty();
  }

  @Test
  void a_copy_that_another_glancesync_is_making_is_left_alone() throws Exception {
    bean("tokenCache", TokenCache.class)
        .store(BURGOS, "token", "{\"token\":{\"expires_at\":\"2099-01-01T00:00:00Z\"}}");
    Transfer tried = uploadOf(MASTER).withCopyId(COPY.id());
    journal().begin(tried);
    Image theirs = COPY.but().status("saving").hidden(true).updated(Instant.now()).build();
    mock(
        "settle-transfer",
        Map.of("glance-show", body(theirs), "finish-copy", NOTHING, "undo-copy", NOTHING));
    called("finish-copy").expectedMessageCount(0);
    called("undo-copy").expectedMessageCount(0);

    Exchange done = send("settle-transfer", tried);

    assertIsSatisfied("finish-copy", "undo-copy");
    assertThat(done.getException()).isNull();
    assertThat(open()).isEmpty();
  }

  private void assertIsSatisfied(String... routes) throws InterruptedException {
    for (String route : routes) {
      called(route).assertIsSatisfied();
    }
  }
}
