package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.error.BusyException;
import io.glancesync.run.RunTurns.Turn;
import io.glancesync.run.RunTurns.TurnHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One run at a time, wherever it is kept whose turn it is. */
public abstract class RunTurnsContract {
  /** The turns as somebody else who shares them sees them. */
  protected abstract RunTurns turns();

  @Test
  void at_first_it_is_nobodys_turn() {
    assertThat(turns().holder()).isEmpty();
  }

  @Test
  void who_has_the_turn_is_known_to_all() {
    Instant before = Instant.now();
    try (Turn turn = turns().take()) {
      assertThat(turn).isNotNull();
      TurnHolder holder = turns().holder().orElseThrow();
      assertThat(holder.process()).isEqualTo("process " + ProcessHandle.current().pid());
      // clocks of files and databases may be coarser
      assertThat(holder.since())
          .isBetween(before.minus(Duration.ofSeconds(2)), before.plus(Duration.ofSeconds(60)));
    }
  }

  @Test
  void a_second_run_is_refused_until_the_first_has_ended() {
    RunTurns turns = turns();
    try (Turn turn = turns.take()) {
      assertThat(turn).isNotNull();
      assertThatThrownBy(turns::take)
          .isInstanceOf(BusyException.class)
          .hasMessageStartingWith("Another run is under way");
      assertThatThrownBy(turns()::take).isInstanceOf(BusyException.class);
      assertThat(turns().holder()).isPresent();
    }
    assertThat(turns().holder()).isEmpty();

    turns().take().close();
  }

  @Test
  void who_ends_a_turn_twice_ends_no_other() {
    Turn first = turns().take();
    first.close();
    try (Turn second = turns().take()) {
      assertThat(second).isNotNull();
      first.close();

      assertThatThrownBy(turns()::take).isInstanceOf(BusyException.class);
    }
  }

  @Test
  @Timeout(300)
  void of_several_who_ask_at_once_one_gets_the_turn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        var asked = new ArrayList<Future<Optional<Turn>>>();
        for (int i = 0; i < 4; i++) {
          asked.add(threads.submit(() -> tryTake(turns())));
        }
        var taken = new ArrayList<Turn>();
        for (Future<Optional<Turn>> each : asked) {
          each.get().ifPresent(taken::add);
        }
        assertThat(taken).hasSize(1);
        taken.get(0).close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<Turn> tryTake(RunTurns turns) {
    try {
      return Optional.of(turns.take());
    } catch (BusyException e) {
      return Optional.empty();
    }
  }
}
