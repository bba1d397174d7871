package io.glancesync.run;

import io.glancesync.error.BusyException;
import io.glancesync.error.RefusedException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose turn it is to do a run that may change something. Of all processes that share the stores,
 * one at most has the turn, and it does one run with it: each of two runs would take the other's
 * work for the leftovers of a crash.
 *
 * <p>A turn ends when its holder says so, or with the process that holds it, however that ends; the
 * next run can begin a short time later. Any number of threads and processes may ask at once.
 */
public interface RunTurns {
  /**
   * Takes the turn; does not wait for another run.
   *
   * @throws BusyException when another run has it
   * @throws RefusedException when it cannot be told who has it
   */
  Turn take();

  /**
   * Who has the turn at this moment; empty when nobody has. Changes nothing.
   *
   * @throws UncheckedIOException when that cannot be told; its message is what came back
   */
  Optional<TurnHolder> holder();

  /** The turn, until it is closed; the second time does nothing. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A process that does a run.
   *
   * @param process {@code process 4711}, or that the process is unknown
   * @param since when the run began
   */
  record TurnHolder(String process, Instant since) {}
}
