package io.glancesync.store;

import io.glancesync.planner.Guards.RunTally;

class InMemoryRunTallyTest extends RunTallyContract {
  @Override
  protected RunTally tally(String run) {
    return new InMemoryRunTally();
  }
}
