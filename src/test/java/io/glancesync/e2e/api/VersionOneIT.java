package io.glancesync.e2e.api;

import static io.glancesync.world.World.BURGOS;
import static io.glancesync.world.World.CACERES;
import static io.glancesync.world.World.MADRID;
import static io.glancesync.world.World.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.e2e.Command;
import io.glancesync.e2e.EndToEnd;
import io.glancesync.world.Http;
import io.glancesync.world.Tokens;
import io.glancesync.world.Watch;
import io.glancesync.world.World;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 1 of the HTTP API, which scripts of the older tool use. */
@EndToEnd
class VersionOneIT {
  private static final String UNKNOWN = "c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e77";

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
            .with("GLANCESYNC_HTTP_PORT", "" + port)
            .with("GLANCESYNC_HTTP_OWNER", "Example Cloud");
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
    assertThat(service.log())
        .noneMatch(it -> it.contains(api.token()))
        .anyMatch(it -> it.matches(".* INFO +GET / 200 \\d+ ms - req-.*"))
        .anyMatch(it -> it.matches(".* INFO +GET /regions/Burgos 200 \\d+ ms sync req-.*"))
        .anyMatch(it -> it.matches(".* INFO +GET /regions/Burgos 401 \\d+ ms - req-.*"));
    glancesync.close();
  }

  @Test
  void anybody_learns_which_api_it_is() {
    for (String token : List.of(api.token(), ApiClient.NO_TOKEN, "abcde-fgh")) {
      JsonNode it = api.with(token).get("/").is(200).json();
      assertThat(it.path("owner").asText()).isEqualTo("Example Cloud");
      assertThat(it.path("status").asText()).isEqualTo("SUPPORTED");
      assertThat(it.path("id").asText()).isEqualTo("v" + it.path("version").asText());
      assertThat(it.path("updated").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
      assertThat(it.path("runningfrom").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
      assertThat(it.path("href").asText()).isNotEmpty();
      assertThat(it.path("versions").findValuesAsText("id")).containsExactly("v1", "v2");
    }
  }

  @Test
  void a_method_or_a_path_that_is_none_is_refused_before_the_token() {
    for (String method : List.of("POST", "PUT", "DELETE")) {
      var reply = api.with(ApiClient.NO_TOKEN).send(method, "/").is(405);
      assertThat(reply.json().at("/error/message").asText()).isEqualTo("Bad method");
      assertThat(reply.json().at("/error/code").asInt()).isEqualTo(405);
      assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
    for (String path :
        List.of(
            "/regions",
            "/regions/",
            "/regions/Burgos/tasks",
            "/x",
            "/q/dev",
            "/observe/health",
            "/regions/Burgos/tasks/x/y",
            "/favicon.ico",
            "/v1")) {
      JsonNode error = api.with(ApiClient.NO_TOKEN).get(path).is(404).json().path("error");
      assertThat(error.path("message").asText()).isEqualTo("Item not found: ");
      assertThat(error.path("code").asInt()).isEqualTo(404);
    }
    var options = api.with(ApiClient.NO_TOKEN).send("OPTIONS", "/regions/Burgos").is(200);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(api.send("HEAD", "/").is(200).text()).isEmpty();
    assertThat(api.get("/regions/Burgos/").is(200).json().has("images")).isTrue();
  }

  @Test
  void a_token_is_needed_and_has_to_suffice() {
    for (String path : List.of("/regions/Burgos", "/regions/Nowhere", "/regions/Burgos/tasks/x")) {
      for (String bad : List.of(ApiClient.NO_TOKEN, "abcde-fgh", "x y", "a".repeat(9000))) {
        var reply = api.with(bad).get(path).is(401);
        JsonNode error = reply.json().path("error");
        assertThat(error.path("message").asText())
            .isEqualTo("The request you have made requires authentication.");
        assertThat(error.path("title").asText()).isEqualTo("Unauthorized");
        assertThat(reply.header("WWW-Authenticate"))
            .isEqualTo("Keystone uri=\"%s\"".formatted(World.property("keystone-a.url")));
      }
    }
    // one of another Keystone is none
    api.with(Tokens.of("keystone-b", "sync").token()).get("/regions/Burgos").is(401);
    // nor is one in the address
    api.with(ApiClient.NO_TOKEN).get("/regions/Burgos?X-Auth-Token=" + api.token()).is(401);
    api.get("/regions/Nowhere").is(400);
    JsonNode forbidden =
        api.with(Tokens.of("keystone-a", "member").token()).get("/regions/Nowhere").is(403).json();
    assertThat(forbidden.at("/error/title").asText()).isEqualTo("Forbidden");
    assertThat(forbidden.at("/error/message").asText()).contains("glancesync.http.roles");
  }

  @Test
  void the_state_of_a_region() {
    VALLADOLID.image("large").content("x".repeat(1000)).upload();
    VALLADOLID.image("ubuntu").upload();
    assertThat(api.synced("Caceres").path("status").asText()).isEqualTo("synced");

    JsonNode images = api.get("/regions/Caceres").is(200).json().path("images");

    assertThat(images.findValuesAsText("name")).containsExactlyInAnyOrder("large", "ubuntu");
    assertThat(images.findValuesAsText("status")).containsOnly("ok");
    assertThat(images.findValuesAsText("glance_status")).containsOnly("active");
    assertThat(images.findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("large", "ubuntu").map(it -> CACERES.only(it).path("id").asText()).toList());
    JsonNode missing = api.get("/regions/Burgos?image=ubuntu&more=x").is(200).json().path("images");
    assertThat(missing).hasSize(1);
    assertThat(missing.path(0).path("status").asText()).isEqualTo("pending_upload");
    assertThat(missing.path(0).path("id").isNull()).isTrue();
    assertThat(missing.path(0).path("glance_status").isNull()).isTrue();
    assertThat(api.get("/regions/Burgos?image=none").is(200).json().path("images")).isEmpty();
    assertThat(api.get("/regions/other:Madrid").is(200).json().path("images")).hasSize(2);
    assertThat(api.get("/regions/other%3AMadrid").is(200).json().path("images")).hasSize(2);
    assertThat(BURGOS.names()).isEmpty();
  }

  @Test
  void a_region_is_synced_and_no_other() {
    VALLADOLID.image("ubuntu").upload();

    var begun = api.post("/regions/Caceres").is(200);
    String task = begun.json().path("taskId").asText();
    assertThat(begun.json().path("status").asText()).isEqualTo("syncing");
    assertThat(begun.header("Location")).isEqualTo("/regions/Caceres/tasks/" + task);
    JsonNode ended = api.ended("/regions/Caceres/tasks/" + task);

    assertThat(ended.path("status").asText()).isEqualTo("synced");
    assertThat(ended.path("run").asText()).matches("\\d{8}T.*Z");
    assertThat(CACERES.names()).containsExactly("ubuntu");
    for (String key : List.of("size", "checksum", "os_hash_value")) {
      assertThat(CACERES.only("ubuntu").path(key)).isEqualTo(VALLADOLID.only("ubuntu").path(key));
    }
    assertThat(BURGOS.names()).isEmpty();
    assertThat(MADRID.names()).isEmpty();
    assertThat(glancesync.run("runs", "show", ended.path("run").asText()).exits(0).out())
        .contains("API (sync)");
  }

  @Test
  void what_does_not_answer_is_said() throws IOException {
    VALLADOLID.image("ubuntu").upload();
    api.get("/regions/Burgos").is(200);
    World.stop("glance-burgos");
    try {
      var reply = api.get("/regions/Burgos").is(503);
      assertThat(reply.json().at("/error/message").asText()).contains("Burgos");
      assertThat(reply.header("Retry-After")).isEqualTo("5");
      JsonNode task = api.synced("Burgos");
      assertThat(task.path("status").asText()).isEqualTo("failed");
      assertThat(task.path("message").asText()).contains("Burgos");
      assertThat(api.synced("Caceres").path("status").asText()).isEqualTo("synced");
    } finally {
      World.start("glance-burgos");
    }
    World.stop("glance-valladolid");
    try {
      assertThat(api.get("/regions/Burgos").is(503).json().at("/error/message").asText())
          .contains("Valladolid");
      assertThat(api.synced("Burgos").path("message").asText()).contains("Valladolid");
    } finally {
      World.start("glance-valladolid");
    }
    assertThat(api.synced("Burgos").path("status").asText()).isEqualTo("synced");
  }

  @Test
  void a_task_is_done_by_one_run_however_long_it_takes_and_nobody_waits_who_looks()
      throws IOException {
    World.uploadsTakeTheirTime();
    try {
      VALLADOLID.image("large").zeros(400_000_000).upload();
      long before = runs();
      String task = "";
      for (String region : List.of("Burgos", "Caceres", "other:Madrid")) {
        task = api.post("/regions/" + region).is(200).json().path("taskId").asText();
      }
      Watch.untilSaving(MADRID, "large");
      // who looks does not wait for the run
      api.get("/regions/Burgos").is(200);
      api.get("/regions/other:Madrid").is(200);
      assertThat(api.get("/regions/Burgos/tasks/" + task).json().path("status").asText())
          .isEqualTo("syncing");
      JsonNode ended = api.ended("/regions/Burgos/tasks/" + task);
      assertThat(ended.path("status").asText()).isEqualTo("synced");
      assertThat(runs()).isBetween(before + 1, before + 2);
    } finally {
      World.uploadsTakeNoTime();
    }
  }

  private static long runs() throws IOException {
    Path folder = glancesync.data().resolve("runs");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> runs = Files.list(folder)) {
      return runs.count();
    }
  }

  @Test
  void a_body_is_not_read() {
    var reply =
        Http.request("POST", "http://127.0.0.1:%d/regions/Burgos".formatted(api.port()))
            .body(
                "application/x-www-form-urlencoded",
                HttpRequest.BodyPublishers.ofString("X-Auth-Token=" + api.token() + "&a=%zz"))
            .send();
    assertThat(reply.statusCode()).isEqualTo(401);
  }

  @Test
  void the_life_of_a_task() {
    VALLADOLID.image("ubuntu").upload();
    String task = api.post("/regions/Caceres").is(200).json().path("taskId").asText();
    String path = "/regions/Caceres/tasks/" + task;

    JsonNode error = api.send("DELETE", path).json().path("error");
    if (!error.isMissingNode()) {
      assertThat(error.path("message").asText())
          .isEqualTo("Task status is syncing. Unable to delete it.");
      assertThat(error.path("code").asInt()).isEqualTo(400);
    }
    api.ended(path);
    api.get("/regions/Burgos/tasks/" + task).is(200);
    api.send("DELETE", "/regions/Burgos/tasks/" + task).is(400);
    api.get("/regions/Nowhere/tasks/" + task).is(400);
    assertThat(api.synced("Caceres").path("taskId").asText()).isNotEqualTo(task);
    assertThat(api.send("DELETE", path).is(200).text()).isEmpty();
    api.get(path).is(404);
    JsonNode unknown = api.send("DELETE", "/regions/Caceres/tasks/" + UNKNOWN).is(404).json();
    assertThat(unknown.at("/error/description").asText()).contains(UNKNOWN);
    api.get("/regions/Caceres/tasks/..%2F..%2Fschedules.json").is(404);
  }

  @Test
  void an_unknown_region_is_said() {
    for (String region :
        List.of(
            "Atlantis",
            "other:Atlantis",
            "none:Burgos",
            "burgos",
            "%22Burgos%22",
            "$%7Bbody%7D",
            "%7B%7Bx%7D%7D",
            "Valladolid%00")) {
      JsonNode error = api.post("/regions/" + region).is(400).json().path("error");
      assertThat(error.path("message").asText()).isEqualTo("Bad request");
      assertThat(error.path("description").asText()).startsWith("Invalid region ");
    }
  }

  @Test
  void many_who_ask_at_once_get_one_task() throws Exception {
    VALLADOLID.image("ubuntu").upload();
    List<String> regions = List.of("Burgos", "Caceres", "other:Madrid");
    Set<String> tasks = new TreeSet<>();
    var pool = Executors.newFixedThreadPool(40);
    try {
      List<Callable<String>> asking =
          IntStream.range(0, 200)
              .mapToObj(i -> regions.get(i % regions.size()))
              .map(
                  it ->
                      (Callable<String>)
                          () -> api.post("/regions/" + it).is(200).json().path("taskId").asText())
              .toList();
      for (var each : pool.invokeAll(asking)) {
        tasks.add(each.get());
      }
    } finally {
      pool.shutdown();
    }
    // a second one of a region is begun only after the first has ended
    tasks.forEach(it -> api.ended("/regions/Burgos/tasks/" + it));
    try (Stream<Path> files = Files.list(glancesync.data().resolve("tasks"))) {
      assertThat(files.map(it -> it.getFileName().toString().replace(".json", "")))
          .containsAll(tasks);
    }
    assertThat(tasks).hasSizeBetween(3, 9);
    assertThat(MADRID.names()).containsExactly("ubuntu");
  }

  @Test
  void what_is_no_http_gets_no_stack_trace() throws IOException {
    for (String text :
        List.of(
            "nonsense\r\n\r\n",
            "GET /?image=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /regions/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                + "y".repeat(20_000)
                + "\r\n\r\n")) {
      try (var socket = new Socket("127.0.0.1", api.port())) {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).doesNotContain("\tat ", "Exception", "HTTP/1.1 500");
        assertThat(answer).matches("(?s)HTTP/1\\.[01] 4.*").contains("\"code\":4");
      }
    }
    // a large body is not read
    var reply =
        Http.request("POST", "http://127.0.0.1:%d/regions/Burgos".formatted(api.port()))
            .token(api.token())
            .json("x".repeat(100_000))
            .send();
    assertThat(reply.statusCode()).isEqualTo(413);
    assertThat(Http.json(reply).at("/error/code").asInt()).isEqualTo(413);
  }

  @Test
  void a_command_shows_who_has_the_port() {
    var second =
        new Command(folder.resolve("second"))
            .configuredFor("")
            .with("GLANCESYNC_HTTP_PORT", "" + api.port());
    assertThat(second.run("serve").exits(1).err()).contains("Tried to listen on", "in use");
    second.close();
  }
}
