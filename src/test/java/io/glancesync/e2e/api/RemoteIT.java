package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on an operator's own machine, which has no configuration, and a real service. */
@EndToEnd
class RemoteIT {
  private static final long LARGE = 3_000_000;
  private static final long ROOM = 1_000_000;

  @TempDir private static Path folder;
  @TempDir private static Path elsewhere;
  private static Command glancesync;
  private static Command.Running service;
  private static Command operator;
  private static String url;

  @BeforeAll
  static void a_service_with_the_api() {
    int port = ApiClient.freePort();
    url = "http://127.0.0.1:" + port;
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_HTTP_PORT", "" + port);
    service = glancesync.start("serve").until("The HTTP API is at");
    operator = signedIn("sync");
  }

  /** On another machine, with the variables of a user. */
  private static Command signedIn(String user) {
    String account = "keystone-a.user." + user;
    return new Command(elsewhere)
        .with("GLANCESYNC_URL", url)
        .with("OS_AUTH_URL", World.property("keystone-a.url"))
        .with("OS_USERNAME", user)
        .with("OS_PASSWORD", World.property(account + ".password"))
        .with("OS_PROJECT_NAME", World.property(account + ".project"))
        .with("OS_USER_DOMAIN_NAME", World.property(account + ".domain"))
        .with("OS_PROJECT_DOMAIN_NAME", World.property(account + ".domain"));
  }

  @BeforeEach
  void no_image() {
    World.clear();
  }

  @AfterAll
  static void end() {
    service.signal("TERM");
    service.result();
    assertThat(operator.run("runs").exits(3).err())
        .contains("Tried to GET " + url, "there was no connection");
    glancesync.close();
  }

  @Test
  void one_region_is_synced_and_then_seen() {
    VALLADOLID.image("ubuntu").upload();

    Command.Result sync = operator.run("sync", "Caceres").exits(0);

    assertThat(sync.out()).contains("Caceres:\n  copied ubuntu");
    assertThat(CACERES.names()).containsExactly("ubuntu");
    assertThat(BURGOS.names()).isEmpty();
    assertThat(operator.run("status", "Caceres").exits(0).out())
        .containsPattern("(?m)^ok .* Caceres +ubuntu$");
    assertThat(operator.run("status", "Caceres", "--format", "csv").out())
        .isEqualTo("ok,Caceres,ubuntu\n");
    List<String> runs = operator.run("runs", "list", "--limit", "1").exits(0).lines();
    assertThat(runs).hasSize(2);
    assertThat(runs.get(1)).contains("API (sync)", "changed", "Caceres");
    String id = runs.get(1).split(" ")[0];
    Command.Result shown = operator.run("runs", "show", id).exits(0);
    assertThat(shown.out()).startsWith("Run " + id).contains("copied ubuntu");
    assertThat(operator.run("runs", "show", "last").out()).isEqualTo(shown.out());
    assertThat(glancesync.run("runs", "show", id).out()).isEqualTo(shown.out());
  }

  @Test
  void who_does_not_wait_gets_the_id() {
    String id = operator.run("sync", "Caceres", "--dry-run", "--no-wait").exits(0).out().strip();

    assertThat(operator.run("runs", "show", id).exits(0).out()).startsWith("Run ");
  }

  @Test
  void a_region_is_paused_and_resumed() {
    operator.run("sync", "Burgos").exits(0);
    assertThat(
            operator.run("pause", "Burgos", "--until", "+2h", "--reason", "disks").exits(0).out())
        .matches("Burgos is paused until .*Z \\(disks\\)\n");
    assertThat(operator.run("status", "Burgos").exits(0).out()).contains("Burgos is paused until");
    assertThat(glancesync.run("sync", "Burgos").exits(0).out()).contains("API (sync)");
    assertThat(operator.run("resume", "Burgos").exits(0).out())
        .startsWith("Burgos is resumed; it was paused since ");
    assertThat(operator.run("resume", "Burgos").exits(0).out()).isEqualTo("Burgos is not paused\n");
    assertThat(operator.run("pause", "Burgo", "--reason", "x").exits(2).err())
        .contains("did you mean 'Burgos'?", "(request req-");
  }

  @Test
  void dead_letters_are_seen_as_on_the_services_host_and_retried() {
    VALLADOLID.image("large").zeros(LARGE).upload();
    BURGOS.backstage().limitRoom(ROOM);
    try {
      assertThat(operator.run("sync", "Burgos").exits(1).out()).contains("failed: ");
      for (String how : List.of("list", "show --all")) {
        String[] words = ("dead-letters " + how).split(" ");
        assertThat(operator.run(words).exits(0).out())
            .contains("large")
            .isEqualTo(glancesync.run(words).exits(0).out());
      }
      assertThat(operator.run("dead-letters", "retry", "--all").exits(1).out())
          .contains("(upload of large in Burgos): failed again: ");
      assertThat(operator.run("dead-letters", "discard", "--image", "large").exits(0).out())
          .startsWith("discarded ");
      operator.run("sync", "Burgos").exits(1);
    } finally {
      BURGOS.backstage().unlimitRoom();
    }
    assertThat(operator.run("dead-letters", "retry", "--region", "Burgos").exits(0).out())
        .contains("(upload of large in Burgos): done");
    assertThat(operator.run("dead-letters", "list").exits(0).lines()).hasSize(1);
    assertThat(operator.run("dead-letters", "retry", "--all").exits(0).err())
        .contains("there are no dead letters");
  }

  @Test
  void a_token_that_is_wrong_or_does_not_suffice_is_said() {
    Command stranger = new Command(elsewhere).with("GLANCESYNC_URL", url);
    assertThat(stranger.run("runs").exits(2).err()).contains("$OS_AUTH_URL");
    stranger.with("OS_TOKEN", "not-one-of-this-keystone");
    assertThat(stranger.run("runs").exits(2).err())
        .contains("answered 401 (request req-", "$OS_TOKEN");
    stranger.with("OS_TOKEN", Tokens.of("keystone-a", "member").token());
    assertThat(stranger.run("runs").exits(2).err()).contains("answered 403 (request req-");
    Command wrong = signedIn("sync").with("OS_PASSWORD", "wrong-one");
    assertThat(wrong.run("runs").exits(2).err())
        .contains("$OS_PASSWORD")
        .doesNotContain("wrong-one");
  }

  @Test
  void a_service_that_does_not_run_is_said() {
    String nobody = "http://127.0.0.1:" + ApiClient.freePort();

    assertThat(operator.run("status", "--url", nobody).exits(3).err())
        .contains("Tried to GET " + nobody, "there was no connection");
  }
}
