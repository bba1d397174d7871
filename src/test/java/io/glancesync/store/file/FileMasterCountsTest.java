package io.glancesync.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.run.MasterCounts;
import io.glancesync.run.MasterCountsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the counts, whatever people and crashes leave in its place. */
class FileMasterCountsTest extends MasterCountsContract {
  @TempDir Path home;
  private Path file;
  private MasterCounts counts;

  @BeforeEach
  void begin() {
    file = home.resolve("var/master-images.json");
    counts = counts();
  }

  @Override
  protected MasterCounts counts() {
    return new FileMasterCounts(home.resolve("var/master-images.json"));
  }

  @Test
  void before_the_first_run_no_file_is_made() {
    assertThat(counts.of(VALLADOLID)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void it_is_one_small_file() {
    counts.remember(VALLADOLID, 12);
    counts.remember(SPAIN, 3);
    counts.remember(VALLADOLID, 0);

    assertThat(file).hasContent("{\"Spain2\":3,\"Valladolid\":0}");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\0\0\0", "12", "{\"Valladolid\":", "{\"Valladolid\":\"many\"}", "{} more"})
  void a_file_that_cannot_be_understood_is_told_of_and_stops_no_run(String text)
      throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThat(counts.of(VALLADOLID)).isEmpty();
    assertThat(counts.problem().orElseThrow())
        .startsWith(file + ", which says")
        .endsWith("the next run sets it aside and counts again");
    assertThat(file).hasContent(text);

    counts.remember(VALLADOLID, 3);

    assertThat(counts.of(VALLADOLID)).contains(3);
    assertThat(counts.problem()).isEmpty();
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.filter(it -> it.toString().endsWith(".unreadable")))
          .singleElement()
          .satisfies(it -> assertThat(it).hasContent(text));
    }
  }

  @Test
  void a_link_in_its_place_is_not_written_through() throws IOException {
    Path victim = Files.writeString(home.resolve("victim"), "mine");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, victim);

    assertThat(counts.of(VALLADOLID)).isEmpty();
    counts.remember(VALLADOLID, 3);

    assertThat(counts.of(VALLADOLID)).isEmpty();
    assertThat(counts.problem().orElseThrow()).contains("symbolic link");
    assertThat(victim).hasContent("mine");
  }

  @Test
  void a_folder_that_cannot_be_used_is_named_and_stops_no_run() throws IOException {
    Files.writeString(home.resolve("var"), "no folder");

    counts.remember(VALLADOLID, 1);

    assertThat(counts.of(VALLADOLID)).isEmpty();
    assertThat(counts.problem().orElseThrow()).contains(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'', it is empty",
    "{\"Valladolid\":, it ends too early (line 1",
    "{\"Valladolid\":\"many\"}, its field Valladolid is ",
    "<html>, it is not JSON (line 1",
    "12, 'it is JSON, but not what it should be (line 1'"
  })
  void what_is_wrong_is_said_in_our_words(String text, String words) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);

    assertThat(counts.problem().orElseThrow())
        .contains(words)
        .doesNotContain("java.", "Deserialize", "Token", "token");
  }

  @Test
  void what_a_power_failure_leaves_is_recognised() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[40]);

    assertThat(counts.problem().orElseThrow()).contains("nothing but zeros");
  }
}
