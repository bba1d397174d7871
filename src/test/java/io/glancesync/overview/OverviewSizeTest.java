package io.glancesync.overview;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.image.Image;
import io.glancesync.plan.Plan;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The view of a large cloud has room beside everything else. */
@Timeout(300)
class OverviewSizeTest {
  private static final int REGIONS = 100;
  private static final int OF_ONE_RUN = 50;
  private static final int IMAGES = 10_000;
  private static final long MOST = 64L << 20;

  private static List<Image> images(String type) {
    return IntStream.range(0, IMAGES)
        .mapToObj(it -> anImage("image " + it).with("type", type + " of " + it).in("x"))
        .toList();
  }

  private static long used() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The same comparison of another region. */
  private static RegionComparison in(RegionName region, RegionComparison like) {
    Plan plan = like.plan();
    return new RegionComparison(
        like.master(),
        region,
        like.images(),
        like.policy(),
        like.projectId(),
        like.memory(),
        new Plan(
            region,
            plan.states(),
            plan.phases(),
            plan.spares(),
            plan.refusals(),
            plan.warnings(),
            plan.withdrawn()));
  }

  private static OverviewTracker filled() {
    var clock = new SettableClock();
    var tracker = new OverviewTracker(new Clocks(clock, clock.ticks()));
    Run run = BegunRuns.begun("r1", new RunRequest(List.of(), false, 1), clock.instant());
    tracker.begun(run);
    List<Image> there = images("other");
    for (int i = 0; i < REGIONS; i += OF_ONE_RUN) {
      // as in a cloud: each run reads the master anew, and each image of each region deviates
      RegionComparison first = Comparisons.of(RegionName.of("Region" + i), images("type"), there);
      for (int j = 0; j < OF_ONE_RUN; j++) {
        tracker.compared(run, in(RegionName.of("Region" + (i + j)), first));
      }
    }
    return tracker;
  }

  @Test
  void ten_thousand_images_in_a_hundred_regions_that_all_deviate_have_room() throws Exception {
    long before = used();
    OverviewTracker tracker = filled();
    long after = used();

    Overview overview = tracker.overview();
    assertThat(overview.regions()).hasSize(REGIONS);
    assertThat(overview.matrix().images()).hasSize(IMAGES);
    assertThat(overview.matrix().cells(IMAGES - 1)).isEqualTo("m".repeat(REGIONS));
    // far from the limit, so that no other thread of the test makes it fail
    assertThat(after - before).isLessThan(MOST / 2);
  }
}
