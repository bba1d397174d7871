package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.error.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that starts the service. */
class ServeTest {
  @TempDir Path folder;
  FakeEngine engine = new FakeEngine();

  private Shell shell() {
    return new Shell(folder, engine);
  }

  @Test
  void the_service_has_no_result_and_ends_well() {
    assertThat(shell().run("serve")).isEqualTo(new Shell.Said(0, "", ""));
    assertThat(engine.isClosed()).isTrue();
  }

  @Test
  void it_can_read_the_configuration_again() {
    Shell shell = shell();
    engine.meanwhile(() -> shell.configuration("max_children = 7"));

    shell.run("serve");

    assertThat(engine.configuration().maxChildren()).isEqualTo(1);
    assertThat(engine.reread().configuration().maxChildren()).isEqualTo(7);
  }

  @Test
  void what_it_was_told_on_the_command_line_counts_then_too() {
    shell().run("serve", "--config", "main.max_children=5");

    assertThat(engine.reread().configuration().maxChildren()).isEqualTo(5);
  }

  @Test
  void a_service_that_may_not_start_says_why() {
    engine.troubled(new RefusedException("Another service is running", ""));

    assertThat(shell().run("serve"))
        .isEqualTo(new Shell.Said(1, "", "glancesync: Another service is running\n"));
    assertThat(engine.isClosed()).isTrue();
  }
}
