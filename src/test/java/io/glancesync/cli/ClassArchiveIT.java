package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive of classes that the build makes, with the real launcher and the real Java. */
class ClassArchiveIT {
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("glancesync.launcher", "target/dist/glancesync"))
          .toAbsolutePath()
          .getParent();

  @TempDir Path folder;

  @BeforeEach
  void an_archive_was_made() throws IOException {
    assumeThat(archives(DISTRIBUTION)).isNotEmpty();
  }

  /** How a start ended, and which classes Java loaded. */
  record Ended(int code, String out, String err, List<String> classes) {
    long fromArchive() {
      return classes.stream().filter(it -> it.endsWith("shared objects file (top)")).count();
    }

    void isQuiet() {
      assertThat(code).isZero();
      assertThat(err).isEmpty();
      assertThat(out).matches("glancesync \\S+ \\(Java .*\\)\n");
    }
  }

  private static List<Path> archives(Path distribution) throws IOException {
    try (Stream<Path> files = Files.list(distribution.resolve("lib"))) {
      return files.filter(it -> it.toString().endsWith(".jsa")).toList();
    }
  }

  private Ended start(Path distribution) throws IOException, InterruptedException {
    return start(distribution, "--version");
  }

  private Ended start(Path distribution, String... words) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Path classes = folder.resolve("classes");
    var command = new ArrayList<String>(List.of(words));
    command.add(0, distribution.resolve("glancesync").toString());
    var builder = new ProcessBuilder(command);
    // of the Java that built, as this is
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-Xlog:class+load:file=" + classes);
    builder.environment().remove("GLANCESYNC_JAVA_OPTS");
    builder.environment().put("OS_TOKEN", "any");
    int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Ended(
        code, Files.readString(out), Files.readString(err), Files.readAllLines(classes));
  }

  /** As an installation elsewhere. */
  private Path copy() throws IOException, InterruptedException {
    Path copy = folder.resolve("copy");
    new ProcessBuilder("cp", "-a", DISTRIBUTION.toString(), copy.toString()).start().waitFor();
    return copy;
  }

  @Test
  void the_launcher_uses_it() throws Exception {
    Ended ended = start(DISTRIBUTION);

    ended.isQuiet();
    assertThat(ended.fromArchive()).isPositive();
  }

  @Test
  void a_command_that_asks_a_service_finds_its_classes_there() throws Exception {
    Ended ended = start(DISTRIBUTION, "--url", "http://127.0.0.1:1", "runs");

    assertThat(ended.err()).contains("Connection refused");
    assertThat(ended.classes())
        .filteredOn(it -> it.contains(" java.net.http.") || it.contains(".RemoteRuns "))
        .filteredOn(it -> !it.contains("Lambda"))
        .isNotEmpty()
        .allMatch(it -> it.endsWith("shared objects file (top)"));
  }

  @Test
  void without_it_the_program_works() throws Exception {
    Path copy = copy();
    Files.delete(archives(copy).get(0));

    start(copy).isQuiet();
  }

  @ParameterizedTest
  @ValueSource(strings = {"glancesync", "camel-api"})
  void of_other_libraries_it_is_left_alone_without_a_word(String changed) throws Exception {
    Path copy = copy();
    try (var jars = Files.newDirectoryStream(copy.resolve("lib"), changed + "-*.jar")) {
      Files.setLastModifiedTime(jars.iterator().next(), FileTime.fromMillis(0));
    }

    Ended ended = start(copy);

    ended.isQuiet();
    assertThat(ended.fromArchive()).isZero();
  }

  @Test
  void with_another_library_it_is_left_alone_without_a_word() throws Exception {
    Path copy = copy();
    // Java opens it only when no other has a class
    Files.createFile(copy.resolve("lib/added.jar"));

    Ended ended = start(copy);

    ended.isQuiet();
    assertThat(ended.fromArchive()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no archive at all"})
  void a_broken_one_is_left_alone_without_a_word(String text) throws Exception {
    Path copy = copy();
    Path archive = archives(copy).get(0);
    Files.delete(archive);
    Files.writeString(archive, text);

    Ended ended = start(copy);

    ended.isQuiet();
    assertThat(ended.fromArchive()).isZero();
  }
}
