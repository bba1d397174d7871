package io.glancesync.cli;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.ErrorClass;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.UnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportOptionTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;
  Path file;

  @BeforeEach
  void begin() {
    engine =
        new FakeEngine()
            .region("Valladolid", anImage("ubuntu").in("v"))
            .region("Burgos", anImage("ubuntu").with("old", "1").in("b"));
    shell = new Shell(folder, engine);
    file = folder.resolve("run.json");
  }

  @Test
  void the_report_is_written_to_the_file() throws IOException {
    var said = shell.run("sync", "--report", file.toString());

    assertThat(said.code()).isZero();
    assertThat(Files.readString(file))
        .contains("\"outcome\": \"changed\"")
        .contains("\"action\": \"metadata\"");
    assertThat(files()).containsExactly("run.json");
  }

  @Test
  void a_file_that_cannot_be_written_is_found_before_anything_is_done() {
    var said = shell.run("sync", "--report", folder.resolve("no/such/folder.json").toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualTo(
            "glancesync: no/such/folder.json: the report cannot be written there: there is no such"
                + " file or folder\n");
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void a_dash_is_the_output_stream_which_holds_nothing_else() {
    var said = shell.run("sync", "--report", "-");

    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("{\n").contains("\"outcome\": \"changed\"").endsWith("}\n");
    assertThat(said.err()).contains("updated ubuntu", "1 updated in 1 region");
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void a_folder_is_no_file() {
    var said = shell.run("sync", "--report", folder.toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("this is a folder; name a file for the report");
  }

  @Test
  void an_older_report_stays_when_there_is_no_run() throws IOException {
    Files.writeString(file, "the older report");
    engine.troubled(
        new UnreachableException(
            new ErrorReport(
                ErrorReport.ErrorKind.UNREACHABLE, ErrorClass.TRANSIENT, "no connection", ""),
            null));

    assertThat(shell.run("sync", "--report", file.toString()).code()).isEqualTo(3);
    assertThat(file).hasContent("the older report");
    assertThat(files()).containsExactly("run.json");
  }

  @Test
  void an_older_report_is_whole_while_the_run_lasts() throws IOException {
    Files.writeString(file, "the older report");
    engine.meanwhile(() -> assertThat(file).hasContent("the older report"));

    assertThat(shell.run("sync", "--report", file.toString()).code()).isZero();
    assertThat(Files.readString(file)).startsWith("{");
  }

  @Test
  void a_report_of_a_dry_run_says_that_it_is_one() throws IOException {
    shell.run("sync", "--dry-run", "--report", file.toString());

    assertThat(Files.readString(file))
        .contains("\"dry_run\": true")
        .contains("\"outcome\": \"planned\"");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).toList();
    }
  }
}
