package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine = new FakeEngine().region("Valladolid").region("Burgos");
    shell = new Shell(folder, engine);
  }

  @Test
  void no_word_at_all_is_wrong_and_shows_the_help_where_it_is_no_result() {
    var said = shell.run();

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("Usage: glancesync [OPTIONS] [COMMAND]\n");
  }

  @Test
  void an_option_alone_is_no_command() {
    assertThat(shell.run("--debug"))
        .isEqualTo(
            new Shell.Said(2, "", "glancesync: a command is missing\nTry: glancesync --help\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync",
        "status",
        "regions",
        "backup",
        "rehearse",
        "check",
        "serve",
        "pause",
        "resume",
        "dead-letters",
        "runs",
        "demo"
      })
  void every_command_has_help_with_exit_codes_and_examples(String command) {
    var said = shell.run(command, "--help");

    assertThat(said.code()).isZero();
    assertThat(said.out())
        .startsWith("Usage: glancesync " + command)
        .contains("--conf=FILE")
        .contains("Exit code: 0 ")
        .contains("\nExamples:\n  glancesync " + command);
    assertThat(said.out().lines()).allMatch(line -> line.length() <= 96);
    assertThat(shell.run("help", command)).isEqualTo(said);
    assertThat(shell.run(command, "-h")).isEqualTo(said);
    assertThat(engine.wasStarted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "retry", "discard"})
  void help_tells_about_a_command_of_a_command(String command) {
    var said = shell.run("help", "dead-letters", command);

    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("Usage: glancesync dead-letters " + command);
    assertThat(said).isEqualTo(shell.run("dead-letters", command, "--help"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show"})
  void help_tells_about_the_commands_of_runs_too(String command) {
    var said = shell.run("help", "runs", command);

    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("Usage: glancesync runs " + command);
  }

  @Test
  void help_alone_is_about_all_commands() {
    assertThat(shell.run("help")).isEqualTo(shell.run("--help"));
  }

  @Test
  void the_help_names_all_commands_and_no_others() {
    assertThat(shell.run("--help").out().lines())
        .filteredOn(line -> line.matches("  [a-z-]+ {2,}.*"))
        .extracting(line -> line.strip().split(" ")[0])
        .containsExactly(
            "sync",
            "status",
            "explain",
            "rollback",
            "regions",
            "backup",
            "rehearse",
            "check",
            "serve",
            "pause",
            "resume",
            "dead-letters",
            "runs",
            "demo",
            "completion",
            "help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "sync --version"})
  void the_version_is_the_one_that_was_built(String words) {
    var said = shell.run(words.split(" "));

    assertThat(said.code()).isZero();
    assertThat(said.out()).matches("glancesync \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "synk, there is no command 'synk'; did you mean 'sync'?",
    "stats, there is no command 'stats'; did you mean 'status'?",
    "xyz, there is no command 'xyz'",
    "sync --paralel, there is no option '--paralel'; did you mean '--parallel'?",
    "sync --dryrun, there is no option '--dryrun'; did you mean '--dry-run'?",
    "status --fromat=csv, there is no option '--fromat'; did you mean '--format'?",
    "status --fromat csv, there is no option '--fromat'; did you mean '--format'?",
    "status -x, there is no option '-x'",
    "regions Burgos, there is no use here for 'Burgos'",
    "sync --bwlimit, missing required parameter for option '--bwlimit' (RATE)",
    "sync --bwlimit=10M:1M, 'invalid value for option ''--bwlimit'': ''10M:1M'' is a pair, but there is one rate only: of what is sent to regions'",
    "sync --report, missing required parameter for option '--report' (FILE)",
    "rehearse, missing required parameter: 'DIR'",
    "runs show, missing required parameter: 'RUN'",
    "runs list --limit 0, option --limit: '0' is not a number above 0",
    "help synk, unknown subcommand 'synk'.",
    "help dead-letters rety, unknown subcommand 'rety'.",
  })
  void a_wrong_word_gets_one_sentence(String words, String sentence) {
    var said = shell.run(words.split(" "));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines().findFirst()).contains("glancesync: " + sentence);
    assertThat(said.err().lines().skip(1)).hasSize(1).allMatch(it -> it.startsWith("Try: "));
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void a_wrong_format_names_the_right_ones() {
    var said = shell.run("status", "--format", "xml");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("invalid value for option '--format': 'xml' is not one of table, csv, json");
  }

  @Test
  void a_format_may_be_written_in_capitals() {
    assertThat(shell.run("status", "--format", "CSV").code()).isZero();
  }
}
