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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No end of the service loses a task: a restart takes up what waits. */
@EndToEnd
class TasksSurviveIT {
  @TempDir private Path folder;
  private Command glancesync;
  private Command.Running service;
  private ApiClient api;

  @BeforeEach
  void a_service_with_the_api() {
    World.clear();
    int port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_SHUTDOWN_TIMEOUT", "0s")
            .with("GLANCESYNC_HTTP_PORT", "" + port);
    service = glancesync.start("serve").until("The HTTP API is at");
    api = new ApiClient(port, Tokens.of("keystone-a", "sync").token());
  }

  @AfterEach
  void end() {
    World.uploadsTakeNoTime();
    service.signal("TERM");
    service.result().exits(0);
    glancesync.close();
    World.clear();
  }

  @Test
  void no_kill_loses_a_task() {
    VALLADOLID.image("ubuntu").upload();
    for (int i = 0; i < 10; i++) {
      String task = api.post("/regions/Caceres").is(200).json().path("taskId").asText();
      Map<String, String> key = Map.of("Idempotency-Key", "key-" + i);
      String run = askForBurgos(key);
      pause(i * 150);
      service.signal("KILL");
      service.result();
      service = glancesync.start("serve").until("The HTTP API is at");
      JsonNode ended = api.ended("/regions/Caceres/tasks/" + task);
      assertThat(ended.path("status").asText()).isEqualTo("synced");
      assertThat(askForBurgos(key)).isEqualTo(run);
      assertThat(endedRun(run).path("state").asText()).isIn("in_sync", "changed");
    }
    assertThat(CACERES.names()).containsExactly("ubuntu");
    assertThat(BURGOS.names()).containsExactly("ubuntu");
  }

  private String askForBurgos(Map<String, String> headers) {
    return api.send("POST", "/v2/runs", headers, "{\"regions\": [\"Burgos\"]}")
        .is(202)
        .json()
        .path("id")
        .asText();
  }

  private JsonNode endedRun(String id) {
    JsonNode run = api.get("/v2/runs/" + id).is(200).json();
    while (List.of("queued", "running").contains(run.path("state").asText())) {
      pause(100);
      run = api.get("/v2/runs/" + id).is(200).json();
    }
    return run;
  }

  @Test
  void what_the_service_leaves_when_it_is_told_to_end_is_done_by_the_next() {
    World.uploadsTakeTheirTime();
    VALLADOLID.image("large").zeros(150_000_000).upload();
    String task = api.post("/regions/Caceres").is(200).json().path("taskId").asText();
    // enough for its run to begin, and not for it to end
    pause(1500);
    service.signal("TERM");
    service.result().exits(0);
    World.uploadsTakeNoTime();

    service = glancesync.start("serve").until("The HTTP API is at");
    JsonNode ended = api.ended("/regions/Caceres/tasks/" + task);
    assertThat(ended.path("status").asText()).isEqualTo("synced");
    assertThat(CACERES.only("large").path("status").asText()).isEqualTo("active");
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
