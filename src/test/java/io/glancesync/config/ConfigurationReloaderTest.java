package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.source.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is edited while the service runs counts from the next run on. */
class ConfigurationReloaderTest {
  @TempDir Path folder;
  private CurrentConfiguration current;
  private ConfigurationReloader configurationReloader;

  @BeforeEach
  void a_service_with_a_configuration() throws IOException {
    write("max_children = 2");
    current = new CurrentConfiguration(read().configuration());
    configurationReloader = new ConfigurationReloader(current, this::read);
  }

  private void write(String line) throws IOException {
    Files.writeString(
        folder.resolve("glancesync.conf"),
        "[main]\nmaster_region = Valladolid\n%s\n[master]\nmetadata_condition = image.is_public\n"
            .formatted(line));
  }

  private Loaded read() {
    var surroundings = new Environment(Map.of(), folder, folder, folder);
    return new ConfigurationLoader(surroundings)
        .load(Optional.of(folder.resolve("glancesync.conf")), List.of());
  }

  @Test
  void an_edit_waits_for_the_next_run() throws IOException {
    write("max_children = 5");
    configurationReloader.poll();
    assertThat(current.get().maxChildren()).isEqualTo(2);

    configurationReloader.take();

    assertThat(current.get().maxChildren()).isEqualTo(5);
  }

  @Test
  void what_was_not_edited_stays_the_same_object() {
    Configuration before = current.get();

    configurationReloader.poll();
    configurationReloader.take();

    assertThat(current.get()).isSameAs(before);
  }

  @Test
  void the_last_good_one_counts_as_long_as_the_file_is_broken() throws IOException {
    write("max_children = 5");
    configurationReloader.poll();
    write("max_children = many");
    configurationReloader.poll();
    configurationReloader.take();
    assertThat(current.get().maxChildren()).isEqualTo(5);

    write("max_children = 7");
    configurationReloader.poll();
    configurationReloader.take();

    assertThat(current.get().maxChildren()).isEqualTo(7);
  }

  @Test
  void an_edit_that_is_taken_back_before_a_run_never_counts() throws IOException {
    write("max_children = 5");
    configurationReloader.poll();
    write("max_children = 2");
    configurationReloader.poll();

    configurationReloader.take();

    assertThat(current.get().maxChildren()).isEqualTo(2);
  }
}
