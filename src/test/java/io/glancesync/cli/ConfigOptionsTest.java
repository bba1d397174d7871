package io.glancesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code --config}. */
class ConfigOptionsTest {
  @TempDir Path folder;
  FakeEngine engine;
  Shell shell;

  @BeforeEach
  void begin() {
    engine = new FakeEngine().region("Valladolid").region("Spain2").region("Burgos");
    shell = new Shell(folder, engine);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync --config main.master_region=Spain2 metadata_set=nid,type -- Burgos",
        "sync Burgos --config main.master_region=Spain2 metadata_set=nid,type",
        "sync Burgos --config main.master_region=Spain2 --config metadata_set=nid,type",
        "sync --config main.master_region=Spain2 metadata_set=nid,type Burgos",
        "sync --config=main.master_region=Spain2 --config=metadata_set=nid,type Burgos",
        "sync --config main.master_region=Spain2 metadata_set=nid,type --parallel Burgos",
        "--config main.master_region=Spain2 metadata_set=nid,type sync Burgos",
        "--config main.master_region=Spain2 metadata_set=nid,type -- sync Burgos",
        "--config main.master_region=Spain2 metadata_set=nid,type -- sync -- Burgos",
        "--config main.master_region=Spain2 sync --config metadata_set=nid,type -- Burgos",
        "--config main.master_region=Spain2 --debug sync Burgos --config metadata_set=nid,type",
      })
  void overrides_the_configuration_wherever_it_stands(String words) {
    assertThat(shell.run(words.split(" ")).code()).isZero();

    assertThat(engine.configuration().masterRegion()).hasToString("Spain2");
    assertThat(engine.configuration().target("master").policy().metadataSet())
        .containsExactlyInAnyOrder("nid", "type");
    assertThat(engine.request().regions()).isEqualTo(List.of("Burgos"));
  }

  @Test
  void a_value_may_hold_blanks_and_equals_signs() {
    shell.run("status", "--config", "metadata_condition=image.name == 'a b'", "--", "Burgos");

    assertThat(engine.configuration().target("master").policy().condition()).isPresent();
    assertThat(engine.request().regions()).containsExactly("Burgos");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sync --config", "sync --config Burgos", "sync --config -- a=b", "--config sync"})
  void without_an_assignment_it_is_wrong(String words) {
    var said = shell.run(words.split(" "));

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .startsWith("glancesync: option --config needs words of the form KEY=VALUE\n");
  }

  @Test
  void what_it_says_wrongly_is_an_error_of_the_configuration() {
    var said = shell.run("sync", "--config", "main.max_children=many");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("glancesync: --config: ").doesNotContain("Exception");
    assertThat(engine.wasStarted()).isFalse();
  }

  @Test
  void one_command_does_not_remember_what_was_said_to_another() {
    shell.run("sync", "--config", "metadata_set=nid");
    shell.run("sync");

    assertThat(engine.configuration().target("master").policy().metadataSet()).isEmpty();
  }
}
