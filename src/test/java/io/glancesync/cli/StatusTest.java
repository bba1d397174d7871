package io.glancesync.cli;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.file.ProcessLock;
import io.glancesync.image.Image;
import io.glancesync.plan.CopyId;
import io.glancesync.region.RegionName;
import io.glancesync.store.file.FileJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region(
                "Valladolid",
                anImage("big").ofSize(2_100_000_000).in("v"),
                anImage("middle").ofSize(50_000_000).in("v"),
                anImage("small").ofSize(812).in("v"))
            .region(
                "Burgos",
                anImage("middle").ofSize(50_000_000).in("b"),
                anImage("big").withContent("strange").in("b"));
    shell = new Shell(folder, engine);
  }

  @Test
  void csv_is_state_region_and_image_smallest_first_without_a_heading() {
    var said = shell.run("status", "--format", "csv");

    assertThat(said.out())
        .isEqualTo(
            """
            pending_upload,Burgos,small
            ok,Burgos,middle
            error_checksum,Burgos,big
            """);
    assertThat(said.err())
        .isEqualTo(
            "warning: Burgos: big in Burgos has other content (checksum strange); add that checksum"
                + " to replace, rename or dontupdate: replace deletes it once the master's image is there,"
                + " rename makes it big.old and private, dontupdate leaves it as it is\n");
    assertThat(said.code()).isZero();
  }

  @Test
  void only_the_images_that_were_asked_for_are_shown() {
    assertThat(shell.run("status", "--format", "csv", "--image", "s*", "--image", "middle").out())
        .isEqualTo("pending_upload,Burgos,small\nok,Burgos,middle\n");
  }

  @Test
  void an_image_that_is_not_there_is_a_failure() {
    var said = shell.run("status", "--image", "smal", "--tag", "new");

    assertThat(said.err())
        .contains("No selected image matches --image smal --tag new; glancesync status lists");
    assertThat(said.code()).isEqualTo(1);
  }

  @Test
  void work_to_do_is_a_failure_only_on_request() {
    assertThat(shell.run("status").code()).isZero();
    assertThat(shell.run("status", "--fail-if-pending").code()).isEqualTo(1);
    assertThat(shell.run("status", "--fail-if-pending", "--image", "middle").code()).isZero();
  }

  @Test
  void a_run_that_is_at_work_is_told_of_and_is_no_failure() throws Exception {
    Path data = data();
    new FileJournal(data.resolve("in-flight")).begin(uploadOf(anImage("small").in("v")));
    long us = ProcessHandle.current().pid();
    for (String[] words : List.of(new String[] {"status"}, new String[] {"sync", "--dry-run"})) {
      try (ProcessLock run = ProcessLock.take(data, ProcessLock.RUN).orElseThrow()) {
        assertThat(run).isNotNull();
        var said = shell.run(words);

        assertThat(said.code()).isZero();
        assertThat(said.err())
            .matches(
                "(?s)note: a run has been at work since [-0-9]+T[:0-9]+Z \\(process %d\\); .*"
                    .formatted(us));
      }
    }
  }

  private Path data() {
    shell.file("home/conf/application.properties", "glancesync.var = v");
    return folder.resolve("home/v");
  }

  @Test
  void the_service_is_named_where_the_run_is_its_own() throws Exception {
    Path data = data();
    try (ProcessLock service = ProcessLock.take(data, ProcessLock.SERVICE).orElseThrow();
        ProcessLock run = ProcessLock.take(data, ProcessLock.RUN).orElseThrow()) {
      assertThat(List.of(service, run)).doesNotContainNull();
      assertThat(shell.run("status").err()).contains("(the service, process ");
    }
  }

  @Test
  void a_run_that_broke_off_is_told_of_and_is_no_failure() throws Exception {
    Path data = data();
    new FileJournal(data.resolve("in-flight")).begin(uploadOf(anImage("small").in("v")));

    var said = shell.run("status", "--format", "json");

    assertThat(said.code()).isZero();
    assertThat(said.err())
        .startsWith(
            "note: an earlier run broke off; the next run finishes or undoes what it had begun:"
                + " upload of small in Burgos (run run-1)\n");
    assertThat(data.resolve("in-flight")).isNotEmptyDirectory();
  }

  @Test
  void what_of_an_earlier_run_cannot_be_read_is_named_and_left_alone() throws Exception {
    Path broken = Files.createDirectories(data().resolve("in-flight")).resolve("broken.json");
    Files.writeString(broken, "garbage");
    for (String[] words : List.of(new String[] {"status"}, new String[] {"sync", "--dry-run"})) {
      var said = shell.run(words);

      assertThat(said.code()).isZero();
      assertThat(said.err()).startsWith("warning: ").contains("in-flight/broken.json, which says");
      assertThat(broken).hasContent("garbage");
    }
  }

  @Test
  void what_the_master_has_no_longer_is_shown_below() {
    Image gone = anImage("gone").in("former");
    engine
        .region("Valladolid", anImage("kept_obsolete").withContent("kept").in("v"))
        .region(
            "Burgos",
            anImage("kept").withContent("kept").in("b"),
            gone.but().id(CopyId.of(RegionName.of("Burgos"), gone, 0)).build());

    assertThat(shell.run("status", "Burgos").out())
        .contains("To retire:\n  Burgos: kept_obsolete\n")
        .contains("Withdrawn:\n  Burgos: gone, since 1970-01-01T00:00:00Z; only reported\n")
        .doesNotContain("To decide, withdrawn");
    assertThat(shell.run("status", "Burgos", "--format", "json").out())
        .contains(
            """
              "retirements": [
                {
                  "region": "Burgos",
                  "image": "kept_obsolete",
                  "region_id": "b-kept"
                }
              ],
            """
                .stripTrailing())
        .contains("\"since\": \"1970-01-01T00:00:00Z\"");
  }

  @Test
  void json_says_what_differs() {
    engine
        .region("Valladolid", anImage("a").with("nid", "1").in("v"))
        .region("Burgos", anImage("a").with("nid", "2").in("b"));

    assertThat(shell.run("status", "Burgos", "--format", "json").out())
        .contains("\"key\": \"nid\"", "\"master\": \"1\"", "\"region\": \"2\"");
  }

  @Test
  void csv_quotes_what_would_be_read_as_several_fields() {
    engine.region("Valladolid", anImage("a, \"b\"").in("v")).region("Burgos");

    assertThat(shell.run("status", "--format=csv").out())
        .isEqualTo("pending_upload,Burgos,\"a, \"\"b\"\"\"\n");
  }

  @Test
  void a_table_is_the_default() {
    var said = shell.run("status");

    assertThat(said.out())
        .isEqualTo(
            """
            STATE              SIZE  REGION  IMAGE
            pending_upload    812 B  Burgos  small
            ok              50.0 MB  Burgos  middle
            error_checksum   2.1 GB  Burgos  big
            To decide, checksum_conflict:
              Burgos: big in Burgos has other content (checksum strange); add that checksum to replace, rename or dontupdate: replace deletes it once the master's image is there, rename makes it big.old and private, dontupdate leaves it as it is
            """);
    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
  }

  @Test
  void states_are_coloured_for_a_person() {
    assertThat(shell.onTerminal().run("status").out())
        .contains("\033[33mpending_upload\033[39m\033[0m    812 B  Burgos  small\n")
        .contains("\033[32mok\033[39m\033[0m              50.0 MB  Burgos  middle\n")
        .contains("\033[31merror_checksum\033[39m\033[0m   2.1 GB  Burgos  big\n");
  }

  @Test
  void colours_can_be_chosen() {
    assertThat(shell.run("status", "--color=always").out()).contains("\033[");
    assertThat(shell.onTerminal().run("status", "--color", "never").out()).doesNotContain("\033[");
    assertThat(shell.onTerminal().variable("NO_COLOR", "1").run("status").out())
        .doesNotContain("\033[");
  }

  @Test
  void json_has_images_warnings_refusals_and_errors() {
    engine
        .region(
            "Valladolid", anImage("odd").in("v"), anImage("shape").withFormats(null, "x").in("v"))
        .region("Burgos", anImage("odd").ofProject(OTHERS).in("b"))
        .unreachable("Caceres", "no connection");

    var said = shell.run("status", "--format", "json");

    assertThat(said.out())
        .isEqualTo(
            """
            {
              "images": [
                {
                  "region": "Burgos",
                  "image": "odd",
                  "state": "pending_upload",
                  "size": 1000,
                  "master_id": "v-odd",
                  "differences": []
                },
                {
                  "region": "Burgos",
                  "image": "shape",
                  "state": "pending_upload",
                  "size": 1000,
                  "master_id": "v-shape",
                  "differences": []
                }
              ],
              "retirements": [],
              "withdrawn": [],
              "warnings": [
                {
                  "code": "foreign_owner",
                  "region": "Burgos",
                  "image": "odd",
                  "message": "MESSAGE"
                }
              ],
              "refusals": [
                {
                  "region": "Burgos",
                  "image": "shape",
                  "action": "upload",
                  "message": "Cannot bring shape to Burgos: it has no disk_format; correct it in the master region or in Burgos, nothing was sent"
                }
              ],
              "errors": [
                {
                  "region": "Caceres",
                  "outcome": "unreachable",
                  "message": "no connection"
                }
              ],
              "paused": [],
              "in_progress": null
            }
            """
                .replace("MESSAGE", message(said.out())));
    assertThat(said.code()).isEqualTo(3);
  }

  /** The planner's words are its own matter. */
  private static String message(String json) {
    return json.replaceAll("(?s).*foreign_owner.*?\"message\": \"([^\"]*)\".*", "$1");
  }

  @Test
  void a_region_that_cannot_be_reached_does_not_hide_the_others() {
    engine.unreachable("Caceres", "Tried to list the images of Caceres, but there was nothing");

    var said = shell.run("status", "--format", "csv");

    assertThat(said.out()).hasLineCount(3);
    assertThat(said.err())
        .endsWith("glancesync: Tried to list the images of Caceres, but there was nothing\n");
    assertThat(said.code()).isEqualTo(3);
  }

  @Test
  void a_region_that_refuses_is_a_failure() {
    engine.refusing("Caceres", "Glance answered 403");

    assertThat(shell.run("status").code()).isEqualTo(1);
  }

  @Test
  void regions_stand_in_the_order_in_which_they_were_asked_for() {
    engine.region("Caceres", anImage("big").in("c"));
    shell.configuration("max_children = 5", "preferable_order = Caceres");

    assertThat(shell.run("status", "--format", "csv").out())
        .startsWith("pending_upload,Caceres,small\n");
    assertThat(shell.run("status", "--format", "csv", "Burgos", "Caceres").out())
        .startsWith("pending_upload,Burgos,small\n");
  }

  @Test
  void nothing_is_changed() {
    shell.configuration("max_children = 5");
    shell.run("status", "Burgos");

    assertThat(engine.request().dryRun()).isTrue();
    assertThat(engine.request().parallel()).isEqualTo(5);
    assertThat(engine.request().regions()).containsExactly("Burgos");
    assertThat(engine.isClosed()).isTrue();
  }
}
