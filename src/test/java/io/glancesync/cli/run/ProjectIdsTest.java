package io.glancesync.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.cli.FakeEngine;
import io.glancesync.cli.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose images a rehearsal takes for ours. */
class ProjectIdsTest {
  @TempDir Path folder;
  Shell shell;

  @BeforeEach
  void begin() {
    shell =
        new Shell(folder, new FakeEngine())
            .configuration("[master]", "tenant_id = 5f0c", "tenant = images")
            .file(
                "b/backup_Valladolid.csv",
                """
                Valladolid,of_the_file,1,active,9,c,aaaa,True,{}
                Valladolid,of_the_key,2,active,9,c,5f0c,True,{}
                Valladolid,of_the_name,3,active,9,c,imagesid,True,{}
                """)
            .file("b/backup_Burgos.csv", "")
            .file("b/backup.json", "{\"projects\": {\"master\": \"aaaa\"}}");
  }

  private String copied() {
    var said = shell.run("rehearse", folder.resolve("b").toString(), "--format", "csv");
    assertThat(said.err()).isEmpty();
    return said.out()
        .lines()
        .findFirst()
        .orElseThrow()
        .replace("before,pending_upload,Burgos,", "");
  }

  @Test
  void the_backup_says_it() {
    assertThat(copied()).isEqualTo("of_the_file");
  }

  @Test
  void else_the_key_says_it() {
    shell.remove("b/backup.json");

    assertThat(copied()).isEqualTo("of_the_key");
  }

  @Test
  void else_it_is_the_tenants_name_and_id() {
    shell.remove("b/backup.json").configuration("[master]", "tenant = images");

    assertThat(copied()).isEqualTo("of_the_name");
  }

  @Test
  void else_it_is_an_error() {
    shell.remove("b/backup.json").configuration();

    var said = shell.run("rehearse", folder.resolve("b").toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "glancesync: Which project is ours in target master? Neither the backup's backup.json"
                + " says it, nor tenant_id or tenant in section [master]; set tenant_id there\n");
  }
}
