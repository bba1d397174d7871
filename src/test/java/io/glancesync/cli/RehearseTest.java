package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseTest {
  @TempDir Path folder;
  FakeEngine engine = new FakeEngine();
  Shell shell;

  @BeforeEach
  void begin() {
    shell =
        new Shell(folder, engine)
            .configuration(
                "[DEFAULT]", "metadata_set = nid, type", "[master]", "tenant_id = tenant1id");
  }

  private static String backup(String name) {
    try {
      return Path.of(RehearseTest.class.getResource("rehearse/" + name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_empty_region_gets_what_is_public_and_has_a_property_of_the_set() {
    var said = shell.run("rehearse", backup("empty-region"), "--format", "csv");

    assertThat(said)
        .isEqualTo(
            new Shell.Said(
                0,
                """
                before,pending_upload,Burgos,image01
                before,pending_upload,Burgos,image02
                after,ok,Burgos,image01
                after,ok,Burgos,image02
                """,
                ""));
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void other_metadata_is_updated_and_a_property_outside_the_set_stays() throws IOException {
    Path after = folder.resolve("after");
    var said =
        shell.run(
            "rehearse", backup("other-metadata"), "--format", "csv", "--to", after.toString());

    assertThat(said)
        .isEqualTo(
            new Shell.Said(
                0,
                """
                before,pending_metadata,Burgos,image01
                after,ok,Burgos,image01
                """,
                ""));
    assertThat(after.resolve("backup_Burgos.csv"))
        .hasContent(
            """
            Burgos,image01,101,active,1000,checksum01,5f0c,True,"{""k1"":""v1"",""nid"":""1""}"
            """);
    assertThat(Files.readString(after.resolve("backup_Valladolid.csv")))
        .isEqualTo(Files.readString(Path.of(backup("other-metadata"), "backup_Valladolid.csv")));
    assertThat(Files.readString(after.resolve("backup.json"))).contains("\"master\": \"5f0c\"");
  }

  @Test
  void what_was_copied_gets_an_id_of_its_name() {
    Path after = folder.resolve("after");
    shell.run("rehearse", backup("empty-region"), "--to", after.toString());

    assertThat(after.resolve("backup_Burgos.csv"))
        .hasContent(
            """
            Burgos,image01,1$image01,active,1000,checksum01,tenant1id,True,"{""nid"":""1""}"
            Burgos,image02,1$image02,active,2000,checksum02,tenant1id,True,"{""type"":""baseimage""}"
            """);
  }

  @Test
  void a_table_shows_each_image_before_and_after() {
    assertThat(shell.run("rehearse", backup("empty-region")).out())
        .isEqualTo(
            """
            BEFORE          ACTION  AFTER    SIZE  REGION  IMAGE
            pending_upload  upload  ok     1.0 kB  Burgos  image01
            pending_upload  upload  ok     2.0 kB  Burgos  image02
            2 to copy in 1 region, 3.0 kB
            """);
  }

  @Test
  void a_retired_image_is_in_the_table_too() {
    shell
        .file("b/backup_Valladolid.csv", "Valladolid,a_obsolete,1,active,9,c,tenant1id,True,{}")
        .file("b/backup_Burgos.csv", "Burgos,a,2,active,9,c,tenant1id,True,{}");

    assertThat(shell.run("rehearse", folder.resolve("b").toString()).out())
        .isEqualTo(
            """
            BEFORE  ACTION    AFTER  SIZE  REGION  IMAGE
            -       obsolete  -       9 B  Burgos  a_obsolete
            1 to retire in 1 region, 0 B
            """);
  }

  @Test
  void json_is_the_report() {
    assertThat(shell.run("rehearse", backup("other-metadata"), "--format", "json").out())
        .isEqualTo(
            """
            {
              "run": "rehearsal",
              "started": "2026-03-01T10:00:00Z",
              "finished": "2026-03-01T10:00:00Z",
              "begun_by": null,
              "dry_run": true,
              "outcome": "changed",
              "regions": [
                {
                  "region": "Burgos",
                  "outcome": "done",
                  "error": null
                }
              ],
              "transfers": [
                {
                  "region": "Burgos",
                  "image": "image01",
                  "master_id": "001",
                  "region_id": "101",
                  "action": "metadata",
                  "outcome": "planned",
                  "bytes": 0,
                  "seconds": 0.0,
                  "attempts": 0,
                  "error": null,
                  "changes": [
                    {
                      "key": "nid",
                      "before": "7",
                      "after": "1"
                    }
                  ]
                }
              ],
              "warnings": []
            }
            """);
  }

  @Test
  void what_cannot_be_done_is_said_and_is_no_failure_of_the_rehearsal() {
    String long256 = "x".repeat(256);
    shell
        .configuration("[master]", "tenant_id = t")
        .file("b/backup_Valladolid.csv", "Valladolid,%s,1,active,9,c,t,True,{}".formatted(long256))
        .file("b/backup_Burgos.csv", "");
    String b = folder.resolve("b").toString();

    var said = shell.run("rehearse", b);

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains(
            "\nImpossible: Cannot bring " + long256 + " to Burgos: its name has more than 255")
        .endsWith("\n1 impossible in 1 region, 0 B\n");
    assertThat(shell.run("rehearse", b, "--format", "json").out())
        .contains("\"error\": \"1 transfer failed\"");
  }

  @Test
  void regions_can_be_named() {
    shell
        .configuration(
            "[DEFAULT]", "ignore_regions = Burgos", "tenant_id = t", "[other]", "replace =")
        .file("b/backup_Valladolid.csv", "Valladolid,a,1,active,9,c,t,True,{}")
        .file("b/backup_Burgos.csv", "")
        .file("b/backup_Caceres.csv", "")
        .file("b/backup_other:Madrid.csv", "");

    assertThat(regions()).containsExactly("Burgos", "Caceres", "other:Madrid");
    assertThat(regions("other:", "Burgos")).containsExactly("other:Madrid", "Burgos");
    assertThat(regions("Valladolid")).containsExactly("Valladolid");
  }

  private List<String> regions(String... words) {
    var all = new ArrayList<>(List.of("rehearse", folder.resolve("b") + ""));
    all.addAll(List.of("--format", "csv"));
    all.addAll(List.of(words));
    return shell
        .run(all.toArray(String[]::new))
        .out()
        .lines()
        .filter(line -> line.startsWith("before,"))
        .map(line -> line.split(",")[2])
        .toList();
  }

  @Test
  void a_region_that_the_backup_lacks_is_an_error() {
    var said = shell.run("rehearse", backup("empty-region"), "Burgo");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .startsWith("glancesync: There is no region 'Burgo'; did you mean 'Burgos'?");
  }

  @Test
  void a_backup_without_the_master_region_is_an_error() {
    shell.file("b/backup_Burgos.csv", "");

    assertThat(shell.run("rehearse", folder.resolve("b").toString()))
        .isEqualTo(
            new Shell.Said(
                2,
                "",
                "glancesync: the backup has no region Valladolid: there is no file"
                    + " backup_Valladolid.csv\n"));
  }

  @Test
  void the_backup_itself_is_no_place_for_the_result() {
    shell.file("b/backup_Valladolid.csv", "").file("b/backup_Burgos.csv", "");
    String b = folder.resolve("b").toString();

    assertThat(shell.run("rehearse", b, "--to", b + "/../b").err())
        .contains("this is the backup that is rehearsed; name another folder");
  }

  @Test
  void a_configuration_in_the_backup_is_not_used() {
    shell
        .file("b/backup_Valladolid.csv", "Valladolid,a,1,active,9,c,tenant1id,True,{'nid': 1}")
        .file("b/backup_Burgos.csv", "")
        .file("b/config", "[main]\nmaster_region = Burgos\n")
        .file("b/glancesync.conf", "[main]\nmaster_region = Burgos\n");

    assertThat(shell.run("rehearse", folder.resolve("b").toString(), "--format", "csv").out())
        .isEqualTo("before,pending_upload,Burgos,a\nafter,ok,Burgos,a\n");
  }
}
