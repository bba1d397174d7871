package io.glancesync.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import io.glancesync.cli.Shell.Said;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterJson;
import io.glancesync.deadletter.Letters;
import io.glancesync.file.ReportJson;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that ask a service on another host print what the same commands print there. */
class RemoteTest {
  private static final String TOKEN = "gAAAAABn-token-of-the-operator";
  private static final String REGIONS = "GET /v2/regions?limit=1000";
  private static final String RUN = "20261123T000230.277Z";
  private static final String ASKED = "5b0f8a4e-6c1d-4f7e-9a3b-2c8d1e0f4a6b";

  private static final String TWO_REGIONS =
      """
      {"regions": [
        {"region": "Burgos", "target": "master", "reachable": true, "error": null,
         "paused": {"since": "2026-03-01T09:00:00Z", "until": "2026-03-01T12:00:00Z",
                    "reason": "new network", "by": "API (ana)"}},
        {"region": "Caceres", "target": "master", "reachable": true, "error": null, "paused": null},
        {"region": "other:Madrid", "target": "other", "reachable": false,
         "error": "Tried to list Madrid, but there was no connection", "paused": null}]}""";

  private static final String MATRIX =
      """
      {"states": {"o": "ok", "u": "pending_upload", "-": "not selected here", "?": "not known"},
       "regions": [{"region": "Burgos", "as_of": "2026-03-01T08:00:00Z", "reachable": true},
                   {"region": "Caceres", "as_of": null, "reachable": true}],
       "images": [{"image": "large", "size": 2000, "master_id": "m2", "cells": "u?"},
                  {"image": "a,\\u001b[31m\\u0085b", "size": 1000, "master_id": "m1", "cells": "o-"}]}""";

  @TempDir Path folder;
  private final FakeService service = new FakeService();
  private final FakeEngine engine = new FakeEngine().region("Valladolid");
  private Shell shell;

  @BeforeEach
  void an_operators_own_machine() {
    shell = new Shell(folder, engine).remove("work/conf/glancesync.conf");
    shell.variable("GLANCESYNC_URL", service.url()).variable("OS_TOKEN", TOKEN);
  }

  @AfterEach
  void nothing_was_started_and_the_token_is_nowhere_else() {
    assertThat(engine.wasStarted()).isFalse();
    assertThat(service.seen()).allMatch(it -> it.token().equals(TOKEN));
    service.close();
  }

  private Said run(String... words) {
    Said said = shell.run(words);
    assertThat(said.out() + said.err()).doesNotContain(TOKEN, "\tat ", "Exception");
    return said;
  }

  @Test
  void the_states_are_those_of_the_services_last_comparison() {
    service.on(REGIONS, TWO_REGIONS).on("GET /v2/status?region=Burgos&region=Caceres", MATRIX);

    Said said = run("status");

    assertThat(said)
        .isEqualTo(
            new Said(
                0,
                """
                STATE             SIZE  REGION  IMAGE
                ok              1.0 kB  Burgos  a,\\u001b[31m\\u0085b
                pending_upload  2.0 kB  Burgos  large
                Burgos is paused until 2026-03-01T12:00:00Z (new network)
                """,
                """
                note: this is as of the last comparison of each region; the oldest is of 2026-03-01T08:00:00Z
                note: the service has not compared Caceres since it began; glancesync sync --dry-run does
                """));
  }

  @Test
  void states_as_csv_and_json_are_exact_and_move_no_cursor() {
    service
        .on(REGIONS, TWO_REGIONS)
        .on("GET /v2/status?region=Burgos&region=Caceres&image=a*", MATRIX);

    assertThat(run("status", "--image", "a*", "--format", "csv").out())
        .isEqualTo("ok,Burgos,\"a,\u001b[31m\u0085b\"\npending_upload,Burgos,large\n");
    assertThat(run("status", "--image=a*", "--format=json").out())
        .contains("\"image\": \"a,\\u001B[31m\\u0085b\"")
        .doesNotContain("\u001b", "\u0085");
    shell.onTerminal();
    assertThat(run("status", "--image=a*", "--format=csv", "--color=never").out())
        .doesNotContain("\u001b");
  }

  @Test
  void a_region_that_cannot_be_reached_is_an_error_and_one_that_is_unknown_is_wrong_usage() {
    service
        .on(REGIONS, TWO_REGIONS)
        .on(
            "GET /v2/status?region=other%3AMadrid",
            "{\"states\": {}, \"regions\": [], \"images\": []}");

    Said said = run("status", "other:");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("glancesync: Tried to list Madrid, but there was");
    Said unknown = run("status", "Burgo");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("no region 'Burgo'").contains("did you mean 'Burgos'?");
  }

  @ParameterizedTest
  @CsvSource({
    "status --tag x, --tag",
    "status --fail-if-pending, --fail-if-pending",
    "status --conf x, --conf",
    "runs list --config a=b, --config",
    "sync --bwlimit 1M, --bwlimit",
    "sync --tag x, --tag",
    "sync --accept-narrowed-selection, --accept-narrowed-selection",
    "sync --report x --no-wait, --report",
    "pause other: --reason x, other:",
    "check, check works on this host only",
    "serve, dead-letters retry",
    "explain x Burgos, explain works on this host only",
  })
  void what_a_service_cannot_serve_is_refused_by_name(String words, String named) {
    Said said = run(words.split(" "));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("glancesync: ").contains(named);
    assertThat(service.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help status", "status --help", "--version", "completion"})
  void help_needs_neither_this_host_nor_a_service(String words) {
    assertThat(run(words.split(" ")).code()).isZero();
    assertThat(service.seen()).isEmpty();
  }

  @Test
  void no_wait_needs_a_service() {
    Said said = shell.variable("GLANCESYNC_URL", "").run("sync", "--no-wait");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--no-wait needs --url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://x",
        "x",
        "http://",
        "http://u:secret@x",
        "http://x:99999",
        "http://x?a=b",
        "http://a b"
      })
  void an_address_that_is_none_is_refused_and_not_shown(String url) {
    Said said = run("runs", "--url", url);

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "glancesync: --url is not the address of a service; write for example"
                + " https://glancesync.example.com:8080, without a user or a query\n");
  }

  private static ObjectNode past(String id, String... fields) {
    var begun = Instant.parse("2026-03-01T09:00:00Z");
    var region =
        new RegionResult(
            RegionName.of("Burgos"), RegionResult.RegionOutcome.DONE, Optional.empty());
    var report =
        new RunReport(
            id,
            begun,
            begun.plusSeconds(2),
            Optional.of("API (ana)"),
            false,
            List.of(region),
            List.of(),
            List.of());
    return ReportJson.node(report).put("id", id).put("state", "in_sync");
  }

  private static String line(String id, String state) {
    boolean isQueued = state.equals("queued");
    return """
        {"id": "%s", "run": "%s", "state": "%s", "begun_by": "API (ana)", "started": %s,
         "finished": %s, "changes": 3, "failed": 0, "regions": ["Burgos"], "regions_done": 0,
         "sent": 500, "size": 1000, "rate": 100, "eta": 5}"""
        .formatted(
            id,
            id,
            state,
            isQueued ? null : "\"2026-03-01T09:00:00Z\"",
            isQueued || state.equals("running") ? null : "\"2026-03-01T09:00:02Z\"");
  }

  @Test
  void runs_are_listed_with_those_that_wait() {
    service.on(
        "GET /v2/runs?limit=11",
        "{\"runs\": [%s, %s, %s, %s]}"
            .formatted(
                line(ASKED, "queued"),
                line("r3", "running"),
                line("r2", "changed"),
                line("r1", "failed")));

    assertThat(run("runs", "list", "--limit", "1"))
        .isEqualTo(
            new Said(
                0,
                """
                RUN                                   BEGAN                       TOOK  BY         OUTCOME                    CHANGES  FAILED  REGIONS
                5b0f8a4e-6c1d-4f7e-9a3b-2c8d1e0f4a6b  -                              -  API (ana)  queued                           3       0  Burgos
                r3                                    2026-03-01T09:00:00Z  1 h 0 min   API (ana)  running, 50 %, 5.0 s left        3       0  Burgos
                r2                                    2026-03-01T09:00:00Z      2.0 s   API (ana)  changed                          3       0  Burgos
                """
                    .replace("1 h 0 min   API", "1 h 0 min  API")
                    .replace("    2.0 s   API", "    2.0 s  API")
                    .replace("BEGAN                       TOOK", "BEGAN                      TOOK")
                    .replace(
                        "-                              -  API",
                        "-                             -  API"),
                ""));
  }

  @Test
  void pages_are_read_until_there_are_enough_runs() {
    service
        .on(
            "GET /v2/runs?limit=30",
            "{\"runs\": [%s], \"next\": \"/v2/runs?limit=30&marker=r2\"}"
                .formatted(line("r2", "changed")))
        .on("GET /v2/runs?limit=30&marker=r2", "{\"runs\": [%s]}".formatted(line("r1", "failed")));

    assertThat(run("runs", "--color", "never").out()).contains("r2 ", "r1 ");
  }

  @Test
  void a_next_page_on_another_host_is_not_asked_for() {
    service.on("GET /v2/runs?limit=30", "{\"runs\": [], \"next\": \"@evil.example.com/\"}");

    Said said = run("runs");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("not one of GlanceSync's API");
    assertThat(service.seen()).hasSize(1);
  }

  @Test
  void a_run_is_shown_by_the_beginning_of_its_id_and_as_last() {
    service
        .on("GET /v2/runs?limit=1000", "{\"runs\": [%s]}".formatted(past(RUN)))
        .on("GET /v2/runs?limit=11", "{\"runs\": [%s]}".formatted(past(RUN)))
        .on("GET /v2/runs/" + RUN, past(RUN).toString());

    Said said = run("runs", "show", "20261123T");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .startsWith(
            """
            Run 20261123T000230.277Z
              by        API (ana)
              began     2026-03-01T09:00:00Z
              took      2.0 s
              outcome   in_sync
            """);
    assertThat(run("runs", "show", "last")).isEqualTo(said);
    assertThat(run("runs", "show", RUN, "--format", "json").out()).contains("\"run\": \"" + RUN);
  }

  @Test
  void an_unknown_run_is_no_wrong_usage() {
    service
        .on("GET /v2/runs?limit=1000", "{\"runs\": []}")
        .on("GET /v2/runs/none", 404, problem("unknown-run", "There is no run 'none'"));

    Said said = run("runs", "show", "none");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("There is no run 'none'", "(request req-4711)");
  }

  private static String problem(String type, String detail) {
    return "{\"type\": \"/v2/problems/%s\", \"title\": \"t\", \"status\": 400, \"detail\": \"%s\"}"
        .formatted(type, detail);
  }

  @Test
  void dead_letters_are_listed_shown_and_discarded() {
    DeadLetter letter = Letters.letterOf("base_ubuntu");
    ObjectNode whole = new DeadLetterJson().node(letter);
    ObjectNode listed = whole.deepCopy();
    listed.remove("transfer");
    service
        .on("GET /v2/dead-letters?limit=1000", "{\"dead_letters\": [%s]}".formatted(listed))
        .on("GET /v2/dead-letters/" + letter.id(), whole.toString())
        .on("DELETE /v2/dead-letters/" + letter.id(), 204, "");

    assertThat(run("dead-letters", "list").out())
        .contains("ID ", "permanent", "next run ", "Burgos  upload  base_ubuntu");
    assertThat(run("dead-letters", "list", "--region", "other:").out().lines()).hasSize(1);
    String id = letter.id().substring(0, 4);
    assertThat(run("dead-letters", "show", id).out())
        .startsWith("Dead letter %s (upload of base_ubuntu in Burgos)\n".formatted(letter.id()))
        .contains("  to do     raise the project's image quota\n");
    assertThat(run("dead-letters", "discard", id).out())
        .isEqualTo("discarded %s (upload of base_ubuntu in Burgos)\n".formatted(letter.id()));
    assertThat(run("dead-letters", "discard").code()).isEqualTo(2);
    assertThat(run("dead-letters", "show", "zzzz").code()).isEqualTo(2);
    assertThat(service.requests()).filteredOn(it -> it.startsWith("DELETE")).hasSize(1);
  }

  @Test
  void a_retry_is_followed_and_says_what_became_of_each_letter() {
    DeadLetter letter = Letters.letterOf("base_ubuntu");
    ObjectNode listed = new DeadLetterJson().node(letter);
    ObjectNode later = listed.deepCopy().put("last_failed", "2026-12-01T00:00:00Z");
    service
        .on("GET /v2/dead-letters?limit=1000", "{\"dead_letters\": [%s]}".formatted(listed))
        .on("GET /v2/dead-letters?limit=1000", "{\"dead_letters\": [%s]}".formatted(later))
        .on("POST /v2/dead-letters/%s/retry".formatted(letter.id()), 202, line(ASKED, "queued"))
        .on("GET /v2/runs/" + ASKED, line(ASKED, "failed"));

    Said said = run("dead-letters", "retry", "--all");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).contains("in Burgos): failed again: Tried to copy it, but Glance");
  }

  @Test
  void a_region_is_paused_and_resumed() {
    service
        .on(REGIONS, TWO_REGIONS)
        .on(
            "PATCH /v2/regions/Burgos",
            """
            {"region": "Burgos", "paused": {"since": "2026-03-01T10:00:00Z",
             "until": "2026-03-01T14:00:00Z", "reason": "disks", "by": "API (ana)"}}""")
        .on("PATCH /v2/regions/Burgos", "{\"region\": \"Burgos\", \"paused\": null}")
        .on("PATCH /v2/regions/other%3AMadrid", "{\"paused\": null}");

    assertThat(run("pause", "Burgos", "--until", "+4h", "--reason", " the  disks"))
        .isEqualTo(
            new Said(
                0,
                "Burgos is paused until 2026-03-01T14:00:00Z (disks); replaces: until"
                    + " 2026-03-01T12:00:00Z (new network)\n",
                ""));
    assertThat(service.bodies("PATCH"))
        .containsExactly(
            "{\"paused\":true,\"reason\":\"the disks\",\"until\":\"2026-03-01T14:00:00Z\"}");
    assertThat(run("resume", "Burgos", "other:Madrid").out())
        .isEqualTo(
            "Burgos is resumed; it was paused since 2026-03-01T09:00:00Z by API (ana) until"
                + " 2026-03-01T12:00:00Z: new network\nother:Madrid is not paused\n");
    assertThat(run("pause", "Burgos", "--until", "soon", "--reason", "x").code()).isEqualTo(2);
  }

  @Test
  void a_pause_that_the_service_does_not_confirm_is_no_success() {
    service.on(REGIONS, TWO_REGIONS).on("PATCH /v2/regions/Burgos", "{\"paused\": null}");

    Said said = run("pause", "Burgos", "--reason", "x");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("the region is not paused then");
  }

  @Test
  void a_run_is_asked_for_and_followed_to_its_end() throws Exception {
    service
        .on("POST /v2/runs", 202, line(ASKED, "queued"))
        .on("GET /v2/runs/" + ASKED, line(ASKED, "queued"))
        .on("GET /v2/runs/" + ASKED, 503, "")
        .on("GET /v2/runs/" + ASKED, line(ASKED, "running"))
        .on("GET /v2/runs/" + ASKED, past(RUN).put("id", ASKED).toString());
    shell.onTerminal();

    Said said =
        run(
            "sync",
            "Burgos",
            "other:",
            "--image",
            "base_*",
            "--parallel",
            "--report",
            "" + folder.resolve("r.json"));

    assertThat(said.code()).isZero();
    assertThat(said.out()).isEqualTo("Nothing to do in Burgos\n");
    assertThat(said.err()).contains("queued", "500 B of 1.0 kB");
    assertThat(service.bodies("POST").get(0))
        .startsWith(
            "{\"regions\":[\"Burgos\",\"other:\"],\"images\":[\"base_*\"],\"note\":\"glancesync sync by ");
    assertThat(Files.readString(folder.resolve("r.json"))).contains(RUN);
  }

  @Test
  void without_waiting_the_id_is_all() {
    service.on("POST /v2/runs", 202, line(ASKED, "queued"));

    assertThat(run("sync", "--no-wait", "--dry-run")).isEqualTo(new Said(0, ASKED + "\n", ""));
    assertThat(service.bodies("POST").get(0))
        .startsWith("{\"dry_run\":true,\"parallel\":1,\"note\":");
  }

  @ParameterizedTest
  @CsvSource({"changed, 0", "in_sync, 0", "failed, 1", "cancelled, 1"})
  void the_exit_code_says_how_the_run_ended(String state, int code) {
    service
        .on("POST /v2/runs", 202, line(ASKED, "queued"))
        .on(
            "GET /v2/runs/" + ASKED,
            "{\"id\": \"x\", \"state\": \"%s\", \"message\": \"why\"}".formatted(state));

    Said said = run("sync");

    assertThat(said.code()).isEqualTo(code);
    assertThat(said.out()).contains("Run x: " + state);
    assertThat(said.err()).contains("glancesync: why");
  }

  @Test
  void a_report_is_printed_alone() {
    service
        .on("POST /v2/runs", 202, line(ASKED, "queued"))
        .on("GET /v2/runs/" + ASKED, past(RUN).put("id", ASKED).toString());

    assertThat(run("sync", "--report", "-").out()).startsWith("{").endsWith("}\n").contains(RUN);
    assertThat(run("sync", "--quiet")).isEqualTo(new Said(0, "", ""));
  }
}
