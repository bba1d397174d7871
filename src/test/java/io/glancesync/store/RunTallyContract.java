package io.glancesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.plan.Plan;
import io.glancesync.planner.Guards.Passed;
import io.glancesync.planner.Guards.RunTally;
import io.glancesync.planner.Guards.Tally;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every tally of a run does: each plan is counted once, and none beside another. */
abstract class RunTallyContract {
  private static final int MOST = 10;
  private static final Plan PLAN =
      new Plan(
          RegionName.of("Burgos"),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  /** The tally of a run as a process of it sees it; what others counted for that run is in it. */
  protected abstract RunTally tally(String run);

  /** As the guards do it: lets one replacement pass if there are not too many. */
  private static Passed one(Tally before) {
    int replaced = Math.min(MOST, before.replaced() + 1);
    return new Passed(PLAN, new Tally(replaced, before.removed() + 1));
  }

  /** So that the plans of other regions come in between, if they can. */
  private static Passed slowly(Tally before) {
    LockSupport.parkNanos(1_000_000);
    return one(before);
  }

  private static Tally now(RunTally tally) {
    return tally.pass(it -> new Passed(PLAN, it)).tally();
  }

  @Test
  void a_run_begins_with_nothing() {
    assertThat(now(tally("run-1"))).isEqualTo(Tally.NOTHING);
  }

  @Test
  void each_plan_finds_what_those_before_it_do() {
    RunTally tally = tally("run-1");
    for (int before = 0; before < 3; before++) {
      var expected = new Tally(before, before);
      Passed passed =
          tally.pass(
              it -> {
                assertThat(it).isEqualTo(expected);
                return one(it);
              });
      assertThat(passed.tally()).isEqualTo(new Tally(before + 1, before + 1));
    }
  }

  @Test
  void what_cannot_be_judged_is_not_counted() {
    RunTally tally = tally("run-1");
    tally.pass(RunTallyContract::one);

    assertThatThrownBy(
            () ->
                tally.pass(
                    it -> {
                      throw new IllegalStateException("no plan");
                    }))
        .hasMessage("no plan");

    assertThat(now(tally)).isEqualTo(new Tally(1, 1));
  }

  @Test
  void another_run_has_its_own() {
    tally("run-1").pass(RunTallyContract::one);

    assertThat(now(tally("run-2"))).isEqualTo(Tally.NOTHING);
  }

  @Test
  @Timeout(300)
  void regions_that_are_planned_at_once_are_counted_one_after_the_other() throws Exception {
    RunTally tally = tally("run-1");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var regions = new ArrayList<Future<Passed>>();
      for (int i = 0; i < 40; i++) {
        regions.add(threads.submit(() -> tally.pass(RunTallyContract::slowly)));
      }
      for (Future<Passed> region : regions) {
        region.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(now(tally)).isEqualTo(new Tally(MOST, 40));
  }
}
