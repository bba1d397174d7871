package io.glancesync.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tags have addresses of their own, which the command {@code openstack image unset} uses. */
class TagsTest {
  private final Burgos burgos = new Burgos();
  private final String id = burgos.add("a", new byte[1]);

  @AfterEach
  void close() {
    burgos.close();
  }

  private int tag(String method, String tag) {
    String url = burgos.glance.url() + "/v2/images/" + id + "/tags/" + tag;
    return burgos.call(url, method, BodyPublishers.noBody()).statusCode();
  }

  @Test
  void they_come_and_go_one_by_one() {
    assertThat(tag("PUT", "x")).isEqualTo(204);
    assertThat(tag("PUT", "y")).isEqualTo(204);
    assertThat(tag("DELETE", "x")).isEqualTo(204);

    assertThat(burgos.image(id).path("tags")).hasToString("[\"y\"]");
  }

  @Test
  void one_that_is_not_there_cannot_be_removed() {
    assertThat(tag("DELETE", "x")).isEqualTo(404);
  }
}
