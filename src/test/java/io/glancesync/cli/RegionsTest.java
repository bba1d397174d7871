package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionsTest {
  @TempDir Path folder;
  FakeEngine engine = new FakeEngine().region("Burgos").region("other:Madrid");

  @Test
  void one_region_per_line_as_users_write_them() {
    var said = new Shell(folder, engine).run("regions");

    assertThat(said).isEqualTo(new Shell.Said(0, "Burgos\nother:Madrid\n", ""));
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void a_target_that_cannot_be_asked_does_not_hide_the_others() {
    engine.unreachable("third:", "Tried to sign in to target third, but nobody answered");

    assertThat(new Shell(folder, engine).run("regions"))
        .isEqualTo(
            new Shell.Said(
                3,
                "Burgos\nother:Madrid\n",
                "glancesync: Tried to sign in to target third, but nobody answered\n"));
  }

  @Test
  void a_credential_that_is_refused_is_a_failure_and_not_a_region_out_of_reach() {
    engine.refusing("third:", "Keystone refused it (401)");

    assertThat(new Shell(folder, engine).run("regions"))
        .isEqualTo(
            new Shell.Said(1, "Burgos\nother:Madrid\n", "glancesync: Keystone refused it (401)\n"));
  }

  @Test
  void a_credential_that_the_configuration_lacks_is_wrong_configuration() {
    engine.unconfigured("clouds.yaml: no cloud is called 'thrid'");

    var said = new Shell(folder, engine).run("regions");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.out()).isEqualTo("Burgos\nother:Madrid\n");
  }
}
