package io.glancesync.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random edits while runs send messages: at each quiet moment what runs is what a service would run
 * that starts with the last accepted files, with all of its retries. No message is lost, repeated
 * or interrupted. {@code -Dedits.first} and {@code -Dedits.sequences} say which seeds.
 */
@Timeout(3600)
class RandomEditsIT {
  private static final long FIRST = Long.getLong("edits.first", 1);
  private static final int SEQUENCES = Integer.getInteger("edits.sequences", 1);
  private static final int EDITS = Integer.getInteger("edits.edits", 200);
  private static final int MOST_SEEDS = 20;
  private static final int EDITS_OF_A_FAULT = 40;

  @TempDir Path folder;

  @Test
  void what_runs_is_what_the_last_accepted_files_say() throws Exception {
    var violations = new ArrayList<String>();
    long start = System.nanoTime();
    for (long seed = FIRST; seed < FIRST + SEQUENCES; seed++) {
      violations.addAll(play(seed, ReloadFault.NONE, EDITS));
    }
    System.out.printf(
        "edits: %d sequences of %d from seed %d on, %d s, %d with a violation%n",
        SEQUENCES, EDITS, FIRST, (System.nanoTime() - start) / 1_000_000_000, violations.size());
    assertThat(violations).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_fault_is_caught(ReloadFault fault) throws Exception {
    List<String> violations = List.of();
    for (long seed = 1; seed <= MOST_SEEDS && violations.isEmpty(); seed++) {
      violations = play(seed, fault, EDITS_OF_A_FAULT);
    }
    assertThat(violations).isNotEmpty();
    System.out.printf("edits: %s is caught: %s%n", fault, violations.get(0));
  }

  private List<String> play(long seed, ReloadFault fault, int edits) throws Exception {
    return new RandomEdits(seed, folder.resolve(fault + "-" + seed), fault).play(edits);
  }
}
