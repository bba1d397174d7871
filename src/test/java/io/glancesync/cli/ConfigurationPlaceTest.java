package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several configurations is read; each has another master region. */
class ConfigurationPlaceTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void putOneEverywhere() {
    engine = new FakeEngine();
    for (String region : new String[] {"Option", "Variable", "Work", "Home", "Etc"}) {
      engine.region(region);
    }
    shell =
        new Shell(folder, engine)
            .file("option.conf", "[main]\nmaster_region = Option\n")
            .file("variable.conf", "[main]\nmaster_region = Variable\n")
            .file("work/conf/glancesync.conf", "[main]\nmaster_region = Work\n")
            .file("home/conf/glancesync.conf", "[main]\nmaster_region = Home\n")
            .file("etc/glancesync.conf", "[main]\nmaster_region = Etc\n");
  }

  private String masterRegion(String... more) {
    shell.run(Stream.concat(Stream.of("status"), Arrays.stream(more)).toArray(String[]::new));
    return engine.configuration().masterRegion().toString();
  }

  private String variable() {
    return folder.resolve("variable.conf").toString();
  }

  @Test
  void the_option_comes_first() {
    shell.variable("GLANCESYNC_CONFIG", variable());

    assertThat(masterRegion("--conf", folder.resolve("option.conf").toString()))
        .isEqualTo("Option");
  }

  @Test
  void then_the_variable() {
    shell.variable("GLANCESYNC_CONFIG", variable());

    assertThat(masterRegion()).isEqualTo("Variable");
  }

  @Test
  void the_variable_may_name_the_machines_file() {
    shell
        .remove("work/conf/glancesync.conf")
        .variable("GLANCESYNC_CONFIG", folder.resolve("etc/glancesync.conf").toString());

    assertThat(masterRegion()).isEqualTo("Etc");
  }

  @Test
  void then_the_working_folder() {
    assertThat(masterRegion()).isEqualTo("Work");
  }

  @Test
  void then_the_machine() {
    shell.remove("work/conf/glancesync.conf");

    assertThat(masterRegion()).isEqualTo("Etc");
  }

  @Test
  void then_the_folder_of_the_program() {
    shell.remove("work/conf/glancesync.conf").remove("etc/glancesync.conf");

    assertThat(masterRegion()).isEqualTo("Home");
  }

  @Test
  void without_any_the_environment_is_the_configuration() {
    shell
        .remove("work/conf/glancesync.conf")
        .remove("home/conf/glancesync.conf")
        .remove("etc/glancesync.conf")
        .variable("OS_REGION_NAME", "Option");

    assertThat(masterRegion()).isEqualTo("Option");
  }

  @Test
  void nothing_at_all_is_an_error_that_tells_what_to_do() {
    shell
        .remove("work/conf/glancesync.conf")
        .remove("home/conf/glancesync.conf")
        .remove("etc/glancesync.conf");

    var said = shell.run("status");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("glancesync: There is no configuration: ").hasLineCount(1);
  }

  @Test
  void what_its_author_should_know_is_said_once() {
    shell.file("work/conf/glancesync.conf", "[main]\nmaster_region = Work\nmaster_regio = Work\n");

    var said = shell.run("status", "--format", "csv");

    assertThat(said.err()).startsWith("warning: ").contains("master_regio").hasLineCount(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.code()).isZero();
  }
}
