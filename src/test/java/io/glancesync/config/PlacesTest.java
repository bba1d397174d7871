package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the configuration is found. */
class PlacesTest {
  @TempDir Path folder;
  Machine machine;

  @BeforeEach
  void put_a_file_in_every_place() {
    machine =
        new Machine(folder)
            .file("work/given.conf", "[main]", "master_region = option")
            .file("work/named.conf", "[main]", "master_region = variable")
            .file("work/conf/glancesync.conf", "[main]", "master_region = working_folder")
            .file("etc/glancesync.conf", "[main]", "master_region = etc")
            .variable("GLANCESYNC_CONFIG", "named.conf")
            .variable("OS_REGION_NAME", "environment")
            .option("work/given.conf");
  }

  private String region() {
    return machine.configuration().masterRegion().region();
  }

  @Test
  void the_option_comes_first() {
    assertThat(region()).isEqualTo("option");
    assertThat(machine.file()).contains("given.conf");
  }

  @Test
  void the_variable_comes_second() {
    machine.noOption();

    assertThat(region()).isEqualTo("variable");
    assertThat(machine.file()).contains("named.conf");
  }

  @Test
  void the_working_folder_comes_third() {
    machine.noOption();
    machine.variable("GLANCESYNC_CONFIG", "");

    assertThat(region()).isEqualTo("working_folder");
    assertThat(machine.file()).contains("conf/glancesync.conf");
  }

  @Test
  void the_folder_etc_comes_fourth() throws Exception {
    machine.noOption();
    machine.variable("GLANCESYNC_CONFIG", "");
    Files.delete(folder.resolve("work/conf/glancesync.conf"));

    assertThat(region()).isEqualTo("etc");
    assertThat(machine.file()).contains("/etc/glancesync.conf");
  }

  @Test
  void the_environment_comes_last() throws Exception {
    machine.noOption();
    machine.variable("GLANCESYNC_CONFIG", "");
    Files.delete(folder.resolve("work/conf/glancesync.conf"));
    Files.delete(folder.resolve("etc/glancesync.conf"));

    assertThat(region()).isEqualTo("environment");
    assertThat(machine.file()).isEmpty();
    assertThat(machine.configuration().targets()).containsOnlyKeys("master");
  }

  @Test
  void an_option_that_names_no_file_is_an_error() {
    machine.option("work/none.conf");

    assertThat(machine.error()).isEqualTo("--conf: none.conf: there is no such file");
  }

  @Test
  void an_option_that_names_a_folder_is_an_error() {
    machine.option("work/conf");

    assertThat(machine.error())
        .isEqualTo("--conf: conf: this is a folder, not a configuration file");
  }

  @Test
  void a_file_that_cannot_be_read_is_an_error() {
    machine.permissions("work/given.conf", "---------");
    assumeFalse(Files.isReadable(folder.resolve("work/given.conf")), "run as root");

    assertThat(machine.error())
        .isEqualTo(
            "--conf: given.conf: this file cannot be read; has the user who runs GlanceSync the"
                + " right to?");
  }

  @Test
  void a_variable_that_names_no_file_is_an_error() {
    machine.noOption();
    machine.variable("GLANCESYNC_CONFIG", "none.conf");

    assertThat(machine.error()).isEqualTo("$GLANCESYNC_CONFIG: none.conf: there is no such file");
  }

  @Test
  void nothing_at_all_is_an_error_that_says_where_it_looked_and_what_to_do() {
    assertThat(new Machine(folder.resolve("empty")).error())
        .isEqualTo(
            "There is no configuration: no file (looked for: conf/glancesync.conf,"
                + " /etc/glancesync.conf; --conf or $GLANCESYNC_CONFIG can name another), and"
                + " $OS_REGION_NAME is not set. The shortest way: set $OS_REGION_NAME to the region"
                + " where the images come from, and $OS_CLOUD to an entry of clouds.yaml (or"
                + " $OS_AUTH_URL, $OS_USERNAME, $OS_PASSWORD and $OS_PROJECT_NAME, as an openrc"
                + " file does)");
  }

  @Test
  void a_file_without_a_master_region_is_an_error_when_the_environment_has_none() {
    assertThat(new Machine(folder.resolve("other")).conf("[main]").error())
        .isEqualTo(
            "conf/glancesync.conf: section [main], key master_region: it is missing. Write the"
                + " region where the images come from, for example: master_region = RegionOne."
                + " Or set $OS_REGION_NAME");
  }

  @Test
  void an_override_alone_makes_a_configuration() {
    var configuration =
        new Machine(folder.resolve("empty")).configuration("main.master_region=Spain2");

    assertThat(configuration.masterRegion()).hasToString("Spain2");
  }

  @Test
  void the_home_folder_may_be_a_tilde() {
    machine.noOption();
    machine
        .file("home/my.conf", "[main]", "master_region = home")
        .variable("GLANCESYNC_CONFIG", "~/my.conf");

    assertThat(region()).isEqualTo("home");
  }
}
