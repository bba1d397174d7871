package io.glancesync.cli.display;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableTicks;
import io.glancesync.image.Image;
import io.glancesync.image.Images;
import io.glancesync.plan.Action;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.planner.MasterImages;
import io.glancesync.planner.Planner;
import io.glancesync.region.RegionName;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far all copies are together. */
class TotalsTest {
  private static final RegionName VALLADOLID = RegionName.of("Valladolid");
  private static final RegionName BURGOS = RegionName.of("Burgos");

  private final SettableTicks ticks = new SettableTicks();
  private final Totals totals = new Totals(ticks);
  private final Image large = anImage("large").ofSize(3000).in("v");
  private final Image small = anImage("small").ofSize(1000).in("v");

  private static Transfer copy(Image image) {
    var step = new Step.Copy(Action.UPLOAD, image, image, null, null, List.of());
    return new Transfer("run", VALLADOLID, BURGOS, step, 0, Optional.empty());
  }

  private void plan() {
    var master = MasterImages.of(VALLADOLID, List.of(large, small), Images.US);
    Plan plan = Planner.plan(master, BURGOS, List.of(), aPolicy().build(), Images.US);
    assertThat(plan.steps()).hasSize(2);
    totals.planned(plan);
  }

  @Test
  void it_knows_how_much_there_is_and_how_long_it_will_take() {
    plan();
    assertThat(totals.text()).isEqualTo("0 B of 4.0 kB");

    totals.sending(copy(large));
    totals.sending(copy(small));
    ticks.goOn(Duration.ofSeconds(10));
    totals.sent(copy(large), 500);
    totals.sent(copy(small), 500);

    assertThat(totals.text()).isEqualTo("1.0 kB of 4.0 kB, 100 B/s, 30 s left");
  }

  @Test
  void what_is_sent_once_more_counts_once() {
    plan();
    totals.sending(copy(large));
    totals.sent(copy(large), 2000);

    totals.sending(copy(large));
    totals.sent(copy(large), 100);

    assertThat(totals.sent()).isEqualTo(100);
  }

  @Test
  void what_failed_is_no_more_to_be_sent() {
    plan();
    totals.sending(copy(large));
    totals.sent(copy(large), 2000);

    totals.ended(copy(large));

    assertThat(totals.toSend()).isEqualTo(3000);
    assertThat(totals.sent()).isEqualTo(2000);
  }

  @Test
  void what_comes_after_all_is_done_begins_anew() {
    plan();
    totals.sending(copy(large));
    totals.sent(copy(large), 3000);
    totals.ended(copy(large));
    totals.ended(copy(small));
    assertThat(totals.toSend()).isZero();

    plan();

    assertThat(totals.text()).isEqualTo("0 B of 4.0 kB");
  }
}
