package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import io.glancesync.embedded.http.Traffic;
import io.glancesync.embedded.http.Traffic.Request;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was asked for, and how much was taken. */
class TrafficTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private Traffic traffic() {
    return burgos.cloud.traffic();
  }

  @Test
  void requests_are_known_in_their_order_also_those_that_went_wrong() {
    burgos.faults().on(Operation.LIST).then(Fault.status(500));
    burgos.get("/v2/images?limit=1");
    burgos.get("/versions");

    assertThat(traffic().requests())
        .containsExactly(
            new Request("keystone", Operation.SIGN_IN, "POST /v3/auth/tokens"),
            new Request("Burgos", Operation.LIST, "GET /v2/images?limit=1"),
            new Request("Burgos", Operation.OTHER, "GET /versions"));
  }

  @Test
  void a_listener_hears_of_each() {
    List<String> heard = new ArrayList<>();
    traffic().listen(request -> heard.add(request.request()));

    burgos.get("/v2/images");

    assertThat(heard).containsExactly("GET /v2/images");
  }

  @Test
  void a_listener_that_objects_breaks_the_connection() {
    traffic()
        .listen(
            request -> {
              throw new IllegalStateException("not allowed");
            });

    assertThatThrownBy(() -> burgos.get("/v2/images")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void downloaded_content_is_counted_and_nothing_else() {
    String id = burgos.add("a", new byte[1000]);
    burgos.get("/v2/images/" + id);
    assertThat(burgos.download("unknown").statusCode()).isEqualTo(404);
    assertThat(traffic().downloaded()).isZero();

    burgos.download(id);
    burgos.get("/v2/images/" + id + "/file", "Range", "bytes=0-9");

    assertThat(traffic().downloaded()).isEqualTo(1010);
  }

  @Test
  void of_a_download_that_is_broken_off_what_left_is_counted() {
    String id = burgos.add("a", new byte[1000]);
    burgos.faults().on(Operation.DOWNLOAD).then(Fault.resetAfterSending(300));

    assertThatThrownBy(() -> burgos.download(id)).isInstanceOf(UncheckedIOException.class);

    assertThat(traffic().downloaded()).isEqualTo(300);
  }
}
