package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Plan;
import io.glancesync.plan.SpareCopy;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.plan.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Copies of ours that a region has twice. */
class SpareCopiesTest {
  private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2026-01-01T00:00:09Z");

  private final Situation ubuntu = master(anImage("ubuntu"));
  private final Image master = ubuntu.master().get(0);

  /** The copy that the counter stands for, as it is once it was published. */
  private Image ours(int counter, Instant created) {
    return master.but().id(CopyId.of(BURGOS, master, counter)).created(created).build();
  }

  private Image somebodys(String name) {
    return anImage(name).in("region");
  }

  private Situation with(Image... images) {
    return ubuntu.withImages(List.of(images));
  }

  private static Stream<String> deleted(Situation situation) {
    return situation.plan().spares().stream().map(it -> it.spare().id().value());
  }

  @Test
  void of_twins_the_older_one_stays_whatever_its_id() {
    for (int[] pair : new int[][] {{0, 1}, {1, 0}, {0, 999}}) {
      Image older = ours(pair[0], EARLY);
      Image younger = ours(pair[1], LATE);

      assertThat(with(younger, older).plan().spares())
          .containsExactly(new SpareCopy(master, older, younger));
      assertThat(with(older, younger).plan().spares())
          .containsExactly(new SpareCopy(master, older, younger));
    }
  }

  @Test
  void twins_of_one_second_and_of_unknown_age_are_told_apart_by_their_ids() {
    Image one = ours(0, EARLY);
    Image two = ours(1, EARLY);
    Image first = one.id().compareTo(two.id()) < 0 ? one : two;

    assertThat(with(one, two).plan().spares())
        .singleElement()
        .satisfies(it -> assertThat(it.kept()).isEqualTo(first));
    assertThat(with(ours(0, null), ours(1, EARLY)).plan().spares())
        .singleElement()
        .satisfies(it -> assertThat(it.kept()).isEqualTo(ours(1, EARLY)));
  }

  /** Otherwise each of two runs would bring another image in step. */
  @Test
  void the_counterpart_is_the_same_once_the_second_copy_is_gone() {
    Image older = ours(0, EARLY);
    Image younger = ours(1, LATE);
    for (String id :
        List.of("00000000-0000-4000-8000-000000000000", "ffffffff-ffff-4fff-bfff-ffffffffffff")) {
      Image another =
          master.but().id(new ImageId(id)).created(LATE).property("nid", "another").build();

      assertThat(with(older, younger, another).plan().steps().toList())
          .isEqualTo(with(older, another).plan().steps().toList());
    }
  }

  @Test
  void of_three_only_one_stays() {
    assertThat(deleted(with(ours(0, LATE), ours(1, EARLY), ours(2, LATE))))
        .containsExactlyInAnyOrder(ours(0, LATE).id().value(), ours(2, LATE).id().value());
  }

  @Test
  void the_one_that_stays_is_the_counterpart_and_it_is_said() {
    Situation twins = with(ours(1, LATE), ours(0, EARLY));

    assertThat(twins.stateOf("ubuntu")).isEqualTo(State.OK);
    assertThat(twins.plan().warnings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(Warning.Code.DUPLICATE_REGION_NAME);
              assertThat(it.message())
                  .startsWith("Burgos has 2 images called ubuntu (")
                  .contains("all of them copies by GlanceSync")
                  .contains(ours(0, EARLY).id() + ", the oldest, stays");
            });
  }

  @Test
  void an_image_that_is_not_ours_is_never_deleted() {
    Image theirs = somebodys("ubuntu");

    assertThat(deleted(with(theirs, ours(0, EARLY)))).isEmpty();
    assertThat(with(theirs, ours(0, EARLY)).plan().warnings())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("rename or delete the others"));
    assertThat(deleted(with(theirs, ours(0, EARLY), ours(1, LATE))))
        .containsExactly(ours(1, LATE).id().value());
  }

  @Test
  void what_somebody_changed_is_no_twin() {
    Image one = ours(0, EARLY);
    Image two = ours(1, LATE);

    for (Image changed :
        List.of(
            two.but().checksum("x").build(),
            two.but().name("mine").build(),
            two.but().owner(OTHERS).build(),
            two.but().status("deactivated").build(),
            two.but().isProtected(true).build())) {
      assertThat(deleted(with(one, changed))).as(changed.toString()).isEmpty();
    }
  }

  @Test
  void nothing_protected_is_deleted_even_where_the_masters_image_is_protected_too() {
    Image guarded = master.but().isProtected(true).build();
    Image one = ours(0, EARLY).but().isProtected(true).build();
    Image two = ours(1, LATE).but().isProtected(true).build();
    Situation situation =
        new Situation(
            List.of(guarded), List.of(one, two), aPolicy().build(), BURGOS, ubuntu.projectId());

    assertThat(deleted(situation)).isEmpty();
    assertThat(situation.plan().warnings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo(Warning.Code.DUPLICATE_REGION_NAME);
              assertThat(it.message())
                  .contains("rename or delete the others")
                  .contains("no run deletes what is protected");
            });
    assertThatThrownBy(() -> new SpareCopy(guarded, one, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("protected");
  }

  @Test
  void of_twins_only_the_older_of_which_is_protected_the_younger_one_goes() {
    Image one = ours(0, EARLY).but().isProtected(true).build();

    assertThat(deleted(with(one, ours(1, LATE)))).containsExactly(ours(1, LATE).id().value());
  }

  @Test
  void a_copy_that_was_begun_and_not_finished_is_not_needed_beside_one_that_was() {
    Image half = ours(1, LATE).but().status("saving").hidden(true).build();
    Image broken = ours(2, LATE).but().checksum("x").hidden(true).build();

    assertThat(deleted(with(ours(0, EARLY), half, broken)))
        .containsExactlyInAnyOrder(half.id().value(), broken.id().value());
    assertThat(with(ours(0, EARLY), half).plan().spares())
        .singleElement()
        .satisfies(it -> assertThat(it.isTwin()).isFalse());
    assertThat(with(ours(0, EARLY), half).warnings()).isEmpty();
  }

  @Test
  void a_complete_copy_that_is_hidden_is_left_to_whoever_hid_it() {
    Image hidden = ours(0, EARLY).but().hidden(true).build();
    for (Image visible : List.of(somebodys("ubuntu"), ours(1, LATE))) {
      Situation situation = with(hidden, visible);

      assertThat(deleted(situation)).isEmpty();
      assertThat(situation.stateOf("ubuntu")).isEqualTo(State.OK);
      assertThat(situation.plan().warnings())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.code()).isEqualTo(Warning.Code.DUPLICATE_REGION_NAME);
                assertThat(it.message())
                    .contains(hidden.id() + ", a copy by GlanceSync that is hidden")
                    .contains("delete it if nobody needs it");
              });
    }
  }

  @Test
  void what_is_protected_is_somebodys_choice_whether_hidden_or_unfinished() {
    Image visible = somebodys("ubuntu");
    Image hidden = ours(0, EARLY).but().hidden(true).isProtected(true).build();

    for (Image kept :
        List.of(
            hidden,
            hidden.but().status("saving").build(),
            hidden.but().status("queued").build(),
            hidden.but().checksum("x").build())) {
      Situation situation = with(kept, visible);
      assertThat(deleted(situation)).as(kept.toString()).isEmpty();
      assertThat(situation.warnings()).as(kept.toString()).hasSize(1);
      assertThat(situation.afterTheRun().images()).containsExactlyInAnyOrder(kept, visible);
    }
  }

  @Test
  void a_copy_that_somebody_hid_and_protected_is_not_published_again() {
    Image hidden = ours(0, EARLY).but().hidden(true).isProtected(true).build();

    assertThat(with(hidden).stateOf("ubuntu")).isEqualTo(State.OK);
    assertThat(with(hidden).afterTheRun().images()).containsExactly(hidden);
  }

  @Test
  void an_image_that_users_see_is_kept_in_step_rather_than_a_hidden_one() {
    Image hidden = ours(0, EARLY).but().hidden(true).isProtected(true).build();
    Image visible = somebodys("ubuntu").but().property("nid", "old").build();
    for (String id : new String[] {"0", "zzz"}) {
      Image mine = visible.but().id(new ImageId(id)).build();

      assertThat(with(hidden, mine).plan().steps().map(Step::regionId))
          .containsExactly(Optional.of(mine.id()));
    }
  }

  @Test
  void a_spare_that_another_image_needs_is_kept_until_nothing_refers_to_it() {
    Image kept = ours(0, EARLY);
    Image spare = ours(1, LATE);
    for (String property : new String[] {"kernel_id", "ramdisk_id", "made_from"}) {
      String id = spare.id().value();
      Image user = somebodys("other.old").but().property(property, id).build();
      Situation situation = with(kept, spare, user);

      List<SpareCopy> spares = situation.plan().spares();
      assertThat(spares)
          .singleElement()
          .satisfies(it -> assertThat(it.user(spares, situation.images())).contains(user));
      assertThat(situation.afterTheRun().images()).containsExactlyInAnyOrder(kept, spare, user);
    }
  }

  @Test
  void a_spare_that_only_itself_or_another_spare_refers_to_is_not_needed() {
    Image kept = ours(0, EARLY);
    String third = ours(2, LATE).id().value();
    Image spare = ours(1, LATE).but().property("kernel_id", third).build();
    Image other = ours(2, LATE).but().property("kernel_id", third).build();

    assertThat(with(kept, spare, other).afterTheRun().images()).containsExactly(kept);
  }

  @Test
  void as_long_as_nothing_is_published_the_copy_itself_deals_with_what_is_there() {
    Image half = ours(0, EARLY).but().status("saving").hidden(true).build();

    assertThat(deleted(with(half))).isEmpty();
    assertThat(deleted(with(half, somebodys("ubuntu").but().checksum("x").build()))).isEmpty();
  }

  @Test
  void nothing_is_deleted_while_the_masters_list_cannot_be_trusted() {
    Plan twins = with(ours(0, EARLY), ours(1, LATE)).plan();
    var guards = new Guards(50, 100, 10);
    var stop = new Stop("the master lists little", "look at it");

    assertThat(
            guards
                .over(twins, Optional.of(stop), Optional.empty(), new Guards.Tally(0, 0))
                .plan()
                .spares())
        .isEmpty();
    assertThat(
            guards
                .over(twins, Optional.empty(), Optional.empty(), new Guards.Tally(0, 0))
                .plan()
                .spares())
        .hasSize(1);
  }

  @Test
  void a_run_about_other_images_deletes_none() {
    Plan twins = with(ours(0, EARLY), ours(1, LATE)).plan();

    assertThat(twins.restrictedTo("debian"::equals).spares()).isEmpty();
    assertThat(twins.restrictedTo("ubuntu"::equals).spares()).hasSize(1);
  }

  @Test
  void after_the_run_each_is_there_once() {
    Situation after =
        with(
                ours(0, EARLY),
                ours(1, LATE),
                ours(2, LATE).but().status("queued").hidden(true).build())
            .afterTheRun();

    assertThat(after.images()).containsExactly(ours(0, EARLY));
    assertThat(after.plan().spares()).isEmpty();
  }
}
