package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region("Valladolid", anImage("ubuntu").with("nid", "1").in("v"))
            .region("other:Madrid");
    shell = new Shell(folder, engine);
  }

  @Test
  void the_paths_are_printed() throws IOException {
    var said = shell.run("backup", "other:", "--to", folder.resolve("b").toString());

    assertThat(said)
        .isEqualTo(
            new Shell.Said(
                0, "b/backup_Valladolid.csv\nb/backup_other:Madrid.csv\nb/backup.json\n", ""));
    assertThat(engine.words()).containsExactly("other:");
    assertThat(engine.isClosed()).isTrue();
    assertThat(folder.resolve("b/backup_Valladolid.csv"))
        .hasContent(
            "Valladolid,ubuntu,v-ubuntu,active,1000,checksum of ubuntu,our-project,True,"
                + "\"{\"\"nid\"\":\"\"1\"\"}\"\n");
    assertThat(folder.resolve("b/backup_other:Madrid.csv")).isEmptyFile();
    assertThat(Files.readString(folder.resolve("b/backup.json")))
        .isEqualTo(
            """
            {
              "time": "2026-03-01T10:00:00Z",
              "projects": {
                "master": "our-project",
                "other": "our-project"
              }
            }
            """);
  }

  @Test
  void a_region_that_cannot_be_listed_is_said_and_the_others_are_written() {
    engine.unreachable("Caceres", "no connection");

    var said = shell.run("backup", "--to", folder.resolve("b").toString());

    assertThat(said.out()).hasLineCount(3);
    assertThat(said.err()).isEqualTo("glancesync: no connection\n");
    assertThat(said.code()).isEqualTo(3);
  }

  @Test
  void a_folder_that_cannot_be_written_is_found_before_anybody_is_asked() {
    shell.file("occupied", "by a file");

    var said = shell.run("backup", "--to", folder.resolve("occupied").toString());

    assertThat(said.err())
        .isEqualTo(
            "glancesync: occupied: the backup cannot be written there: there is something else of"
                + " that name\n");
    assertThat(said.code()).isEqualTo(2);
    assertThat(engine.wasStarted()).isFalse();
  }
}
