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
import io.glancesync.image.Visibility;
import io.glancesync.plan.Action;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.Outgoing;
import io.glancesync.plan.Plan;
import io.glancesync.plan.Rotation;
import io.glancesync.plan.Rotation.OldVisibility;
import io.glancesync.plan.Step;
import io.glancesync.planner.Policies.APolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the outgoing image of a replace: section 9. */
class KeptImagesTest {
  private static final Image MASTER = version(9);

  /** The master's image, as it was in that version. */
  private static Image version(int number) {
    return anImage("ubuntu")
        .withContent("c" + number)
        .build()
        .but()
        .id(new ImageId("m" + number))
        .build();
  }

  /** The copy of a version, in the state in which it was published on that day of March. */
  private static Image copy(int number) {
    Instant time = Instant.parse("2026-03-0%dT00:00:00Z".formatted(number));
    return version(number)
        .but()
        .id(CopyId.of(BURGOS, version(number), 0))
        .created(time)
        .updated(time)
        .build();
  }

  /** The same once the next version took its place. */
  private static Image kept(int number) {
    Image copy = copy(number);
    return Outgoing.kept(Rotation.NONE.nameOf(copy, it -> false), OldVisibility.HIDDEN)
        .applyTo(copy)
        .but()
        .updated(copy.updated().plusSeconds(3600))
        .build();
  }

  private static Plan plan(APolicy rules, Image... images) {
    return plan(rules, List.of(images));
  }

  private static Plan plan(APolicy rules, List<Image> images) {
    return Planner.plan(
        MasterImages.of(VALLADOLID, List.of(MASTER), US), BURGOS, images, rules.build(), US);
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().map(it -> it.action().text() + " " + it.imageName()).toList();
  }

  private static APolicy keeping(int images) {
    return aPolicy().replace("ours").keepOld(images);
  }

  private static Outgoing outgoing(Plan plan) {
    return plan.steps()
        .filter(Step.Copy.class::isInstance)
        .map(Step.Copy.class::cast)
        .findFirst()
        .orElseThrow()
        .outgoing();
  }

  @Test
  void without_keep_old_it_is_deleted() {
    assertThat(outgoing(plan(aPolicy().replace("ours"), copy(1)))).isEqualTo(Outgoing.DELETED);
  }

  @ParameterizedTest
  @CsvSource({
    "HIDDEN, true, PUBLIC",
    "COMMUNITY, false, COMMUNITY",
    "PRIVATE, false, PRIVATE",
    "SAME, false, PUBLIC",
  })
  void it_is_kept_under_another_name_and_shown_as_old_visibility_says(
      OldVisibility visibility, boolean isHidden, Visibility then) {
    var rules = aPolicy().replace("ours").rotation(1, "{name} before", visibility);

    Image old = outgoing(plan(rules, copy(1))).applyTo(copy(1));

    assertThat(old)
        .isEqualTo(copy(1).but().name("ubuntu before").hidden(isHidden).visibility(then).build());
    assertThat(outgoing(plan(rules, copy(1))).isDeleted()).isFalse();
  }

  @Test
  void the_same_name_is_never_given_twice() {
    Image taken = anImage("ubuntu (2026-03-01)").ofProject(OTHERS).in("x");

    assertThat(outgoing(plan(keeping(2), copy(1), taken)).applyTo(copy(1)).name())
        .isEqualTo("ubuntu (2026-03-01) 2");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 4", "2, 3", "3, 2", "4, 1", "5, 0"})
  void the_oldest_are_deleted_once_the_copy_is_made(int keepOld, int deleted) {
    Plan plan = plan(keeping(keepOld), kept(2), kept(4), copy(5), kept(1), kept(3));

    assertThat(steps(plan).get(0)).isEqualTo("replace ubuntu");
    assertThat(steps(plan).subList(1, steps(plan).size()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(1, 2, 3, 4)
                .limit(deleted)
                .map(it -> "delete ubuntu (2026-03-0%d)".formatted(it))
                .toList());
    assertThat(plan.phases().get(plan.phases().size() - 1))
        .allMatch(it -> deleted == 0 || it.action() == Action.DELETE);
  }

  @Test
  void they_are_deleted_as_well_when_nothing_is_replaced() {
    Image current = copy(9);

    assertThat(steps(plan(keeping(1), current, kept(1), kept(2))))
        .containsExactly("delete ubuntu (2026-03-01)");
    assertThat(steps(plan(keeping(2), current, kept(1), kept(2)))).isEmpty();
  }

  @Test
  void what_gave_way_last_is_the_newest_even_if_it_was_made_before() {
    Image back = kept(1).but().updated(Instant.parse("2026-04-01T00:00:00Z")).build();

    assertThat(steps(plan(keeping(1), copy(9), back, kept(2))))
        .containsExactly("delete ubuntu (2026-03-02)");
  }

  @Test
  void what_somebody_renamed_protected_made_or_needs_is_not_deleted() {
    Image renamed = kept(1).but().name("ubuntu for ever").build();
    Image guarded = kept(2).but().isProtected(true).build();
    Image madeByHand = kept(3).but().id(new ImageId("by-hand")).build();
    Image foreign = kept(4).but().owner(OTHERS).build();
    Image needed = kept(5);
    Image otherDay = kept(6).but().name("ubuntu (2024-01-01)").build();
    Image newest = kept(8);
    Image user = anImage("user").withKernel(needed.id().value()).in("x");

    assertThat(
            steps(plan(keeping(0), copy(9), renamed, guarded, madeByHand, foreign, needed, user)))
        .isEmpty();
  }

  @Test
  void an_image_that_the_master_calls_so_itself_is_its_copy_and_nothing_else() {
    Image named = kept(1).but().hidden(false).build();
    Image master = named.but().id(new ImageId("named")).owner(US).build();

    Plan plan =
        Planner.plan(
            MasterImages.of(VALLADOLID, List.of(MASTER, master), US),
            BURGOS,
            List.of(copy(9), named, kept(2)),
            keeping(1).build(),
            US);

    assertThat(steps(plan)).isEmpty();
  }

  @Test
  void where_no_image_has_the_name_and_none_is_copied_every_kept_one_stays() {
    assertThat(steps(plan(aPolicy().keepOld(1), kept(1), kept(2), kept(3))))
        .containsExactly("upload ubuntu");
    Image foreign = MASTER.but().owner(OTHERS).build();
    assertThat(steps(plan(aPolicy().keepOld(1), foreign, kept(1), kept(2))))
        .doesNotContain("delete ubuntu (2026-03-02)");
  }

  @Test
  void a_renamed_image_does_not_count() {
    Image dotOld = Outgoing.renamed(copy(1)).applyTo(copy(1));

    assertThat(steps(plan(keeping(1), copy(9), kept(2), dotOld))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(OldVisibility.class)
  void version_after_version_as_many_stay_as_are_to_be_kept(OldVisibility visibility) {
    var rules = aPolicy().replace("ours").rotation(2, "{name} ({created})", visibility).build();
    List<Image> images = List.of();
    for (int number = 1; number <= 9; number++) {
      var master = MasterImages.of(VALLADOLID, List.of(version(number)), US);
      for (int run = 0; run < 2; run++) {
        Plan plan = Planner.plan(master, BURGOS, images, rules, US);
        assertThat(plan.steps().count()).isEqualTo(run == 1 ? 0 : number > 3 ? 2 : 1);
        images = published(Rehearsal.apply(plan, images, US), number);
      }
      assertThat(images).hasSize(Math.min(3, number));
      assertThat(images).filteredOn(it -> it.name().equals("ubuntu")).hasSize(1);
      assertThat(visible(images)).hasSize(visibility == OldVisibility.HIDDEN ? 1 : images.size());
    }
    assertThat(images).extracting(Image::checksum).containsExactlyInAnyOrder("c9", "c8", "c7");
  }

  private static List<Image> visible(List<Image> images) {
    return images.stream().filter(it -> !it.hidden()).toList();
  }

  /** With the id and the times that a region gives it. */
  private static List<Image> published(List<Image> images, int number) {
    var there = new ArrayList<Image>();
    for (Image image : images) {
      Optional<Image> made =
          Optional.of(image).filter(it -> it.id().value().contains("$")).map(it -> copy(number));
      there.add(
          made.map(
                  it -> image.but().id(it.id()).created(it.created()).updated(it.updated()).build())
              .orElse(image));
    }
    return there;
  }
}
