package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file {@code glancesync}, with a Java that says how it was called and a Maven that counts. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "date",
          "dirname",
          "find",
          "flock",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "stty");

  @TempDir Path folder;
  Path home;
  Path launcher;
  Map<String, String> environment = new HashMap<>();

  /** How a start ended. */
  record Ended(int code, List<String> out, String err) {
    /** The options and words that Java got. */
    List<String> words() {
      return out;
    }
  }

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("my programs/glancesync"));
    launcher = home.resolve("glancesync");
    Files.copy(Path.of("glancesync"), launcher);
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("lib/b.jar"));
    Files.createFile(home.resolve("lib/B.jar"));
    Files.createFile(home.resolve("lib/a.jar"));
    for (String tool : TOOLS) {
      script("tools/" + tool, "exec /usr/bin/%s \"$@\"".formatted(tool));
    }
    script("java/bin/java", "for word; do echo \"$word\"; done; echo \"LC_ALL=${LC_ALL:-}\"");
    release("17.0.1");
    environment.put("PATH", folder.resolve("java/bin") + ":" + folder.resolve("tools"));
    environment.put("LANG", "C.UTF-8");
  }

  private void script(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void release(String version) throws IOException {
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Process begin(Path program, String... words) throws IOException {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Ended end(Process process) throws IOException, InterruptedException {
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(
        process.waitFor(), out.lines().toList(), err.replace(folder.toString(), "FOLDER"));
  }

  private Ended start(String... words) throws IOException, InterruptedException {
    return end(begin(launcher, words));
  }

  @Test
  void starts_java_with_its_own_folder() throws Exception {
    var ended = start("status");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.words())
        .containsSequence("io.glancesync.GlanceSync", "status")
        .contains("-Dglancesync.home=" + home)
        .contains("-Dglancesync.terminal.stdout=false", "-Dglancesync.terminal.stderr=false");
  }

  @Test
  void memory_that_runs_out_ends_java_whatever_else_it_is_told() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx64m");

    List<String> words = start("serve").words();

    assertThat(words)
        .anyMatch(
            it -> it.matches("-XX:OnOutOfMemoryError=echo 'glancesync: [^;']*' >&2; kill -9 %p"))
        .contains("-XX:+ExitOnOutOfMemoryError", "-Xmx64m");
  }

  @Test
  void too_few_files_that_may_be_open_are_said_at_once() throws Exception {
    script("few", "ulimit -n 64; exec \"" + launcher + "\" status");

    Ended ended = end(begin(folder.resolve("few")));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith("glancesync: this process may open only 64 files, but GlanceSync needs 128")
        .contains("ulimit -n", "LimitNOFILE");
  }

  @Test
  void libraries_are_in_one_order() throws Exception {
    assertThat(start().words())
        .containsSequence("-cp", "LIB/B.jar:LIB/a.jar:LIB/b.jar".replace("LIB", home + "/lib"));
  }

  @Test
  void an_archive_of_classes_is_used_by_the_java_that_it_was_made_by() throws Exception {
    Path archive = Files.createFile(home.resolve("lib/java-17.0.1.jsa"));

    assertThat(start().words())
        .containsSubsequence("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + archive, "-cp");

    release("25.0.3");
    assertThat(start().words()).noneMatch(it -> it.contains("SharedArchiveFile"));
  }

  @Test
  void says_what_is_a_terminal() throws Exception {
    var command = new ProcessBuilder("/usr/bin/script", "-qec", "'%s' status".formatted(launcher));
    command.command().add("/dev/null");
    command.environment().clear();
    command.environment().putAll(environment);
    command.environment().put("TERM", "xterm");

    assertThat(end(command.start()).words())
        .contains("-Dglancesync.terminal.stdout=true", "-Dglancesync.terminal.stderr=true");
  }

  @Test
  void works_through_links() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
    Path other = Files.createDirectories(folder.resolve("a b")).resolve("relative");
    Files.createSymbolicLink(other, Path.of("../absolute"));

    assertThat(end(begin(link)).words()).contains("-Dglancesync.home=" + home);
    assertThat(end(begin(other)).words()).contains("-Dglancesync.home=" + home);
  }

  @Test
  void hands_on_every_word_as_it_is() throws Exception {
    assertThat(start("sync", "a b", "*", "", "--", "$HOME").words())
        .containsSequence("io.glancesync.GlanceSync", "sync", "a b", "*", "", "--", "$HOME");
  }

  @Test
  void hands_on_the_exit_code() throws Exception {
    script("java/bin/java", "exit 3");

    assertThat(start().code()).isEqualTo(3);
  }

  @Test
  void options_for_java_come_from_two_variables() throws Exception {
    environment.put("JAVA_OPTS", "-Xmx128m -Dx=1");
    environment.put("GLANCESYNC_JAVA_OPTS", "-Xmx256m");

    assertThat(start().words()).containsSubsequence("-Xmx128m", "-Dx=1", "-Xmx256m", "-cp");
  }

  @Test
  void memory_is_taken_as_it_is_needed() throws Exception {
    assertThat(start().words()).contains("-Xms64m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xmx32m", "-Xms1g -Dx=1"})
  void who_sets_the_memory_sets_all_of_it(String options) throws Exception {
    environment.put("GLANCESYNC_JAVA_OPTS", options);

    assertThat(start().words()).doesNotContain("-Xms64m").contains(options.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "status", "--debug regions", "rehearse dir"})
  void short_commands_are_compiled_quickly(String words) throws Exception {
    assertThat(start(words.split(" ")).words()).contains("-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "--conf file sync Burgos"})
  void what_hashes_content_is_compiled_well(String words) throws Exception {
    assertThat(start(words.split(" ")).words())
        .contains("-XX:Tier4InvocationThreshold=50000")
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX"})
  void without_a_locale_names_are_utf_8(String locale) throws Exception {
    environment.put("LANG", locale);

    assertThat(start().words()).endsWith("LC_ALL=C.UTF-8");
  }

  @Test
  void a_locale_stays_as_it_is() throws Exception {
    environment.put("LANG", "es_ES.UTF-8");

    assertThat(start().words()).endsWith("LC_ALL=");
  }

  @Test
  void java_home_comes_before_the_path() throws Exception {
    script("other/bin/java", "echo the other");
    environment.put("JAVA_HOME", folder.resolve("other").toString());

    assertThat(start().words()).containsExactly("the other");
  }

  @Test
  void a_java_home_without_java_is_said() throws Exception {
    environment.put("JAVA_HOME", folder.resolve("nowhere").toString());

    assertThat(start())
        .isEqualTo(
            new Ended(
                1,
                List.of(),
                "glancesync: JAVA_HOME (FOLDER/nowhere) holds no Java; correct or unset it\n"));
  }

  @Test
  void no_java_at_all_is_said() throws Exception {
    Files.delete(folder.resolve("java/bin/java"));

    assertThat(start().err())
        .isEqualTo(
            "glancesync: there is no Java here; install version 17 or later, or set JAVA_HOME\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.2", "1.8.0_292"})
  void an_old_java_is_said(String version) throws Exception {
    release(version);

    assertThat(start().err())
        .isEqualTo(
            "glancesync: FOLDER/java/bin/java is Java %s, but GlanceSync needs version 17 or later; install it, or set JAVA_HOME\n"
                .formatted(version));
  }

  @Test
  void a_java_that_does_not_say_its_version_in_a_file_is_asked() throws Exception {
    Files.delete(folder.resolve("java/release"));
    script("java/bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

    assertThat(start().err()).contains("is Java 11.0.2, but");
  }

  @Test
  void a_distribution_without_its_libraries_is_said() throws Exception {
    deleteLibraries();

    assertThat(start().err())
        .isEqualTo(
            "glancesync: the folder FOLDER/my programs/glancesync/lib is missing; unpack GlanceSync"
                + " again\n");
  }

  private void deleteLibraries() throws IOException {
    for (String jar : List.of("a.jar", "b.jar", "B.jar", "")) {
      Files.delete(home.resolve("lib").resolve(jar));
    }
  }

  private void makeCheckout() throws IOException {
    deleteLibraries();
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectories(home.resolve("src/main/java"));
    Files.createFile(home.resolve("src/main/java/A.java"));
    script(
        "java/bin/mvn",
        """
        echo "$PWD: $*" >> '%s/builds'
        sleep 0.3
        mkdir -p target/dist/lib
        echo jar > target/dist/lib/glancesync-1.jar
        """
            .formatted(folder));
  }

  private List<String> builds() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  /** As if it had been saved in a minute. */
  private void save(String path) throws IOException {
    Files.setLastModifiedTime(home.resolve(path), FileTime.from(Instant.now().plusSeconds(60)));
  }

  @Test
  void a_checkout_is_built_at_its_first_use_only() throws Exception {
    makeCheckout();

    assertThat(start("a").err()).isEqualTo("glancesync: building, this takes a moment ...\n");
    assertThat(start("b").err()).isEmpty();

    assertThat(builds()).containsExactly(home + ": -B -q -Dmaven.test.skip=true package");
    assertThat(start().words()).containsSequence("-cp", home + "/target/dist/lib/glancesync-1.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "src/main/java/A.java"})
  void a_checkout_is_built_again_when_something_changed(String file) throws Exception {
    makeCheckout();
    start();
    save(file);
    start();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_file_that_was_deleted_is_a_change_too() throws Exception {
    makeCheckout();
    start();
    Files.delete(home.resolve("src/main/java/A.java"));
    save("src/main/java");
    start();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void an_older_library_does_not_stay() throws Exception {
    makeCheckout();
    start();
    Path older = Files.createFile(home.resolve("target/dist/lib/camel-older.jar"));
    save("pom.xml");
    start();

    assertThat(older).doesNotExist();
  }

  @Test
  void two_that_are_started_at_once_build_once() throws Exception {
    makeCheckout();
    Process one = begin(launcher);
    Process other = begin(launcher);

    assertThat(end(one).code()).isZero();
    assertThat(end(other).code()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_build_that_fails_shows_why_where_no_result_is_expected() throws Exception {
    makeCheckout();
    script("java/bin/mvn", "echo 'A.java: error'; exit 1");

    assertThat(start())
        .isEqualTo(
            new Ended(
                1,
                List.of(),
                """
                glancesync: building, this takes a moment ...
                A.java: error
                glancesync: the build failed; see above
                """));
  }

  @Test
  void no_maven_is_said() throws Exception {
    makeCheckout();
    Files.delete(folder.resolve("java/bin/mvn"));

    assertThat(start().err())
        .isEqualTo(
            "glancesync: this source checkout is to be built first, but there is no Maven (mvn)"
                + " here; install it\n");
  }
}
