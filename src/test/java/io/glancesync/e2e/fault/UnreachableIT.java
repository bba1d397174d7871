package io.glancesync.e2e.fault;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.e2e.StandIn;
import io.glancesync.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not answer, or answer nonsense: exit code 3, and the others are done. */
@EndToEnd
class UnreachableIT {
  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir private Path folder;
  private Command glancesync;

  @BeforeEach
  void an_image_to_copy() {
    World.clear();
    VALLADOLID.image("image").id();
    glancesync = new Command(folder).configuredFor();
  }

  private void keystoneAt(String url) {
    glancesync.configured(
        "[main]\nmaster_region = Valladolid\n[master]\ncredential = "
            + World.credential("keystone-a", "sync", url));
  }

  private String isUnreachable(String... words) {
    Command.Result result = glancesync.run(words).exits(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.complaints()).hasSize(1);
    assertThat(BURGOS.all()).isEmpty();
    return result.err();
  }

  @Test
  void a_keystone_that_is_down() {
    keystoneAt(NOWHERE + "/v3");
    assertThat(isUnreachable("sync"))
        .contains("Tried to sign in to target master", "refused", "see whether the server runs");
    assertThat(isUnreachable("regions")).contains("target master");
    assertThat(isUnreachable("status")).contains("target master");
  }

  @Test
  void a_keystone_that_answers_html() {
    try (StandIn login = StandIn.answering(200, "text/html", "<html><b>Welcome</b></html>")) {
      keystoneAt(login.url() + "/v3");
      assertThat(isUnreachable("sync"))
          .contains("HTML", "check the address")
          .doesNotContain("<html>");
    }
  }

  @Test
  void a_keystone_that_is_out_of_order() {
    try (StandIn broken = StandIn.answering(503, "text/html", "<html><b>Sorry</b></html>")) {
      keystoneAt(broken.url() + "/v3");
      assertThat(isUnreachable("sync")).contains("503").doesNotContain("<html>");
      assertThat(broken.requests()).as("tried again").isEqualTo(2);
    }
  }

  /** The catalog says that Caceres is elsewhere. */
  private Command.Result withCaceresAt(String url, String... words) {
    try (StandIn keystone = StandIn.keystone("keystone-a", it -> it.replace(CACERES.url(), url))) {
      keystoneAt(keystone.url() + "/v3");
      return glancesync.run(words).exits(3);
    }
  }

  private static void onlyBurgosWasDone(Command.Result sync) {
    assertThat(BURGOS.names()).containsExactly("image");
    assertThat(sync.out()).contains("copied image", "Caceres:", "unreachable");
  }

  @Test
  void a_glance_that_cannot_be_reached() {
    Command.Result sync = withCaceresAt(NOWHERE, "sync", "Caceres", "Burgos");
    onlyBurgosWasDone(sync);
    assertThat(sync.out()).contains("Caceres", "refused");
  }

  @Test
  void a_glance_that_is_out_of_order() {
    try (StandIn broken = StandIn.answering(500, "text/plain", "out of order")) {
      Command.Result sync =
          withCaceresAt(broken.url(), "sync", "--parallel", "2", "Caceres", "Burgos");
      onlyBurgosWasDone(sync);
      assertThat(sync.out()).contains("500", "out of order");
      assertThat(broken.requests()).as("tried again").isEqualTo(2);
    }
  }

  @Test
  void a_glance_that_answers_html() {
    try (StandIn portal = StandIn.answering(200, "text/html", "<html>portal</html>")) {
      Command.Result sync = withCaceresAt(portal.url(), "sync", "Caceres", "Burgos");
      onlyBurgosWasDone(sync);
      assertThat(sync.out()).contains("HTML").doesNotContain("<html>");
    }
  }

  @Test
  void status_shows_the_others() {
    Command.Result status =
        withCaceresAt(NOWHERE, "status", "--format", "csv", "Caceres", "Burgos");
    assertThat(status.lines()).containsExactly("pending_upload,Burgos,image");
    assertThat(status.complaints()).singleElement().asString().contains("Caceres");
  }

  @Test
  void a_glance_that_is_really_down_and_comes_back() {
    World.stop(CACERES.server());
    try {
      onlyBurgosWasDone(glancesync.run("sync").exits(3));
    } finally {
      World.start(CACERES.server());
    }
    glancesync.run("sync").exits(0);
    assertThat(CACERES.names()).containsExactly("image");
  }

  @Test
  void a_master_glance_that_cannot_be_reached() {
    try (StandIn keystone =
        StandIn.keystone("keystone-a", it -> it.replace(VALLADOLID.url(), NOWHERE))) {
      keystoneAt(keystone.url() + "/v3");
      assertThat(isUnreachable("sync")).contains("master region Valladolid", "refused");
    }
  }
}
