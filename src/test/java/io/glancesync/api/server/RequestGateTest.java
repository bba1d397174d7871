package io.glancesync.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered before any route: too many requests, and paths that are not there. */
class RequestGateTest {
  private final SettableTicks ticks = new SettableTicks();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PathTable table =
      new PathTable(List.of(new PathTable.PathMethods("/v2/here", List.of("GET"))));
  private final LocalServer server = new LocalServer();
  private KnownPaths paths;
  private RequestGate gate;

  @BeforeEach
  void start() {
    paths = new KnownPaths(() -> table, ticks);
    paths.look();
    gate =
        new RequestGate(
            paths,
            new CallRate(ticks),
            it -> it.reveal().startsWith("good"),
            new RequestLog(),
            it -> it.response().end("route"));
    server.serve(List.of(gate));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header(RequestGate.TOKEN, token)
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private int times(String token, int most) {
    int times = 0;
    while (times < most && get("/v2/here", token).statusCode() == 200) {
      times++;
    }
    return times;
  }

  @Test
  void strangers_of_an_address_are_counted_together_and_who_is_known_alone() {
    assertThat(times("bad", 500)).isEqualTo(400);
    HttpResponse<String> refused = get("/v2/here", "worse");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("/v2/problems/");

    assertThat(times("good-1", 500)).isEqualTo(400);
    assertThat(times("good-2", 1)).isEqualTo(1);

    ticks.goOn(Duration.ofSeconds(1));
    assertThat(times("bad", 500)).isEqualTo(100);
  }

  @Test
  void a_path_that_is_not_there_is_told() {
    assertThat(get("/v2/here", "good").body()).isEqualTo("route");
    assertThat(get("/v2/nowhere", "good").statusCode()).isEqualTo(404);
    gate.end();
    assertThat(get("/v2/here", "good").statusCode()).isEqualTo(503);
  }
}
