package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the requests a fault meets. */
class FaultSelectionTest {
  private final Burgos burgos = new Burgos();

  @AfterEach
  void close() {
    burgos.close();
  }

  private int[] lists(int count) {
    return IntStream.range(0, count).map(i -> burgos.get("/v2/images").statusCode()).toArray();
  }

  @Test
  void it_meets_only_the_region_it_names() {
    EmbeddedGlance other = burgos.cloud.glance("Caceres", burgos.keystone);
    burgos.faults().on(Operation.LIST).in("Caceres").then(Fault.status(500));

    assertThat(burgos.get("/v2/images").statusCode()).isEqualTo(200);
    assertThat(burgos.call(other.url() + "/v2/images", "GET", BodyPublishers.noBody()).statusCode())
        .isEqualTo(500);
  }

  @Test
  void it_meets_only_the_keystone_it_names() {
    burgos.faults().on(Operation.SIGN_IN).in("another").then(Fault.status(500));
    assertThat(burgos.signIn().statusCode()).isEqualTo(201);

    burgos.faults().on(Operation.SIGN_IN).in("keystone").then(Fault.status(502));
    assertThat(burgos.signIn().statusCode()).isEqualTo(502);
  }

  @Test
  void it_meets_only_the_image_of_a_name() {
    String a = burgos.add("a", new byte[1]);
    String b = burgos.add("b", new byte[1]);
    burgos.faults().on(Operation.DOWNLOAD, Operation.CREATE).of("b").then(Fault.status(500));

    assertThat(burgos.download(a).statusCode()).isEqualTo(200);
    assertThat(burgos.download(b).statusCode()).isEqualTo(500);
    assertThat(burgos.post("c").statusCode()).isEqualTo(201);
    assertThat(burgos.post("b").statusCode()).isEqualTo(500);
  }

  @Test
  void it_meets_only_the_image_of_an_id() {
    String a = burgos.add("same", new byte[1]);
    String b = burgos.add("same", new byte[1]);
    burgos.faults().on(Operation.DOWNLOAD).of(b).then(Fault.status(500));

    assertThat(burgos.download(a).statusCode()).isEqualTo(200);
    assertThat(burgos.download(b).statusCode()).isEqualTo(500);
  }

  @Test
  void it_follows_an_image_that_is_renamed() {
    String a = burgos.add("old", new byte[1]);
    burgos.faults().on(Operation.DOWNLOAD).of("new").then(Fault.status(500));
    assertThat(burgos.download(a).statusCode()).isEqualTo(200);

    burgos.rename(a, "new");

    assertThat(burgos.download(a).statusCode()).isEqualTo(500);
  }

  @Test
  void it_skips_the_first_ones_and_ends_after_some() {
    burgos.faults().on(Operation.LIST).skip(1).times(2).then(Fault.status(503));

    assertThat(lists(5)).containsExactly(200, 503, 503, 200, 200);
  }

  @Test
  void without_a_number_it_never_ends() {
    burgos.faults().on(Operation.LIST).then(Fault.status(503));

    assertThat(lists(4)).containsOnly(503);
  }

  @Test
  void the_first_rule_that_fits_decides_and_leaves_the_others_unused() {
    burgos.faults().on(Operation.LIST).times(1).then(Fault.status(503));
    burgos.faults().on(Operation.LIST).times(1).then(Fault.status(504));

    assertThat(lists(3)).containsExactly(503, 504, 200);
  }
}
