package io.glancesync;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.transfer.Transfers.uploadOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.run.RunTurns;
import io.glancesync.store.file.FileJournal;
import io.glancesync.store.file.FileRunTurns;
import io.glancesync.transfer.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that ends says what the next run has to see to. */
class OpenWorkSummaryTest {
  @TempDir Path data;
  private RunTurns turns;
  private Journal journal;
  private OpenWorkSummary left;

  @BeforeEach
  void begin() {
    turns = new FileRunTurns(data);
    journal = new FileJournal(data.resolve("in-flight"));
    left = new OpenWorkSummary(turns, journal);
  }

  @Test
  void nothing_is_left_where_the_journal_is_empty() {
    assertThat(left.text(true)).isEqualTo("nothing is left open");
  }

  @Test
  void what_the_journal_holds_is_named_although_no_run_is_under_way() throws Exception {
    journal.begin(uploadOf(anImage("ubuntu").in("v")));

    String text =
        "left open, so that the next run finishes or undoes it: upload of ubuntu in Burgos";
    assertThat(left.text(true)).isEqualTo(text);
    assertThat(left.text(false)).isEqualTo(text);
  }

  @Test
  void a_run_that_had_begun_nothing_yet_is_left_to_the_next_one() {
    assertThat(left.text(false)).isEqualTo("the next run does what was not done");
  }

  @Test
  void what_another_process_is_doing_is_not_left_by_this_one() throws Exception {
    journal.begin(uploadOf(anImage("ubuntu").in("v")));
    try (RunTurns.Turn turn = turns.take()) {
      assertThat(turn).isNotNull();
      assertThat(left.text(true)).isEqualTo("a run of another process goes on");
    }
  }

  @Test
  void a_journal_that_cannot_be_read_is_said() throws Exception {
    Files.createFile(data.resolve("in-flight"));

    assertThat(left.text(true)).startsWith("what is left open cannot be told (");
  }
}
