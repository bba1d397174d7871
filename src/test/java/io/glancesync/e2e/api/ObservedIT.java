package io.glancesync.e2e.api;

import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Http;
import io.glancesync.world.Secrecy;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and metrics of a service, on a port of their own. */
@EndToEnd
class ObservedIT {
  @TempDir private Path folder;
  private int port;
  private Command glancesync;
  private Command.Running service;

  @BeforeEach
  void a_service_that_is_observed() {
    World.clear();
    VALLADOLID.image("ubuntu").upload();
    port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configuredFor("")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "* * * * * ?")
            .with("GLANCESYNC_MANAGEMENT_PORT", "" + port);
    service = glancesync.start("serve").until("Health and metrics are at");
  }

  @AfterEach
  void end() {
    glancesync.close();
    World.clear();
  }

  private HttpResponse<byte[]> get(String path) {
    HttpResponse<byte[]> answer =
        Http.request("GET", "http://127.0.0.1:%d%s".formatted(port, path))
            .token(Tokens.of("keystone-a", "sync").token())
            .send();
    Secrecy.check(path, new String(answer.body(), StandardCharsets.UTF_8));
    Secrecy.check(path, answer.headers().map().toString());
    return answer;
  }

  private String metrics() {
    return new String(get("/observe/metrics").body(), StandardCharsets.UTF_8);
  }

  @Test
  void metrics_tell_what_the_service_did() {
    service.until("ended, changed");

    HttpResponse<byte[]> answer = get("/observe/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics())
        .contains("glancesync_region_last_in_step_timestamp_seconds{region=\"Burgos\"}")
        .contains(
            "glancesync_transfers_total{action=\"upload\",outcome=\"done\",region=\"Burgos\"} 1")
        .contains("glancesync_images{region=\"Caceres\",state=\"ok\"} 1")
        .contains("jvm_memory_used_bytes", "process_start_time_seconds")
        .doesNotContain("ubuntu")
        .doesNotContain(Tokens.of("keystone-a", "sync").token())
        .doesNotContain(World.secrets());
    service.signal("TERM");
    service.result().exits(0);
  }

  @Test
  void health_is_about_the_service_and_not_about_regions() {
    World.stop("glance-burgos");
    try {
      service.until("ended, failed");
      for (String path : new String[] {"/observe/health", "/observe/health/live"}) {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).path("status").asText()).isEqualTo("UP");
      }
    } finally {
      World.start("glance-burgos");
    }
    assertThat(get("/observe/health/live/").statusCode()).isEqualTo(200);
    assertThat(get("/observe").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
    service.signal("TERM");
    service.result().exits(0);
  }
}
