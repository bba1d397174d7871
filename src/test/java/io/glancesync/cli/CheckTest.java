package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.ConfigurationException;
import io.glancesync.report.Check;
import io.glancesync.report.Check.CheckStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path folder;
  FakeEngine engine = new FakeEngine().finds(Check.ok("master", "signed in"));

  private Shell shell() {
    return new Shell(folder, engine);
  }

  @Test
  void one_aligned_line_per_check_and_the_configuration_last() {
    engine.finds(
        Check.warning("other:Madrid", "late"),
        Check.failed("Burgos", "Tried it"),
        new Check(CheckStatus.UNREACHABLE, "Leon", "Tried that"));

    assertThat(shell().run("check").out())
        .isEqualTo(
            """
            ok    master        signed in
            warn  other:Madrid  late
            FAIL  Burgos        Tried it
            FAIL  Leon          Tried that
            ok    conf          work/conf/glancesync.conf, 1 target
            """);
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void a_warning_is_no_failure() {
    engine.finds(Check.warning("other", "late"));

    assertThat(shell().run("check").code()).isZero();
  }

  @Test
  void a_failure_is_one() {
    engine.finds(Check.failed("other", "Tried it"));

    assertThat(shell().run("check").code()).isEqualTo(1);
  }

  @Test
  void what_could_not_be_reached_counts_more_than_a_failure() {
    engine.finds(
        new Check(CheckStatus.UNREACHABLE, "Leon", "Tried that"),
        Check.failed("other", "Tried it"));

    assertThat(shell().run("check").code()).isEqualTo(3);
  }

  @Test
  void routes_that_cannot_be_started_are_a_line_too() {
    engine.unstartable(new ConfigurationException("Tried to start,\n  but not so"));

    assertThat(shell().run("check"))
        .isEqualTo(
            new Shell.Said(
                2,
                "FAIL  routes  Tried to start, but not so\n"
                    + "ok    conf    work/conf/glancesync.conf, 1 target\n",
                ""));
  }

  @Test
  void a_configuration_that_cannot_be_read_is_wrong_usage_as_everywhere() {
    var said = shell().run("check", "--conf", "nowhere");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).startsWith("glancesync: --conf: ");
  }

  @Test
  void warnings_about_the_configuration_are_said_and_counted() {
    var said = shell().configuration("[master]", "metadta_set = a").run("check");

    assertThat(said.code()).isZero();
    assertThat(said.err()).startsWith("warning: ").contains("metadata_set");
    assertThat(said.out())
        .endsWith("warn  conf    work/conf/glancesync.conf, 1 target, 1 warning\n");
  }

  @Test
  void without_a_file_the_environment_is_named() {
    var shell = shell().variable("OS_REGION_NAME", "Valladolid");
    shell.remove("work/conf/glancesync.conf");

    assertThat(shell.run("check").out()).endsWith("ok    conf    the environment, 1 target\n");
  }

  @Test
  void only_verdicts_on_a_terminal_are_coloured() {
    engine.finds(Check.warning("a", "b"), Check.failed("c", "d"));

    assertThat(shell().onTerminal().run("check").out())
        .startsWith("\u001B[32mok\u001B[39m\u001B[0m    master  signed in\n")
        .contains("\u001B[33mwarn\u001B[39m\u001B[0m  a ", "\u001B[31mFAIL\u001B[39m\u001B[0m  c ");
    assertThat(shell().run("check").out()).doesNotContain("\u001B");
  }

  @Test
  void nothing_from_elsewhere_can_steer_the_terminal() {
    engine.finds(Check.ok("x\u001B[2J", "y\u001B[2J\nz"));

    assertThat(shell().run("check").out()).contains("ok    x\\u001b[2J  y\\u001b[2J z\n");
  }

  @Test
  void publishing_is_tried_only_when_asked_for() {
    shell().run("check");
    assertThat(engine.wasAskedToTry()).isFalse();

    shell().run("check", "--try");
    assertThat(engine.wasAskedToTry()).isTrue();
  }
}
