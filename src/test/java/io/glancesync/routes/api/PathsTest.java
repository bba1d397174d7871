package io.glancesync.routes.api;

import static io.glancesync.routes.ScriptedAnswers.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.api.ApiRequest;
import io.glancesync.error.RefusedException;
import io.glancesync.run.RunRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/** {@code routes/01-api.camel.yaml}. */
class PathsTest extends ApiRouteTest {
  /** A caller who was let in. */
  private static Processor as(ApiRequest request) {
    return it -> {
      it.getMessage().setHeader("X-Auth-Token", "secret");
      it.getMessage().setBody(request);
      it.setVariable("apiRequest", request);
    };
  }

  private Exchange answer(String route, ApiRequest request, Map<String, Processor> more)
      throws Exception {
    var answers = new HashMap<>(more);
    answers.put("authenticate", as(request));
    answers.put("require-region", NOTHING);
    mockStarted(route, answers);
    Exchange done = send(route, null, Map.of());
    // Camel's own for the code, and nothing else
    assertThat(done.getMessage().getHeaders().keySet())
        .isSubsetOf("CamelHttpResponseCode", "Content-Type", "Location", "Retry-After");
    return done;
  }

  @Test
  void anybody_may_ask_which_api_it_is() throws Exception {
    mockStarted("show-api", Map.of());

    Exchange done = send("show-api", null, Map.of());

    assertThat(code(done)).isEqualTo(200);
    assertThat(json(done).fieldNames())
        .toIterable()
        .containsExactly(
            "id", "owner", "status", "version", "updated", "runningfrom", "href", "versions");
  }

  @Test
  void a_task_is_begun_shown_and_removed_once_it_has_ended() throws Exception {
    Exchange begun = answer("begin-task", request("other:Mad rid", ""), Map.of());
    String task = json(begun).path("taskId").asText();
    assertThat(begun.getMessage().getHeader("Location"))
        .isEqualTo("/regions/other%3AMad%20rid/tasks/" + task);

    Exchange shown = answer("show-task", request("Burgos", task), Map.of());
    Exchange refused = answer("remove-task", request("other:Mad rid", task), Map.of());

    assertThat(json(shown).path("status").asText()).isEqualTo("syncing");
    assertThat(code(refused)).isEqualTo(400);
    assertThat(json(refused).at("/error/message").asText())
        .isEqualTo("Task status is syncing. Unable to delete it.");
  }

  @Test
  void a_region_is_looked_at_by_a_run_that_changes_nothing() throws Exception {
    Exchange done =
        answer(
            "show-region",
            request("Burgos", ""),
            Map.of(
                "run-or-report-failure",
                it -> {
                  var look = it.getMessage().getBody(RunRequest.class);
                  assertThat(look.dryRun()).isTrue();
                  assertThat(look.regions()).isEqualTo(List.of("Burgos"));
                  throw new RefusedException("the master does not answer", "wait");
                }));

    assertThat(code(done)).isEqualTo(503);
    assertThat(done.getMessage().getHeader("Retry-After")).isEqualTo("5");
    assertThat(json(done).at("/error/message").asText()).contains("the master does not answer");
  }

  @Test
  void an_error_of_ours_is_in_the_log_and_not_in_the_answer() throws Exception {
    var answers = new HashMap<String, Exchange>();
    List<String> lines =
        logged(
            "glancesync.http",
            () -> {
              try {
                Processor broken =
                    it -> {
                      throw new IllegalStateException("inner words");
                    };
                answers.put(
                    "it",
                    answer(
                        "show-region",
                        request("Burgos", ""),
                        Map.of("run-or-report-failure", broken)));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    Exchange done = answers.get("it");
    assertThat(code(done)).isEqualTo(500);
    JsonNode error = json(done).path("error");
    assertThat(error.toString()).isEqualTo("{\"message\":\"Unhandled exception\",\"code\":500}");
    assertThat(lines).containsExactly("The request req-1 failed");
  }
}
