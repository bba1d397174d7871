package io.glancesync.e2e;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.VALLADOLID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.glancesync.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are told of what fails and what has recovered. */
@EndToEnd
class NotifyIT {
  private static final String SECRET = "T0ken-4711";

  @TempDir private Path folder;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private HttpServer people;
  private volatile int status = 200;
  private Command glancesync;

  @BeforeEach
  void somebody_listens() throws IOException {
    people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    people.createContext(
        "/",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          requests.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Content-Type")));
          byte[] answer = ("you asked for " + exchange.getRequestURI()).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    people.start();
    requests.clear();
    bodies.clear();
    status = 200;
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    glancesync =
        new Command(folder)
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
            .with("GLANCESYNC_SCHEDULE_HOURLY_REGIONS", "Burgos")
            .with("GLANCESYNC_NOTIFY", "true")
            .with("GLANCESYNC_NOTIFY_WEBHOOK", server() + "/hooks/" + SECRET + "?sig=a%2Fb")
            .configuredFor();
  }

  @AfterEach
  void nobody_listens() {
    people.stop(0);
  }

  private String server() {
    return "http://127.0.0.1:" + people.getAddress().getPort();
  }

  private void one_of_the_regions_does_not_exist() {
    glancesync.with("GLANCESYNC_SCHEDULE_HOURLY_REGIONS", "Burgos, Nowhere");
  }

  private static Command.Result ended(Command.Running service) {
    service.signal("TERM");
    Command.Result result = service.result().exits(0);
    assertThat(result.err()).doesNotContain(SECRET, "a%2Fb");
    return result;
  }

  private void untilTold(int times) throws InterruptedException {
    for (int i = 0; i < 600 && requests.size() < times; i++) {
      Thread.sleep(50);
    }
    assertThat(requests).hasSizeGreaterThanOrEqualTo(times);
  }

  @Test
  void what_fails_is_posted_once() throws Exception {
    one_of_the_regions_does_not_exist();
    Command.Running service = glancesync.start("serve").until("ended, failed", 3);
    untilTold(1);
    ended(service);

    assertThat(requests)
        .containsExactly("POST /hooks/%s?sig=a%%2Fb application/json".formatted(SECRET));
    JsonNode told = new ObjectMapper().readTree(bodies.get(0));
    assertThat(told.path("text").asText()).startsWith("GlanceSync: 1 failed\nfailed ");
    assertThat(told.path("failed")).hasSize(1);
    assertThat(told.path("failed").path(0).path("error").asText()).contains("Nowhere");
    assertThat(told.path("still_failing")).isEmpty();
    assertThat(told.path("recovered")).isEmpty();
    assertThat(glancesync.data().resolve("runs").resolve(told.path("run").asText() + ".json"))
        .exists();
  }

  @Test
  void nobody_is_told_of_runs_that_go_well() {
    Command.Running service =
        glancesync.start("serve").until("ended, changed").until("ended, in_sync", 2);
    ended(service);

    assertThat(BURGOS.names()).containsExactly("ubuntu");
    assertThat(requests).isEmpty();
  }

  @Test
  void a_webhook_that_fails_is_told_again_and_then_logged_and_no_run_suffers() throws Exception {
    status = 500;
    one_of_the_regions_does_not_exist();
    Command.Running service = glancesync.start("serve").until("Tried to post what fails");
    assertThat(requests).hasSizeGreaterThanOrEqualTo(2);
    assertThat(bodies.get(0)).isEqualTo(bodies.get(1));

    service.until("ended, failed", 3);
    String log = ended(service).err();

    assertThat(log)
        .containsPattern(
            "ERROR \\[\\S+] Tried to post what fails to http://127.0.0.1:\\d+, but it answered 500 .*; see glancesync.notify.webhook");
  }

  @Test
  void a_webhook_without_an_address_is_refused_without_showing_it() {
    assertThat(
            glancesync
                .with("GLANCESYNC_NOTIFY_WEBHOOK", "hooks.example.org/" + SECRET)
                .run("serve")
                .exits(2)
                .err())
        .contains("glancesync.notify.webhook", "$GLANCESYNC_NOTIFY_WEBHOOK")
        .doesNotContain(SECRET);
  }
}
