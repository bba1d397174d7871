package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process refuses, another can tell. */
class RefusedEditsTest {
  @TempDir Path data;

  private RefusedEdits edits() {
    return new RefusedEdits(data.resolve("refused-edits.json"));
  }

  @Test
  void what_is_refused_is_told_until_it_is_mended() {
    RefusedEdits service = edits();
    var problem = new Problem("30-transfer.camel.yaml", 7, "there is no bean 'walks'");

    service.note(List.of(problem));
    assertThat(edits().all()).containsExactly(problem.text());
    service.note(List.of());

    assertThat(edits().all()).isEmpty();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void a_service_that_starts_refuses_nothing_yet() {
    edits().note(List.of(new Problem("a", 1, "bad")));

    edits().clear();

    assertThat(edits().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[[[", "\0", "12"})
  void a_file_that_cannot_be_read_is_told_as_well(String text) throws Exception {
    Files.writeString(data.resolve("refused-edits.json"), text);

    assertThat(edits().all()).singleElement().asString().contains("refused-edits.json cannot be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[null]", "[]"})
  void nothing_is_nothing(String text) throws Exception {
    Files.writeString(data.resolve("refused-edits.json"), text);

    assertThat(edits().all()).isEmpty();
  }

  @Test
  void a_link_in_its_place_is_not_written_through() throws Exception {
    Path victim = Files.writeString(data.resolve("victim"), "mine");
    Files.createSymbolicLink(data.resolve("refused-edits.json"), victim);

    edits().note(List.of(new Problem("a", 1, "bad")));

    assertThat(victim).hasContent("mine");
    assertThat(edits().all()).hasSize(1);
  }
}
