package io.glancesync.routes.api;

import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.TestRequest;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.run.PauseFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code routes/11-act.camel.yaml}. */
class ActTest extends ApiRouteTest {
  private static final String LATER = Instant.now().plus(1, ChronoUnit.HOURS).toString();

  private Exchange act(String route, TestRequest request) throws Exception {
    return answered(
        route,
        request,
        switch (route) {
          case "change-region" -> Map.of("require-region", NOTHING);
          case "begin-run" -> Map.of("know-regions", NOTHING);
          default -> Map.of();
        });
  }

  private static TestRequest pause(String region, String body) {
    return TestRequest.of("PATCH", "/v2/regions/" + region).with("region", region).body(body);
  }

  private static String problem(Exchange done) {
    return json(done).path("detail").asText();
  }

  @Test
  void a_run_is_queued_shown_and_withdrawn() throws Exception {
    Exchange begun =
        act(
            "begin-run",
            TestRequest.of("POST", "/v2/runs")
                .body("{\"images\": [\"base_*\"], \"dry_run\": true, \"note\": \"why\"}"));
    assertThat(code(begun)).isEqualTo(202);
    String id = json(begun).path("id").asText();
    assertThat(begun.getMessage().getHeader("Location")).isEqualTo("/v2/runs/" + id);
    assertThat(json(begun).path("state").asText()).isEqualTo("queued");
    assertThat(json(begun).path("asked_by").asText()).isEqualTo("alice");
    assertThat(json(begun).at("/wish/note").asText()).isEqualTo("why");

    TestRequest one = TestRequest.get("/v2/runs/" + id).with("run", id);
    assertThat(json(answered("show-run", one))).isEqualTo(json(begun));
    JsonNode line = json(answered("show-runs", TestRequest.get("/v2/runs"))).at("/runs/0");
    assertThat(line.path("id").asText()).isEqualTo(id);
    assertThat(line.path("run").isNull()).isTrue();
    TestRequest its = TestRequest.get("/v2/runs/%s/transfers".formatted(id)).with("run", id);
    assertThat(json(answered("show-run-transfers", its)).path("transfers")).isEmpty();

    TestRequest cancel = TestRequest.of("POST", "/v2/runs/x/cancel").with("run", id);
    Exchange cancelled = act("cancel-run", cancel);
    assertThat(code(cancelled)).isEqualTo(202);
    assertThat(json(cancelled).path("state").asText()).isEqualTo("cancelled");
    assertThat(code(act("cancel-run", cancel))).isEqualTo(409);
    assertThat(bean("runQueue", RunQueue.class).next()).isNull();
    assertThat(code(act("cancel-run", cancel.with("run", "20261126T230500.120Z")))).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|The body is empty",
        "[]|cannot be understood",
        "null|The body is empty",
        "{\"regions\": []}|leave it out for all",
        "{\"regions\": [\"\"]}|texts that are not empty",
        "{\"regions\": \"Burgos\"}|cannot be understood",
        "{\"regions\": [\"nowhere:X\"]}|There is no target 'nowhere'",
        "{\"region\": [\"Burgos\"]}|cannot be understood",
        "{\"dry_run\": \"yes\"}|cannot be understood",
        "{\"parallel\": 0}|has to be above 0",
        "{\"parallel\": 1.5}|cannot be understood",
        "{\"parallel\": 1, \"parallel\": 2}|cannot be understood",
        "{} {}|cannot be understood"
      })
  void a_run_that_cannot_be_meant_is_refused(String body, String why) throws Exception {
    Exchange done = act("begin-run", TestRequest.of("POST", "/v2/runs").body(body));
    assertThat(code(done)).isIn(400, 404);
    assertThat(problem(done)).contains(why).doesNotContain("Exception", "io.glancesync");
    assertThat(bean("runQueue", RunQueue.class).all()).isEmpty();
  }

  @Test
  void a_region_is_paused_and_resumed() throws Exception {
    Exchange unknown = act("change-region", pause("Burgos", "{\"paused\": false}"));
    // nothing is known of it before its first comparison, and yet it can be paused
    assertThat(code(unknown)).isEqualTo(200);
    Exchange paused =
        act(
            "change-region",
            pause(
                "Burgos",
                "{\"paused\": true, \"reason\": \"work\\nthere\", \"until\": \"%s\"}"
                    .formatted(LATER)));
    assertThat(code(paused)).isEqualTo(200);
    JsonNode pause = json(paused).path("paused");
    assertThat(pause.path("by").asText()).isEqualTo("API (alice)");
    assertThat(pause.path("reason").asText()).doesNotContain("\n").startsWith("work");
    assertThat(pause.path("until").asText()).isNotEmpty();
    Exchange resumed = act("change-region", pause("Burgos", "{\"paused\": false}"));
    assertThat(json(resumed).path("paused").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Burgos|{}|does not say whether",
        "Burgos|{\"paused\": true}|needs a reason",
        "Burgos|{\"paused\": true, \"reason\": \" \"}|needs a reason",
        "Burgos|{\"paused\": true, \"reason\": \"x\", \"until\": \"tomorrow\"}|a time to come",
        "Burgos|{\"paused\": true, \"reason\": \"x\", \"until\": \"2020-01-01T00:00:00Z\"}|a time to come",
        "Valladolid|{\"paused\": true, \"reason\": \"x\"}|The master region Valladolid"
      })
  void a_pause_that_cannot_be_meant_is_refused(String region, String body, String why)
      throws Exception {
    Exchange done = act("change-region", pause(region, body));
    assertThat(code(done)).isEqualTo(400);
    assertThat(problem(done)).contains(why);
  }

  @Test
  void the_bandwidth_is_limited_for_a_while() throws Exception {
    TestRequest patch = TestRequest.of("PATCH", "/v2/bandwidth");
    String body = "{\"all\": \"20M\", \"until\": \"%s\"}".formatted(LATER);
    JsonNode limited = json(act("change-bandwidth", patch.body(body)));
    assertThat(limited.path("all").asLong()).isEqualTo(20L << 20);
    assertThat(limited.path("until").asText()).startsWith(LATER.substring(0, 19));
    JsonNode ended = json(act("change-bandwidth", patch.body("{\"all\": null}")));
    assertThat(ended.path("all").isNull()).isTrue();
    assertThat(ended.path("until").isNull()).isTrue();
    assertThat(problem(act("change-bandwidth", patch.body("{\"all\": \"20M\"}"))))
        .contains("needs a time");
    assertThat(problem(act("change-bandwidth", patch.body("{}")))).contains("has no all");
    assertThat(problem(act("change-bandwidth", patch.body(body.replace("20M", "fast")))))
        .contains("'fast' is not a rate");
  }

  @Test
  void what_is_not_there_cannot_be_retried_discarded_or_run() throws Exception {
    TestRequest letter = TestRequest.of("POST", "/v2/dead-letters/x/retry").with("letter", "x");
    assertThat(code(act("retry-letter", letter))).isEqualTo(404);
    TestRequest discard = TestRequest.of("DELETE", "/v2/dead-letters/x").with("letter", "x");
    assertThat(code(act("discard-letter", discard))).isEqualTo(404);
    TestRequest schedule = TestRequest.of("POST", "/v2/schedules/x/run").with("schedule", "hurly");
    assertThat(code(act("begin-run-of-schedule", schedule))).isEqualTo(404);
    TestRequest letters = TestRequest.of("POST", "/v2/dead-letters/retry");
    assertThat(code(act("retry-letters", letters.body("{\"all\": true}")))).isEqualTo(409);
    assertThat(code(act("retry-letters", letters.body("{\"region\": \"Burgos\"}")))).isEqualTo(409);
    assertThat(code(act("retry-letters", letters.body("{}")))).isEqualTo(400);
    assertThat(code(act("retry-letters", letters.body("{\"all\": true, \"region\": \"Burgos\"}"))))
        .isEqualTo(400);
  }

  @Test
  void a_schedule_is_run_now() throws Exception {
    TestRequest schedule =
        TestRequest.of("POST", "/v2/schedules/hourly/run").with("schedule", "hourly");
    Exchange begun = act("begin-run-of-schedule", schedule);
    assertThat(code(begun)).isEqualTo(202);
    assertThat(json(begun).at("/wish/note").asText()).isEqualTo("schedule hourly");
  }

  @Test
  void a_schedule_is_paused_and_resumed() throws Exception {
    TestRequest schedule =
        TestRequest.of("PATCH", "/v2/schedules/hourly").with("schedule", "hourly");
    String body = "{\"paused\": true, \"reason\": \"work\", \"until\": \"%s\"}".formatted(LATER);
    JsonNode paused = json(act("change-schedule", schedule.body(body))).path("paused");
    assertThat(paused.path("reason").asText()).isEqualTo("work");
    assertThat(paused.path("by").asText()).isEqualTo("API (alice)");
    assertThat(
            json(answered(
                    "show-schedule",
                    TestRequest.get("/v2/schedules/hourly").with("schedule", "hourly")))
                .path("paused"))
        .isEqualTo(paused);
    JsonNode resumed = json(act("change-schedule", schedule.body("{\"paused\": false}")));
    assertThat(resumed.path("paused").isNull()).isTrue();
  }

  @Test
  void what_is_paused_with_its_target_is_not_resumed_alone() throws Exception {
    var paused =
        new RegionPause(RegionName.of("other:"), Instant.now(), Optional.empty(), "work", "bob");
    new PauseFile(home.resolve("var")).change(it -> it.with(paused));
    Exchange done = act("change-region", pause("other:Madrid", "{\"paused\": false}"));
    assertThat(code(done)).isEqualTo(409);
    assertThat(problem(done)).contains("together with its target");
  }

  @Test
  void while_nobody_can_tell_which_schedules_are_paused_all_are_shown_so() throws Exception {
    Path file = home.resolve("var/paused-schedules.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[");
    TestRequest hourly = TestRequest.get("/v2/schedules/hourly").with("schedule", "hourly");
    JsonNode shown = json(answered("show-schedule", hourly));
    assertThat(shown.at("/paused/reason").asText()).contains("cannot be understood");
    TestRequest resume = TestRequest.of("PATCH", "/v2/schedules/hourly").with("schedule", "hourly");
    Exchange refused = act("change-schedule", resume.body("{\"paused\": false}"));
    assertThat(code(refused)).isEqualTo(503);
    assertThat(problem(refused)).contains("paused-schedules.json");
  }
}
