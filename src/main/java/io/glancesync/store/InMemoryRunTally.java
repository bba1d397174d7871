package io.glancesync.store;

import io.glancesync.planner.Guards.Passed;
import io.glancesync.planner.Guards.RunTally;
import io.glancesync.planner.Guards.Tally;
import java.util.function.Function;

/** The tally of a run whose regions are all planned by this process. */
public final class InMemoryRunTally implements RunTally {
  private Tally tally = Tally.NOTHING;

  @Override
  public synchronized Passed pass(Function<Tally, Passed> guards) {
    Passed passed = guards.apply(tally);
    tally = passed.tally();
    return passed;
  }
}
