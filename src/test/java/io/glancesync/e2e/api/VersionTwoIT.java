package io.glancesync.e2e.api;

import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.api.v2.Contract;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Tokens;
import io.glancesync.world.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Version 2 of the HTTP API, as far as it reads. Caceres was synced before the last image came;
 * after that, Burgos was looked at, and then other:Madrid was synced. The client holds each answer
 * against the contract.
 */
@EndToEnd
class VersionTwoIT {
  private static final String ID = "req-0c1d6a3e-53f5-4d0a-8a50-8a0f4d1c1f10";

  @TempDir private static Path folder;
  private static Command glancesync;
  private static Command.Running service;
  private static ApiClient api;
  private static String caceres;
  private static String madrid;
  private static Instant between;

  @BeforeAll
  static void regions_that_differ() {
    World.clear();
    int port = ApiClient.freePort();
    glancesync =
        new Command(folder)
            .configured("", "", "metadata_condition = image.name.startswith('base_')")
            .with("GLANCESYNC_SCHEDULE_HOURLY_CRON", "0 0 0 1 1 ? 2098")
            .with("GLANCESYNC_BANDWIDTH", "200M")
            .with("GLANCESYNC_HTTP_PORT", "" + port)
            .with("GLANCESYNC_HTTP_OWNER", "Example Cloud");
    service = glancesync.start("serve").until("The HTTP API is at");
    api = new ApiClient(port, Tokens.of("keystone-a", "sync").token());

    VALLADOLID.image("base_debian").content("x".repeat(1000)).upload();
    VALLADOLID.image("ubuntu").content("x".repeat(2000)).upload();
    caceres = run("Caceres");
    between = Instant.now();
    VALLADOLID.image("late").content("x".repeat(3000)).upload();
    api.get("/regions/Burgos").is(200);
    madrid = run("other:Madrid");
  }

  private static String run(String region) {
    JsonNode task = api.synced(region);
    assertThat(task.path("status").asText()).isEqualTo("synced");
    return task.path("run").asText();
  }

  @AfterAll
  static void end() {
    service.signal("TERM");
    service.result().exits(0);
    assertThat(service.log())
        .noneMatch(it -> it.contains(api.token()))
        .anyMatch(it -> it.matches(".* INFO +GET /v2/status 200 \\d+ ms sync req-.*"));
    glancesync.close();
    World.clear();
  }

  private static JsonNode json(String path) {
    return api.get(path).is(200).json();
  }

  private static JsonNode problem(String path, int code, String type) {
    var reply = api.get(path).is(code);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.json().path("type").asText()).isEqualTo("/v2/problems/" + type);
    return reply.json();
  }

  /** The letters of an image, by region. The master region has none. */
  private static Map<String, String> cells(JsonNode matrix, String image) {
    var cells = new TreeMap<String, String>();
    JsonNode row = row(matrix, image);
    List<String> regions = matrix.path("regions").findValuesAsText("region");
    String letters = row.path("cells").asText();
    assertThat(letters).hasSameSizeAs(regions);
    for (int i = 0; i < letters.length(); i++) {
      cells.put(regions.get(i), letters.substring(i, i + 1));
    }
    assertThat(cells).doesNotContainKey("Valladolid");
    return cells;
  }

  private static JsonNode row(JsonNode matrix, String image) {
    return StreamSupport.stream(matrix.path("images").spliterator(), false)
        .filter(it -> it.path("image").asText().equals(image))
        .findFirst()
        .orElseThrow(() -> new AssertionError(image + " is not in " + matrix));
  }

  private static List<String> images(String query) {
    return json("/v2/status" + query).path("images").findValuesAsText("image");
  }

  @Test
  void the_matrix_has_a_letter_for_each_image_in_each_region() {
    JsonNode matrix = json("/v2/status");
    assertThat(cells(matrix, "base_debian"))
        .isEqualTo(Map.of("Burgos", "u", "Caceres", "o", "other:Madrid", "o"));
    assertThat(cells(matrix, "ubuntu"))
        .isEqualTo(Map.of("Burgos", "u", "Caceres", "o", "other:Madrid", "-"));
    assertThat(cells(matrix, "late"))
        .isEqualTo(Map.of("Burgos", "u", "Caceres", "?", "other:Madrid", "-"));
    assertThat(row(matrix, "late").path("size").asLong()).isEqualTo(3000);
    assertThat(row(matrix, "late").path("master_id")).isEqualTo(VALLADOLID.only("late").path("id"));
    assertThat(matrix.path("regions").findValuesAsText("reachable")).containsOnly("true");
    JsonNode states = matrix.path("states");
    assertThat(states.path("o").asText()).isEqualTo("ok");
    assertThat(states.path("u").asText()).isEqualTo("pending_upload");
    assertThat(states.path("-").asText()).isEqualTo("not selected here");
    assertThat(states.path("?").asText()).isEqualTo("not known");
    assertThat(states).hasSize(11);
    assertThat(CACERES.names()).containsExactlyInAnyOrder("base_debian", "ubuntu");
    assertThat(MADRID.names()).containsExactly("base_debian");
  }

  @Test
  void the_matrix_is_cut_to_what_is_asked_for() {
    // what nothing is known of in the regions that are shown is left out
    assertThat(images("?region=Caceres")).containsExactlyInAnyOrder("base_debian", "ubuntu");
    assertThat(images("?region=other:Madrid")).containsExactly("base_debian");
    assertThat(images("?region=other%3AMadrid,Caceres&image=base_*"))
        .containsExactly("base_debian");
    assertThat(images("?region=Burgos&region=Caceres")).hasSize(3);
    assertThat(images("?image=ubunt%3F&image=late")).containsExactlyInAnyOrder("ubuntu", "late");
    assertThat(images("?state=pending_upload")).hasSize(3);
    assertThat(images("?state=pending_upload&region=Caceres")).isEmpty();
    assertThat(images("?state=ok,pending_rename&region=Caceres")).hasSize(2);
    JsonNode later = json("/v2/status?since=" + between);
    assertThat(later.path("regions").findValuesAsText("region"))
        .containsExactly("Burgos", "other:Madrid");
    assertThat(json("/v2/status?since=2098-01-01T00:00:00Z").path("regions")).isEmpty();
    assertThat(problem("/v2/status?region=Brugos", 404, "unknown-region").path("nearest").asText())
        .isEqualTo("Burgos");
    assertThat(problem("/v2/status?state=okay", 400, "bad-request").path("nearest").asText())
        .isEqualTo("ok");
    problem("/v2/status?since=today", 400, "bad-request");
    problem("/v2/status?limit=1", 400, "bad-request");
  }

  /** The values of all items of a list, read one by one. */
  private static List<String> paged(String path, String list, String key) {
    var all = new ArrayList<String>();
    for (String next = path; !next.isEmpty(); ) {
      JsonNode page = json(next);
      assertThat(page.path(list)).hasSize(1);
      all.add(page.path(list).path(0).path(key).asText());
      next = page.path("next").asText();
    }
    return all;
  }

  @Test
  void the_regions() {
    assertThat(paged("/v2/regions?limit=1", "regions", "region"))
        .isEqualTo(json("/v2/regions").path("regions").findValuesAsText("region"))
        .isSorted()
        .contains("Burgos", "Caceres", "other:Madrid")
        .isSubsetOf("Burgos", "Caceres", "other:Madrid");
    JsonNode burgos = json("/v2/regions/Burgos");
    assertThat(burgos.path("target").asText()).isEqualTo("master");
    assertThat(burgos.path("reachable").asBoolean()).isTrue();
    assertThat(burgos.path("in_step").asBoolean()).isFalse();
    assertThat(burgos.path("last_in_step").isNull()).isTrue();
    assertThat(burgos.path("states").toString()).isEqualTo("{\"pending_upload\":3}");
    assertThat(burgos.path("images").findValuesAsText("image"))
        .containsExactlyInAnyOrder("base_debian", "ubuntu", "late");
    JsonNode other = json("/v2/regions/other%3AMadrid");
    assertThat(other.path("target").asText()).isEqualTo("other");
    assertThat(other.path("in_step").asBoolean()).isTrue();
    assertThat(Instant.parse(other.path("last_in_step").asText())).isAfter(between);
    assertThat(other.path("states").toString()).isEqualTo("{\"ok\":1}");
    assertThat(other.path("images")).isEmpty();
    assertThat(problem("/v2/regions/Madrid", 404, "unknown-region").path("detail").asText())
        .contains("'Madrid'", "/v2/regions");
    problem("/v2/regions/$%7Bbody%7D", 404, "unknown-region");
    problem("/v2/regions/Burgos%00", 404, "unknown-region");
  }

  @Test
  void the_runs() {
    List<String> runs = paged("/v2/runs?limit=1", "runs", "run");
    assertThat(runs).doesNotHaveDuplicates().contains(caceres, madrid);
    assertThat(runs.indexOf(madrid)).isLessThan(runs.indexOf(caceres));
    assertThat(json("/v2/runs").path("runs").findValuesAsText("run")).isEqualTo(runs);
    assertThat(json("/v2/runs").has("next")).isFalse();
    assertThat(json("/v2/runs?region=Caceres").path("runs").findValuesAsText("run"))
        .containsExactly(caceres);
    assertThat(paged("/v2/runs?region=Caceres&outcome=changed&limit=1", "runs", "run"))
        .containsExactly(caceres);
    assertThat(json("/v2/runs?outcome=failed").path("runs")).isEmpty();
    assertThat(json("/v2/runs?schedule=hourly").path("runs")).isEmpty();
    assertThat(json("/v2/runs?since=" + between).path("runs").findValuesAsText("run"))
        .contains(madrid)
        .doesNotContain(caceres);
    problem("/v2/runs?limit=0", 400, "bad-request");
    problem("/v2/runs?marker=x", 400, "bad-request");
    problem("/v2/runs/..%2F..%2Fschedules", 404, "unknown-run");
  }

  @Test
  void a_run_and_what_it_did() {
    JsonNode run = json("/v2/runs/" + caceres);
    assertThat(run.path("state").asText()).isEqualTo("changed");
    assertThat(run.path("begun_by").asText()).isEqualTo("API (sync)");
    assertThat(run.path("regions").findValuesAsText("region")).containsExactly("Caceres");
    assertThat(run.path("transfers")).hasSize(2);
    String transfers = "/v2/runs/%s/transfers".formatted(caceres);
    assertThat(paged(transfers + "?limit=1", "transfers", "image"))
        .containsExactlyInAnyOrder("base_debian", "ubuntu");
    assertThat(json(transfers + "?outcome=done").path("transfers"))
        .isEqualTo(run.path("transfers"));
    assertThat(json(transfers + "?outcome=failed").path("transfers")).isEmpty();
    problem(transfers + "?outcome=finished", 400, "bad-request");
    problem("/v2/runs/20200101T000000.000Z/transfers", 404, "unknown-run");
    assertThat(json("/v2/transfers").path("transfers")).isEmpty();
    assertThat(json("/v2/dead-letters").path("dead_letters")).isEmpty();
    problem("/v2/dead-letters/x", 404, "unknown-dead-letter");
  }

  @Test
  void the_service_and_what_is_set() {
    JsonNode it = json("/v2");
    assertThat(it.path("name").asText()).isEqualTo("Example Cloud");
    assertThat(it.path("user").asText()).isEqualTo("sync");
    assertThat(it.path("may_act").asBoolean()).isTrue();
    assertThat(it.path("epoch")).isEqualTo(json("/v2/events").path("epoch"));
    it.path("links").forEach(link -> api.get(link.asText()).is(200));

    JsonNode schedules = json("/v2/schedules").path("schedules");
    assertThat(schedules.findValuesAsText("name")).containsExactly("hourly");
    assertThat(json("/v2/schedules/hourly")).isEqualTo(schedules.path(0));
    assertThat(schedules.path(0).path("cron").asText()).isEqualTo("0 0 0 1 1 ? 2098");
    assertThat(problem("/v2/schedules/hurly", 404, "unknown-schedule").path("nearest").asText())
        .isEqualTo("hourly");

    JsonNode settings = json("/v2/settings");
    assertThat(settings.path("settings").path("glancesync.retry.max-retries").asText())
        .isEqualTo("1");
    // a free text may hold a secret
    assertThat(settings.path("settings").has("glancesync.http.owner")).isFalse();
    assertThat(settings.path("refused_edits")).isEmpty();
    assertThat(settings.toString()).doesNotContain(World.secrets());

    assertThat(json("/v2/bandwidth").path("all").asLong()).isEqualTo(200L << 20);
    assertThat(json("/v2/bandwidth").path("in_use").asLong()).isZero();
  }

  @Test
  void the_checks() {
    JsonNode checks = json("/v2/checks");
    assertThat(checks.path("checks").findValuesAsText("status")).contains("ok");
    assertThat(checks.toString()).doesNotContain(World.secrets());
    JsonNode fresh = json("/v2/checks?fresh=true");
    assertThat(Instant.parse(fresh.path("at").asText()))
        .isAfter(Instant.parse(checks.path("at").asText()));
    assertThat(json("/v2/checks?fresh=false").path("at")).isEqualTo(fresh.path("at"));
    problem("/v2/checks?fresh=perhaps", 400, "bad-request");
  }

  @Test
  void the_contract_itself() throws Exception {
    try (var in = Contract.class.getResourceAsStream("openapi.yaml")) {
      var reply = api.get("/v2/openapi.yaml").is(200);
      assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
      assertThat(reply.text()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void what_a_client_has_is_not_sent_again() {
    for (String path :
        List.of("/v2/status", "/v2/runs/" + caceres, "/v2/regions", "/v2/openapi.yaml")) {
      String tag = api.get(path).is(200).header("ETag");
      for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
        var again = api.send("GET", path, Map.of("If-None-Match", known)).is(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tag);
      }
      api.send("GET", path, Map.of("If-None-Match", "\"x\"")).is(200);
      assertThat(api.send("HEAD", path).is(200).header("ETag")).isEqualTo(tag);
    }
  }

  @Test
  void who_waits_for_events_is_told_at_once() {
    JsonNode all = json("/v2/events");
    assertThat(all.path("complete").asBoolean()).isTrue();
    assertThat(all.path("events").findValuesAsText("type"))
        .contains("run.begun", "region.planned", "transfer.begun", "transfer.ended", "run.ended");
    long newest = all.path("newest").asLong();
    assertThat(json("/v2/events?since=" + newest).path("events")).isEmpty();

    long from = System.nanoTime();
    assertThat(json("/v2/events?wait=1&since=" + newest).path("events")).isEmpty();
    assertThat(since(from)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));

    var waiting = CompletableFuture.supplyAsync(() -> json("/v2/events?wait=20&since=" + newest));
    assertThat(waiting)
        .as("it waits")
        .failsWithin(Duration.ofMillis(500))
        .withThrowableOfType(TimeoutException.class);
    api.post("/regions/other:Madrid").is(200);
    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(3))
        .satisfies(
            it -> {
              assertThat(it.at("/events/0/id").asLong()).isEqualTo(newest + 1);
              assertThat(it.at("/events/0/type").asText()).isEqualTo("run.begun");
              assertThat(it.path("complete").asBoolean()).isTrue();
            });
    // one of another start
    assertThat(json("/v2/events?wait=20&since=99999999").path("complete").asBoolean()).isFalse();
    problem("/v2/events?wait=56", 400, "bad-request");
    problem("/v2/events?since=-1", 400, "bad-request");
  }

  private static Iterator<String> stream(ApiClient client, long since) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/v2/events?since=%d".formatted(client.port(), since)))
            .header("X-Auth-Token", client.token())
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return answer.body().iterator();
  }

  @Test
  void a_stream_tells_events_as_they_happen() throws Exception {
    run("other:Madrid");
    long newest = json("/v2/events").path("newest").asLong();
    Iterator<String> lines = stream(api, newest);
    assertThat(lines.next()).isEqualTo("retry: 1000");
    assertThat(lines.next()).isEqualTo("event: stream");
    assertThat(lines.next()).startsWith("data: {\"epoch\":").contains("\"complete\":true");
    assertThat(lines.next()).isEmpty();
    api.post("/regions/other:Madrid").is(200);
    assertThat(lines.next()).isEqualTo("event: run.begun");
    assertThat(lines.next()).isEqualTo("id: " + (newest + 1));
    JsonNode event = new ObjectMapper().readTree(lines.next().substring("data: ".length()));
    assertThat(event).isEqualTo(json("/v2/events?since=" + newest).at("/events/0"));

    // one whose token is not known yet ends at once, and is the same else
    Tokens.forget("keystone-a", "sync");
    ApiClient stranger = api.with(Tokens.of("keystone-a", "sync").token());
    Iterator<String> first = stream(stranger, newest);
    var all = new ArrayList<String>();
    first.forEachRemaining(all::add);
    assertThat(all).contains("event: stream", "event: run.begun", "id: " + (newest + 1));
    run("other:Madrid");
  }

  private static Duration since(long from) {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  @Test
  void every_operation_needs_a_token_that_suffices() {
    ApiClient member = api.with(Tokens.of("keystone-a", "member").token());
    for (Contract.Operation it : Contract.SHIPPED.operations()) {
      String address = it.address("x");
      String method = it.method().toUpperCase();
      for (String bad : List.of(ApiClient.NO_TOKEN, "abcde-fgh")) {
        var reply = api.with(bad).send(method, address).is(401);
        assertThat(reply.json().path("type").asText()).isEqualTo("/v2/problems/unauthenticated");
        assertThat(reply.header("WWW-Authenticate"))
            .isEqualTo("Keystone uri=\"%s\"".formatted(World.property("keystone-a.url")));
      }
      JsonNode forbidden = member.send(method, address).is(403).json();
      assertThat(forbidden.path("type").asText()).isEqualTo("/v2/problems/forbidden");
    }
  }

  @Test
  void a_path_or_a_method_that_is_none_is_refused_before_the_token() {
    ApiClient anybody = api.with(ApiClient.NO_TOKEN);
    for (String path : List.of("/v2/x", "/v2/region", "/v2/runs/x/y", "/v2/problems/forbidden")) {
      JsonNode unknown = anybody.get(path).is(404).json();
      assertThat(unknown.path("type").asText()).isEqualTo("/v2/problems/unknown-path");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      var reply = anybody.send(method, "/v2/status").is(405);
      assertThat(reply.json().path("type").asText()).isEqualTo("/v2/problems/bad-method");
      assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
    assertThat(anybody.send("OPTIONS", "/v2/runs/x").is(200).header("Allow"))
        .isEqualTo("GET, HEAD, OPTIONS");
    var known = api.send("GET", "/v2/runs/x", Map.of("X-Openstack-Request-Id", ID)).is(404);
    assertThat(known.header("X-Openstack-Request-Id")).isEqualTo(ID);
    assertThat(known.json().path("instance").asText()).isEqualTo(ID);
  }
}
