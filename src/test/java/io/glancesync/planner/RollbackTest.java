package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Members;
import io.glancesync.image.Visibility;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Plan;
import io.glancesync.plan.RegionMemory;
import io.glancesync.plan.RegionMemory.Pin;
import io.glancesync.plan.State;
import io.glancesync.planner.Policies.APolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An image that somebody rolled back: section 9, {@code rollback}. */
class RollbackTest {
  private static final Image MASTER = version("new");
  private static final Image BAD = copy(MASTER);
  private static final Image KEPT =
      copy(version("old")).but().name("ubuntu (2026-03-01)").hidden(true).build();
  private static final RegionMemory PINNED =
      RegionMemory.NONE.withPins(Map.of("ubuntu", new Pin(KEPT.id(), MASTER.id())));

  private static Image version(String content) {
    return anImage("ubuntu").withContent(content).in("master-" + content);
  }

  private static Image copy(Image master) {
    return master.but().id(CopyId.of(BURGOS, master, 0)).build();
  }

  private static APolicy rules() {
    return aPolicy().replace("ours").keepOld(1);
  }

  private static Plan plan(Image master, APolicy rules, List<Image> images) {
    return Planner.plan(
        MasterImages.of(VALLADOLID, List.of(master), US),
        BURGOS,
        images,
        rules.build(),
        US,
        PINNED,
        Instant.EPOCH);
  }

  private static List<String> changed(Plan plan) {
    return plan.steps().map(it -> it.action().text() + " " + it.imageName()).toList();
  }

  @Test
  void first_the_current_image_makes_way_then_the_kept_one_gets_its_name() {
    Plan plan = plan(MASTER, rules(), List.of(BAD, KEPT));

    assertThat(changed(plan)).containsExactly("metadata ubuntu", "metadata ubuntu (2026-03-01)");
    assertThat(plan.phases()).hasSize(2);
    List<Image> after = Rehearsal.apply(plan, List.of(BAD, KEPT), US);
    assertThat(after)
        .containsExactly(
            BAD.but().name("ubuntu (unknown)").hidden(true).build(),
            KEPT.but().name("ubuntu").hidden(false).build());
  }

  @Test
  void who_sees_it_are_those_whom_the_master_shares_with_by_now() {
    Members now = Members.of(Map.of("p1", Members.Status.PENDING));
    Image shared = MASTER.but().visibility(Visibility.SHARED).members(now).build();
    Image kept = KEPT.but().visibility(Visibility.SHARED).build();
    APolicy rules = rules().condition("True").syncMembers();

    List<Image> after =
        Rehearsal.apply(plan(shared, rules, List.of(BAD, kept)), List.of(BAD, kept), US);

    assertThat(after.get(1).members()).isEqualTo(now);
    Image secret = MASTER.but().visibility(Visibility.PRIVATE).build();
    assertThat(Rehearsal.apply(plan(secret, rules, List.of(kept)), List.of(kept), US))
        .containsExactly(
            kept.but().name("ubuntu").hidden(false).visibility(Visibility.PRIVATE).build());
  }

  @Test
  void it_stays_run_after_run() {
    List<Image> images =
        Rehearsal.apply(plan(MASTER, rules(), List.of(BAD, KEPT)), List.of(BAD, KEPT), US);

    for (APolicy rules :
        List.of(rules(), aPolicy().rename("any"), aPolicy(), aPolicy().replace("any"))) {
      Plan plan = plan(MASTER, rules.keepOld(1), images);
      assertThat(plan.steps()).isEmpty();
      assertThat(plan.states().get(0).state()).isEqualTo(State.OK_STALLED_CHECKSUM);
    }
  }

  @Test
  void after_a_crash_between_the_two_steps_the_next_run_does_the_second() {
    Image aside = BAD.but().name("ubuntu (unknown)").hidden(true).build();

    assertThat(changed(plan(MASTER, rules(), List.of(aside, KEPT))))
        .containsExactly("metadata ubuntu (2026-03-01)");
  }

  @Test
  void it_ends_when_the_master_has_another_image() {
    Image current = KEPT.but().name("ubuntu").hidden(false).build();
    Image newest = version("newest");

    assertThat(changed(plan(newest, rules(), List.of(current)))).containsExactly("replace ubuntu");
    assertThat(settled(newest, rules(), List.of(current))).containsExactly("ubuntu");
    assertThat(settled(MASTER, rules(), List.of(current))).isEmpty();
  }

  private static Set<String> settled(Image master, APolicy rules, List<Image> images) {
    return Rollback.settled(
        MasterImages.of(VALLADOLID, List.of(master), US), images, rules.build(), US, PINNED);
  }

  @Test
  void it_is_settled_once_the_configuration_says_it() {
    Image current = KEPT.but().name("ubuntu").hidden(false).build();
    var rules = rules().dontupdate("old");

    assertThat(plan(MASTER, rules, List.of(current)).steps()).isEmpty();
    assertThat(settled(MASTER, rules, List.of(current))).containsExactly("ubuntu");
  }

  @Test
  void what_dontupdate_names_is_brought_back_before_it_is_settled() {
    var rules = rules().dontupdate("old");

    assertThat(changed(plan(MASTER, rules, List.of(BAD, KEPT))))
        .containsExactly("metadata ubuntu", "metadata ubuntu (2026-03-01)");
    assertThat(settled(MASTER, rules, List.of(BAD, KEPT))).isEmpty();
  }

  @Test
  void a_pinned_image_that_is_gone_foreign_or_out_of_use_has_no_effect() {
    for (Image unfit :
        List.of(
            KEPT.but().id(new ImageId("other")).build(),
            KEPT.but().owner(OTHERS).build(),
            KEPT.but().status("deactivated").build())) {
      assertThat(plan(MASTER, aPolicy().replace("ours").keepOld(3), List.of(BAD, unfit)).steps())
          .isEmpty();
    }
  }

  @Test
  void what_somebody_protects_in_its_place_is_not_moved() {
    assertThat(plan(MASTER, rules(), List.of(BAD.but().isProtected(true).build(), KEPT)).steps())
        .isEmpty();
  }

  @Test
  void without_keep_old_the_kept_image_is_not_deleted_on_its_way() {
    Plan plan = plan(MASTER, aPolicy().replace("ours"), List.of(BAD, KEPT));

    assertThat(changed(plan)).containsExactly("metadata ubuntu", "metadata ubuntu (2026-03-01)");
  }
}
