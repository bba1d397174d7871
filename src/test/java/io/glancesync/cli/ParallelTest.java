package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine = new FakeEngine().region("Valladolid").region("Burgos").region("Caceres");
    shell = new Shell(folder, engine).configuration("max_children = 4");
  }

  @Test
  void without_it_one_region_is_worked_on_at_once_and_a_note_tells_of_it() {
    var said = shell.run("sync");

    assertThat(engine.request().parallel()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo(
            "note: regions were done one after the other; --parallel does up to 4 at once"
                + " (max_children)\n");
  }

  @Test
  void no_note_where_it_would_change_nothing() {
    assertThat(shell.run("sync", "--dry-run").err()).isEmpty();
    assertThat(shell.run("sync", "--config", "main.max_children=1").err()).isEmpty();
  }

  @Test
  void alone_it_means_as_many_as_the_configuration_says() {
    var said = shell.run("sync", "--parallel");

    assertThat(engine.request().parallel()).isEqualTo(4);
    assertThat(said.err()).isEmpty();
  }

  @Test
  void a_number_may_follow_it() {
    shell.run("sync", "--parallel", "3", "Burgos");
    assertThat(engine.request().parallel()).isEqualTo(3);
    assertThat(engine.request().regions()).isEqualTo(List.of("Burgos"));

    shell.run("sync", "--parallel=2");
    assertThat(engine.request().parallel()).isEqualTo(2);
  }

  @Test
  void a_region_may_follow_it() {
    shell.run("sync", "--parallel", "Burgos");

    assertThat(engine.request().parallel()).isEqualTo(4);
    assertThat(engine.request().regions()).isEqualTo(List.of("Burgos"));
  }

  @Test
  void another_option_may_follow_it() {
    shell.run("sync", "--parallel", "--dry-run");

    assertThat(engine.request().parallel()).isEqualTo(4);
    assertThat(engine.request().dryRun()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "", "99999999999"})
  void what_is_no_number_above_0_is_an_error(String number) {
    var said = shell.run("sync", "--parallel=" + number);

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .startsWith("glancesync: option --parallel: '" + number + "' is not a number above 0\n");
    assertThat(engine.wasStarted()).isFalse();
  }
}
