package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.file.ProcessLock;
import io.glancesync.image.ImageId;
import io.glancesync.plan.Action;
import io.glancesync.plan.Warning;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.store.file.FileJournal;
import io.glancesync.store.file.FileRunReportStore;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {
  private static final String OLD = "20260228T000000.000Z";
  private static final String MIDDLE = "20260301T080000.000Z";
  private static final String NEW = "20260301T090000.000Z";

  /** When the shell's clock shows 10:00. */
  private static final Instant PRESENT = FakeEngine.BEGIN.minusSeconds(300);

  private static final String PRESENT_RUN = "20260301T095500.010Z";

  @TempDir Path folder;
  Path data;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void three_runs() throws IOException {
    engine = new FakeEngine().region("Valladolid").region("Burgos");
    shell = new Shell(folder, engine).file("home/conf/application.properties", "glancesync.var=v");
    data = folder.resolve("home/v");
    keep(report(OLD, Optional.empty(), done("Burgos")));
    Path old = file(OLD);
    // as an earlier release wrote it
    Files.writeString(old, Files.readString(old).replace("  \"begun_by\": null,\n", ""));
    keep(
        report(
            MIDDLE,
            Optional.of("root@host"),
            done("Burgos"),
            done("Caceres"),
            done("Leon"),
            done("other:Madrid")));
    keep(failedRun());
  }

  private void keep(RunReport report) {
    new FileRunReportStore(data.resolve("runs"), () -> 100).keep(report);
  }

  private Path file(String run) {
    return data.resolve("runs").resolve(run + ".json");
  }

  private static RegionResult done(String region) {
    return new RegionResult(RegionName.of(region), RegionOutcome.DONE, Optional.empty());
  }

  private static Instant started(String run) {
    return Instant.parse(
        run.replaceFirst("(....)(..)(..)T(..)(..)(..)(.*)", "$1-$2-$3T$4:$5:$6$7"));
  }

  private static RunReport report(String run, Optional<String> by, RegionResult... regions) {
    return report(run, by, List.of(regions), List.of(), List.of());
  }

  private static RunReport report(
      String run,
      Optional<String> by,
      List<RegionResult> regions,
      List<TransferResult> transfers,
      List<Warning> warnings) {
    Instant started = started(run);
    return new RunReport(
        run, started, started.plusSeconds(54), by, false, regions, transfers, warnings);
  }

  private static RunReport failedRun() {
    RegionName burgos = RegionName.of("Burgos");
    return report(
        NEW,
        Optional.of("schedule hourly"),
        List.of(
            new RegionResult(
                RegionName.of("other:Madrid"),
                RegionOutcome.UNREACHABLE,
                Optional.of("nobody answers")),
            new RegionResult(burgos, RegionOutcome.FAILED, Optional.of("1 transfer failed"))),
        List.of(
            transfer(burgos, "ipxe", TransferOutcome.DONE, 2_100_000, Optional.empty()),
            transfer(burgos, "ubuntu", TransferOutcome.FAILED, 0, Optional.of("Burgos is full"))),
        List.of(new Warning(Warning.Code.CHECKSUM_CONFLICT, burgos, "x", "x differs")));
  }

  private static TransferResult transfer(
      RegionName region, String image, TransferOutcome outcome, long bytes, Optional<String> why) {
    return new TransferResult(
        region,
        image,
        Optional.of(new ImageId("m-1")),
        Optional.empty(),
        Action.UPLOAD,
        outcome,
        bytes,
        Duration.ofMillis(300),
        1,
        why,
        List.of());
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs", "runs list"})
  void the_list_has_a_line_each_newest_first_and_starts_no_engine(String words) {
    var said = shell.run(words.split(" "));

    assertThat(said)
        .isEqualTo(
            new Shell.Said(
                0,
                """
                RUN                   BEGAN                 TOOK  BY               OUTCOME  CHANGES  FAILED  REGIONS
                20260301T090000.000Z  2026-03-01T09:00:00Z  54 s  schedule hourly  failed         1       2  Burgos, other:Madrid
                20260301T080000.000Z  2026-03-01T08:00:00Z  54 s  root@host        in_sync        0       0  Burgos, Caceres, Leon and 1 more
                20260228T000000.000Z  2026-02-28T00:00:00Z  54 s  -                in_sync        0       0  Burgos
                """,
                ""));
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void the_list_as_json_has_the_keys_of_the_report() throws IOException {
    JsonNode runs = json(shell.run("runs", "list", "--format", "json").out()).path("runs");

    assertThat(runs).hasSize(3);
    assertThat(runs.get(0))
        .isEqualTo(
            json(
                """
                {"run": "20260301T090000.000Z", "started": "2026-03-01T09:00:00Z",
                 "finished": "2026-03-01T09:00:54Z", "begun_by": "schedule hourly",
                 "outcome": "failed", "changes": 1, "failed": 2,
                 "regions": ["Burgos", "other:Madrid"]}
                """));
    assertThat(runs.get(1).path("regions")).hasSize(4);
    assertThat(runs.get(2).path("begun_by").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "4, 3"})
  void no_more_are_listed_than_wanted(String limit, int count) throws IOException {
    var said = shell.run("runs", "list", "--format", "json", "--limit", limit);

    JsonNode runs = json(said.out()).path("runs");
    assertThat(runs).hasSize(count);
    assertThat(runs.get(0).path("run").textValue()).isEqualTo(NEW);
  }

  @Test
  void a_report_that_cannot_be_read_is_named_and_the_others_are_listed() throws IOException {
    Files.writeString(file(NEW), "garbage");

    var said = shell.run("runs", "list", "--limit", "1");

    assertThat(said.code()).isZero();
    assertThat(said.err())
        .isEqualTo(
            "warning: Tried to read home/v/runs/%s.json, but it is not JSON (line 1, column 1); make it readable, or remove it\n"
                .formatted(NEW));
    assertThat(said.out().lines()).hasSize(2).element(1).asString().startsWith(MIDDLE);
  }

  @Test
  void before_the_first_run_the_list_is_empty() throws IOException {
    for (String run : List.of(OLD, MIDDLE, NEW)) {
      Files.delete(file(run));
    }

    assertThat(shell.run("runs").out().lines()).hasSize(1);
    assertThat(shell.run("runs").code()).isZero();
    assertThat(shell.run("runs", "show", "last"))
        .isEqualTo(
            new Shell.Said(
                1,
                "",
                "glancesync: No past run has left a report; each run leaves one when it ends, except a dry run\n"));
  }

  @Test
  void what_a_report_holds_is_data_and_no_escape_sequence() {
    keep(report(NEW, Optional.of("schedule \u001b[31m\n"), done("Burgos")));

    assertThat(shell.run("runs").out())
        .contains("schedule \\u001b[31m\\n")
        .doesNotContain("\u001b");
    assertThat(shell.run("runs", "show", "last").out())
        .contains("schedule \\u001b[31m\\n")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", NEW, "20260301T09"})
  void a_run_is_shown_as_its_own_summary_showed_it(String run) {
    assertThat(shell.run("runs", "show", run))
        .isEqualTo(
            new Shell.Said(
                0,
                """
                Run 20260301T090000.000Z
                  by        schedule hourly
                  began     2026-03-01T09:00:00Z
                  took      54 s
                  outcome   failed
                Burgos:
                  copied ipxe (2.1 MB in 0.3 s)
                  failed: Burgos is full
                other:Madrid:
                  unreachable: nobody answers
                To decide, checksum_conflict:
                  Burgos: x differs
                1 copied, 1 failed in 1 region, 2.1 MB in 54 s
                """,
                ""));
  }

  @Test
  void a_run_that_had_nothing_to_do_is_shown_too() {
    assertThat(shell.run("runs", "show", "20260228").out())
        .isEqualTo(
            """
            Run 20260228T000000.000Z
              by        -
              began     2026-02-28T00:00:00Z
              took      54 s
              outcome   in_sync
            Nothing to do in Burgos
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {OLD, MIDDLE, NEW})
  void json_is_the_report_as_it_is_stored(String run) throws IOException {
    assertThat(shell.run("runs", "show", run, "--format", "json"))
        .isEqualTo(new Shell.Said(0, Files.readString(file(run)), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2027     | No run has the id '2027'; glancesync runs list shows the runs
          20260301 | '20260301' begins the ids of 2 runs, from 20260301T080000.000Z to 20260301T090000.000Z; write more of it
          """)
  void a_word_that_does_not_name_one_run_is_a_failure(String word, String problem) {
    assertThat(shell.run("runs", "show", word))
        .isEqualTo(new Shell.Said(1, "", "glancesync: " + problem + "\n"));
  }

  @Test
  void a_report_that_cannot_be_read_is_not_shown() throws IOException {
    Files.writeString(file(NEW), "{}");

    var said = shell.run("runs", "show", "last");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .isEqualTo(
            "glancesync: Tried to read home/v/runs/%s.json, but its field run is missing, or is not a text; make it readable, or remove it\n"
                .formatted(NEW));
  }

  @Test
  void the_run_that_is_at_work_is_first_with_what_is_known_of_it() throws Exception {
    begin(PRESENT_RUN, "ubuntu");
    begin(OLD, "left");
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();
      var said = shell.run("runs", "list", "--limit", "1");

      assertThat(said.out())
          .isEqualTo(
              """
              RUN                   BEGAN                      TOOK  BY               OUTCOME  CHANGES  FAILED  REGIONS
              20260301T095500.010Z  2026-03-01T09:55:00Z  5 min 0 s  %-15s  running        -       -  Burgos
              20260301T090000.000Z  2026-03-01T09:00:00Z       54 s  schedule hourly  failed         1       2  Burgos, other:Madrid
              """
                  .formatted(process()));
    }
    assertThat(shell.run("runs").out()).doesNotContain("running");
  }

  @Test
  void the_run_that_is_at_work_is_shown_with_what_it_has_begun() throws Exception {
    begin(PRESENT_RUN, "ubuntu");
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();

      assertThat(shell.run("runs", "show", "20260301T0955").out())
          .isEqualTo(
              """
              Run 20260301T095500.010Z
                by        %s
                began     2026-03-01T09:55:00Z
                so far    5 min 0 s
                outcome   running
                open      upload of ubuntu in Burgos
              """
                  .formatted(process()));
      assertThat(json(shell.run("runs", "show", PRESENT_RUN, "--format", "json").out()))
          .isEqualTo(
              json(
                  """
                  {"run": "20260301T095500.010Z", "started": "2026-03-01T09:55:00Z",
                   "finished": null, "begun_by": "%s", "outcome": "running",
                   "changes": null, "failed": null, "regions": ["Burgos"],
                   "open": [{"region": "Burgos", "image": "ubuntu", "action": "upload"}]}
                  """
                      .formatted(process())));
      assertThat(shell.run("runs", "show", "last").out()).startsWith("Run " + NEW);
    }
  }

  @Test
  void a_run_that_has_begun_nothing_yet_has_no_id() throws Exception {
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();
      assertThat(shell.run("runs").out().lines())
          .element(1)
          .asString()
          .matches("- +2026-03-01T09:55:00Z +5 min 0 s +process \\d+ +running +- +- +-");
    }
  }

  @Test
  void a_run_that_is_about_to_end_is_listed_once() throws Exception {
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();
      keep(report(PRESENT_RUN, Optional.of("root@host"), done("Burgos")));

      assertThat(shell.run("runs").out()).doesNotContain("running").contains(PRESENT_RUN);
    }
  }

  @Test
  void a_lock_that_cannot_be_read_is_named_and_past_runs_are_shown() throws IOException {
    Files.createDirectory(data.resolve(ProcessLock.RUN));
    for (String words : List.of("runs list", "runs show last")) {
      var said = shell.run(words.split(" "));

      assertThat(said.err()).startsWith("warning: Tried to see whether a run is at work, but ");
      assertThat(said.out()).contains(NEW);
      assertThat(said.code()).isZero();
    }
  }

  @Test
  void a_command_tells_the_run_which_account_of_which_host_gave_it() {
    shell.run("sync");

    assertThat(engine.request().begunBy().orElseThrow())
        .matches(System.getProperty("user.name") + "@[^@\\s]+");
  }

  private void begin(String run, String image) throws Exception {
    Transfer of = uploadOf(anImage(image).in(image));
    new FileJournal(data.resolve("in-flight"))
        .begin(
            new Transfer(
                run, Transfers.VALLADOLID, Transfers.BURGOS, of.step(), 0, Optional.empty()));
  }

  private ProcessLock lock() throws IOException {
    ProcessLock lock = ProcessLock.take(data, ProcessLock.RUN).orElseThrow();
    Files.setLastModifiedTime(data.resolve(ProcessLock.RUN), FileTime.from(PRESENT));
    return lock;
  }

  private static String process() {
    return "process " + ProcessHandle.current().pid();
  }

  private void tellProgress(String run) throws IOException {
    Files.writeString(
        data.resolve("progress.json"),
        """
        {"run": "%s", "begun_by": "schedule hourly", "started": "2026-03-01T09:55:00.010Z",
         "at": "2026-03-01T09:59:59Z", "words": [], "regions": ["Leon", "Burgos"],
         "regions_done": 1, "changes": 3, "failed": 1,
         "bytes": 4000000, "size": 10000000, "rate": 500000,
         "transfers": [
           {"region": "Burgos", "image": "ubuntu", "action": "upload", "phase": "sending",
            "since": "2026-03-01T09:59:00Z", "bytes": 1000000, "size": 2000000, "rate": 500000,
            "attempt": 1},
           {"region": "Burgos", "image": "debian", "action": "upload", "phase": "waiting",
            "waits_for": "retry", "since": "2026-03-01T09:59:00Z", "bytes": 0, "size": 8000000,
            "rate": 0, "attempt": 2}]}
        """
            .formatted(run));
  }

  @Test
  void a_run_that_tells_how_far_it_is_is_listed_and_shown_with_it() throws Exception {
    tellProgress(PRESENT_RUN);
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();

      assertThat(shell.run("runs", "list", "--limit", "1").out().lines())
          .element(1)
          .asString()
          .matches(
              PRESENT_RUN
                  + " +2026-03-01T09:55:00Z +5 min 0 s +schedule hourly"
                  + " +running, 40 %, 12 s left +3 +1 +Burgos, Leon");
      assertThat(shell.run("runs", "show", PRESENT_RUN).out())
          .isEqualTo(
              """
              Run 20260301T095500.010Z
                by        schedule hourly
                began     2026-03-01T09:55:00Z
                so far    5 min 0 s
                outcome   running
                progress  1 of 2 regions done
                progress  4.0 MB of 10.0 MB, 500.0 kB/s, 12 s left
                open      upload of ubuntu in Burgos: sending, 1.0 MB of 2.0 MB, 500.0 kB/s, 2.0 s left
                open      upload of debian in Burgos: waiting for retry, 0 B of 8.0 MB
              """);
      JsonNode shown = json(shell.run("runs", "show", PRESENT_RUN, "--format", "json").out());
      assertThat(shown.path("seconds_left").asLong()).isEqualTo(12);
      assertThat(shown.at("/open/1/waits_for").asText()).isEqualTo("retry");
    }
  }

  @Test
  void what_a_run_left_that_was_cut_off_says_nothing_of_the_present_one() throws Exception {
    tellProgress(NEW);
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();
      assertThat(shell.run("runs").out().lines()).element(1).asString().doesNotContain("%");
    }
    assertThat(shell.run("runs").out()).doesNotContain("running");
  }

  @Test
  void a_progress_that_cannot_be_read_is_named_and_the_run_is_listed() throws Exception {
    Files.writeString(data.resolve("progress.json"), "garbage");
    try (ProcessLock lock = lock()) {
      assertThat(lock).isNotNull();
      var said = shell.run("runs");

      assertThat(said.err())
          .startsWith("warning: home/v/progress.json says how far the run is, but");
      assertThat(said.out()).contains("running");
    }
  }
}
