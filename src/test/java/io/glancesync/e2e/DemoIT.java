package io.glancesync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command that a stranger types first, run for real from an empty folder. */
@Timeout(900)
class DemoIT {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("glancesync.launcher", "target/dist/glancesync")).toAbsolutePath();
  private static final int MOST_SECONDS = 300;

  @TempDir Path folder;
  Path work;
  Path temporary;
  Path out;
  Path err;
  final List<Process> started = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    work = Files.createDirectory(folder.resolve("work"));
    temporary = Files.createDirectory(folder.resolve("temporary"));
    out = folder.resolve("stdout");
    err = folder.resolve("stderr");
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(Path output, String... words) throws IOException {
    var command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(Arrays.asList(words));
    command.addAll(0, Command.SIGNALS);
    var builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().keySet().removeIf(it -> it.matches("(OS|GLANCESYNC)_.*"));
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().put("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    // what belongs to a real cloud is not touched
    builder.environment().put("GLANCESYNC_VAR", folder.resolve("var").toString());
    builder.environment().put("OS_REGION_NAME", "Elsewhere");
    builder.redirectInput(new File("/dev/null"));
    Process process = builder.redirectOutput(output.toFile()).redirectError(err.toFile()).start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** The lines of the state tables before and after: {@code STATE REGION IMAGE}. */
  private static List<String> states(String text, String from, String to) {
    String part = text.substring(text.indexOf(from), text.indexOf(to));
    return part.lines()
        .filter(line -> line.contains(" MB  "))
        .map(line -> line.replaceAll(" +[0-9.]+ MB +", " ").replaceAll(" +", " "))
        .toList();
  }

  @Test
  void a_run_is_shown_from_what_differs_to_what_can_be_tried_next() throws Exception {
    int code = exitCode(start(out, "demo"));
    String said = Files.readString(out);

    assertThat(code).as(said + Files.readString(err)).isZero();
    assertThat(states(said, "1. ", "2. "))
        .hasSize(24)
        .contains(
            "pending_upload Burgos base_debian_12",
            "pending_upload Burgos base_debian_12_kernel",
            "pending_replace Burgos base_rocky_9",
            "pending_metadata Burgos base_fedora_42",
            "ok Burgos base_ubuntu_24.04",
            "ok_stalled_checksum Caceres base_rocky_9",
            "error_checksum Caceres base_fedora_42",
            "pending_ami partner:Madrid base_debian_12",
            "pending_rename partner:Madrid base_rocky_9",
            "pending_upload partner:Sevilla base_ubuntu_24.04");
    assertThat(states(said, "3. ", "What happened"))
        .hasSize(24)
        .filteredOn(line -> !line.startsWith("ok "))
        .containsExactly(
            "ok_stalled_checksum Caceres base_rocky_9",
            "error_checksum Caceres base_fedora_42",
            "pending_upload partner:Sevilla base_ubuntu_24.04");
    assertThat(said)
        .containsPattern("failed: Tried to copy base_ubuntu_24.04 to partner:Sevilla, but .*413")
        .contains("make room: the store of that Glance is full")
        .contains("To decide, checksum_conflict:\n  Caceres: base_fedora_42")
        .contains("retired base_centos_7_obsolete", "renamed base_rocky_9", "linked base_debian_12")
        .contains("7 copied, 1 replaced, 1 renamed, 1 updated, 1 linked, 2 retired, 1 failed")
        .contains("4. Valladolid deletes base_ubuntu_24.04", "hidden base_ubuntu_24.04")
        .containsPattern("(?s)- base_rocky_9 in Burgos was an old build.{1,80}hidden")
        .contains("- base_ubuntu_24.04 in partner:Madrid was taken")
        .contains("- 2 uploads broke off", "Burgos answered 503", "connection to Madrid was lost");
    assertNothingElseIsSaidOrLeft(said);
  }

  private void assertNothingElseIsSaidOrLeft(String said) throws IOException {
    String log = Files.readString(err);
    assertThat(log).doesNotContain(" WARN ", "\tat ", "Exception");
    assertThat(said + log).doesNotContain("\033", "\r", "example-1", "example-2", "gAAAA");
    assertThat(temporary).isEmptyDirectory();
    assertThat(work).isEmptyDirectory();
    assertThat(folder.resolve("var")).doesNotExist();
  }

  @Test
  void kept_it_can_be_played_with_and_leaves_nothing() throws Exception {
    Process demo = start(out, "demo", "--keep");
    String said = saidAtLast(demo, "image list\n");
    Path conf = Path.of(found("GLANCESYNC_CONFIG=(.*)", said));
    assertThat(conf).startsWith(temporary);

    Path play = folder.resolve("play");
    assertThat(exitCode(start(play, "status", "Caceres", "--conf", conf.toString()))).isZero();
    assertThat(play).content().contains("error_checksum").contains("base_fedora_42");
    Path more = folder.resolve("more");
    String words = found("glancesync (sync Caceres .*)", said) + " --conf " + conf;
    assertThat(exitCode(start(more, words.split(" ")))).as(Files.readString(err)).isZero();
    assertThat(more).content().contains("replaced base_fedora_42");

    new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();
    assertThat(exitCode(demo)).isEqualTo(130);
    assertThat(temporary).isEmptyDirectory();
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void interrupted_it_leaves_nothing() throws Exception {
    Process demo = start(out, "demo");
    saidAtLast(demo, "2. Bring it in step");

    new ProcessBuilder("kill", "-INT", Long.toString(demo.pid())).start().waitFor();

    assertThat(exitCode(demo)).isEqualTo(130);
    assertThat(temporary).isEmptyDirectory();
  }

  private String saidAtLast(Process demo, String text) throws Exception {
    while (demo.isAlive() && !Files.readString(out).contains(text)) {
      Thread.sleep(50);
    }
    assertThat(out).content().contains(text);
    return Files.readString(out);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
