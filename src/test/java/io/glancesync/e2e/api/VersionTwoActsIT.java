package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 of the HTTP API, as far as it changes something. */
@EndToEnd
class VersionTwoActsIT {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private static Path folder;
  private static Command glancesync;
  private static Command.Running service;
  private static ApiClient api;

  @BeforeAll
  static void a_service_with_the_api() {
    int port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_REGION_MAX_COPIES", "1")
            .with("GLANCESYNC_RETRY_MAX_RETRIES", "0")
            .with("GLANCESYNC_HTTP_PORT", "" + port);
    service = glancesync.start("serve").until("The HTTP API is at");
    api = new ApiClient(port, Tokens.of("keystone-a", "sync").token());
  }

  @BeforeEach
  @AfterEach
  void no_image() {
    World.clear();
  }

  @AfterAll
  static void end() {
    service.signal("TERM");
    service.result().exits(0);
    assertThat(service.log()).noneMatch(it -> it.contains(api.token()));
    glancesync.close();
  }

  private static ApiClient.Reply patch(String path, String body) {
    return api.send("PATCH", path, Map.of(), body);
  }

  private static JsonNode begun(String body) {
    ApiClient.Reply reply = api.send("POST", "/v2/runs", Map.of(), body).is(202);
    assertThat(reply.header("Location")).isEqualTo("/v2/runs/" + reply.json().path("id").asText());
    return reply.json();
  }

  private static JsonNode until(String path, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    JsonNode last = null;
    while (System.nanoTime() < end) {
      last = api.get(path).is(200).json();
      if (wanted.test(last)) {
        return last;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError(path + " stays " + last);
  }

  private static JsonNode ended(JsonNode run) {
    return until(
        "/v2/runs/" + run.path("id").asText(),
        it -> !List.of("queued", "running").contains(it.path("state").asText()));
  }

  @Test
  void a_run_about_some_images_of_a_region() {
    VALLADOLID.image("base_1").upload();
    VALLADOLID.image("other").upload();

    JsonNode ended =
        ended(begun("{\"regions\": [\"Caceres\"], \"images\": [\"base_*\"], \"note\": \"why\"}"));

    assertThat(ended.path("state").asText()).isEqualTo("changed");
    assertThat(ended.path("asked_by").asText()).isEqualTo("sync");
    assertThat(ended.at("/transfers/0/image").asText()).isEqualTo("base_1");
    assertThat(CACERES.names()).containsExactly("base_1");
    String run = ended.path("run").asText();
    JsonNode same = api.get("/v2/runs/" + run).is(200).json();
    assertThat(same.path("transfers")).isEqualTo(ended.path("transfers"));
    assertThat(same.path("begun_by").asText()).isEqualTo("API (sync)");
    JsonNode lines = api.get("/v2/runs?region=Caceres&limit=1").is(200).json().path("runs");
    assertThat(lines.findValuesAsText("id")).containsExactly(run);

    JsonNode none = ended(begun("{\"regions\": [\"Caceres\"], \"images\": [\"bsae_*\"]}"));
    assertThat(none.path("state").asText()).isEqualTo("failed");
    assertThat(none.path("message").asText()).contains("No selected image matches bsae_*");

    JsonNode look = ended(begun("{\"regions\": [\"Burgos\"], \"dry_run\": true}"));
    assertThat(look.path("state").asText()).isEqualTo("changed");
    assertThat(look.path("dry_run").asBoolean()).isTrue();
    assertThat(look.path("transfers").findValuesAsText("outcome")).containsOnly("planned");
    JsonNode planned =
        api.get("/v2/runs/%s/transfers".formatted(look.path("id").asText())).is(200).json();
    assertThat(planned.path("transfers").findValuesAsText("image"))
        .containsExactlyInAnyOrder("base_1", "other");
    assertThat(BURGOS.names()).isEmpty();
    JsonNode matrix = api.get("/v2/status?region=Burgos&state=pending_upload").is(200).json();
    assertThat(matrix.path("images").findValuesAsText("image"))
        .containsExactlyInAnyOrder("base_1", "other");
  }

  @Test
  void a_paused_region_is_left_out() {
    VALLADOLID.image("ubuntu").upload();
    patch("/v2/regions/Caceres", "{\"paused\": true, \"reason\": \"storage work\"}").is(200);
    JsonNode ended = ended(begun("{\"regions\": [\"Caceres\"]}"));
    assertThat(ended.at("/regions/0/outcome").asText()).isEqualTo("paused");
    assertThat(CACERES.names()).isEmpty();

    patch("/v2/regions/Caceres", "{\"paused\": false}").is(200);
    assertThat(ended(begun("{\"regions\": [\"Caceres\"]}")).path("state").asText())
        .isEqualTo("changed");
    patch("/v2/regions/Nowhere", "{\"paused\": false}").is(404);
  }

  @Test
  void a_cancelled_run_ends_what_is_on_its_way_and_begins_nothing_more() {
    VALLADOLID.image("a").content("a".repeat(2 * MEGABYTE)).upload();
    VALLADOLID.image("b").content("b".repeat(2 * MEGABYTE + 1)).upload();
    String until = Instant.now().plusSeconds(600).toString();
    patch("/v2/bandwidth", "{\"all\": \"1M\", \"until\": \"%s\"}".formatted(until)).is(200);
    JsonNode run = begun("{\"regions\": [\"Caceres\"]}");
    JsonNode waiting = begun("{\"regions\": [\"Burgos\"]}");
    until("/v2/transfers", it -> it.findValuesAsText("phase").contains("sending"));

    String path = "/v2/runs/%s/cancel";
    api.post(path.formatted(waiting.path("id").asText())).is(202);
    api.post(path.formatted(run.path("id").asText())).is(202);
    JsonNode ended = ended(run);

    assertThat(ended.path("state").asText()).isEqualTo("cancelled");
    assertThat(CACERES.names()).containsExactly("a");
    assertThat(ended.path("transfers").findValuesAsText("error"))
        .anyMatch(it -> it.contains("the run was cancelled"));
    assertThat(ended(waiting).path("state").asText()).isEqualTo("cancelled");
    assertThat(BURGOS.names()).isEmpty();
    assertThat(api.get("/v2/dead-letters").is(200).json().path("dead_letters")).isEmpty();
    api.post(path.formatted(run.path("id").asText())).is(409);
    api.post(path.formatted(ended.path("run").asText())).is(409);

    patch("/v2/bandwidth", "{\"all\": null}").is(200);
    JsonNode again = ended(begun("{\"regions\": [\"Caceres\"]}"));
    assertThat(again.path("state").asText()).isEqualTo("changed");
    assertThat(CACERES.names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void the_same_key_is_the_same_run() {
    Map<String, String> key = Map.of("Idempotency-Key", "4711");
    String body = "{\"regions\": [\"Caceres\"]}";
    JsonNode first = api.send("POST", "/v2/runs", key, body).is(202).json();
    JsonNode second = api.send("POST", "/v2/runs", key, body).is(202).json();
    assertThat(second.path("id")).isEqualTo(first.path("id"));
    api.send("POST", "/v2/runs", key, "{}").is(422);
    assertThat(ended(first).path("state").asText()).isEqualTo("in_sync");
  }

  @Test
  void what_cannot_be_meant_changes_nothing() {
    api.send("POST", "/v2/runs", Map.of(), "{\"regions\": \"Caceres\"}").is(400);
    api.send("POST", "/v2/runs", Map.of(), "{\"regions\": [\"nowhere:\"]}").is(404);
    api.send("POST", "/v2/runs", Map.of(), "x".repeat(70_000)).is(413);
    api.send("DELETE", "/v2/dead-letters/0badcafe", Map.of()).is(404);
    api.send("POST", "/v2/dead-letters/retry", Map.of(), "{\"all\": true}").is(409);
    api.send("POST", "/v2/schedules/nightly/run", Map.of()).is(404);
    JsonNode run = api.send("POST", "/v2/schedules/hourly/run", Map.of()).is(202).json();
    assertThat(ended(run).path("state").asText()).isEqualTo("in_sync");
  }
}
