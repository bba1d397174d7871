package io.glancesync.routes;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.copy.CopyTarget;
import io.glancesync.error.TransferException;
import io.glancesync.image.Image;
import io.glancesync.transfer.Transfer;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/42-deliver.camel.yaml}. */
class DeliverTest extends RouteTest {
  private static final Transfer UPLOAD = uploadOf(anImage("ubuntu").build());
  private static final CopyTarget CREATED = CopyTarget.first(UPLOAD, 0).created();
  private static final Transfer PLACED = UPLOAD.withCopyId(CREATED.id());

  private static CopyTarget target(Exchange exchange) {
    return exchange.getVariable("copyTarget", CopyTarget.class);
  }

  /** The region has the image with this status, then with the next. */
  private static Processor showing(String... statuses) {
    Queue<String> left = new ArrayDeque<>(List.of(statuses));
    return exchange -> exchange.getMessage().setBody(image(left.remove()));
  }

  private static Image image(String status) {
    return anImage("ubuntu").withStatus(status).build();
  }

  @Test
  void content_that_a_region_still_stores_is_waited_for() throws Exception {
    mock("await-stored", Map.of("show-after-error", showing("saving", "saving", "active")));
    called("show-after-error").expectedMessageCount(3);

    Exchange done =
        send("await-stored", null, Map.of("transfer", PLACED, "copyTarget", CREATED.sent()));

    called("show-after-error").assertIsSatisfied();
    assertThat(done.getException()).isNull();
    assertThat(target(done)).isEqualTo(CREATED.filled());
  }

  @Test
  void a_copy_that_somebody_deleted_meanwhile_ends_the_transfer() throws Exception {
    mock("await-stored", Map.of("show-after-error", it -> it.getMessage().setBody(null)));

    Exchange done =
        send("await-stored", null, Map.of("transfer", PLACED, "copyTarget", CREATED.sent()));

    assertThat(done.getException())
        .hasRootCauseInstanceOf(TransferException.class)
        .hasStackTraceContaining("somebody deleted the copy");
  }

  @Test
  void an_error_before_anything_was_sent_asks_for_another_try() throws Exception {
    mock(
        "send-and-confirm",
        Map.of(
            "send-once",
            it -> {
              throw new SocketException("refused");
            },
            "await-stored",
            it -> {}));
    called("await-stored").expectedMessageCount(0);

    Exchange done = send("send-and-confirm", null, Map.of("copyTarget", CREATED));

    called("await-stored").assertIsSatisfied();
    assertThat(done.getException()).isInstanceOf(IOException.class).hasMessage("refused");
  }

  @Test
  void content_that_was_sent_and_answered_is_there() throws Exception {
    mock("send-and-confirm", Map.of("send-once", it -> {}));

    Exchange done = send("send-and-confirm", null, Map.of("copyTarget", CREATED));

    assertThat(done.getException()).isNull();
    assertThat(target(done)).isEqualTo(CREATED.filled());
  }
}
