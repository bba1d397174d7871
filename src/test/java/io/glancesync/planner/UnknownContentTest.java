package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.CopyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the master knows neither checksum nor hash, equal sizes prove nothing: section 5. */
class UnknownContentTest {
  private static final Image FORMER = anImage("a").withoutChecksum().withId("former").build();

  private static AnImage mastersImage() {
    return anImage("a").withoutChecksum().withId("present");
  }

  /** The region's Glance computes a checksum of what it gets. */
  private static AnImage copyOf(Image master) {
    return anImage(master.name())
        .withContent("computed there")
        .withId(CopyId.of(BURGOS, master, 2).value());
  }

  @Test
  void a_copy_of_the_masters_image_is_in_step() {
    var situation = master(mastersImage()).region(copyOf(mastersImage().build()));

    assertThat(situation.states()).containsExactly("ok a");
    assertThat(situation.warnings()).isEmpty();
  }

  @Test
  void a_copy_of_an_image_that_the_master_has_no_more_has_other_content() {
    var situation = master(mastersImage()).region(copyOf(FORMER));

    assertThat(situation.states()).containsExactly("error_checksum a");
    assertThat(situation.warnings()).containsExactly("checksum_conflict a");
    for (String word : new String[] {"ours", "any", "computed there"}) {
      var replaced = situation.under(aPolicy().replace(word));
      assertThat(replaced.steps()).containsExactly("replace a");
      assertThat(replaced.afterTheRun().images()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "any", "computed there"})
  void nothing_is_replaced_of_which_nobody_can_tell(String word) {
    var situation =
        master(mastersImage())
            .region(anImage("a").withContent("computed there"))
            .under(aPolicy().replace(word).rename(word));

    assertThat(situation.states()).containsExactly("ok a");
    assertThat(situation.warnings()).containsExactly("content_unknown a");
    assertThat(situation.steps()).isEmpty();
  }

  @Test
  void the_warning_says_why_and_what_to_do() {
    var situation = master(mastersImage()).region(anImage("a").withoutChecksum());

    assertThat(situation.plan().warnings().get(0).message())
        .isEqualTo(
            "a in Burgos (region-a) has the size of the master's image present, and nothing tells"
                + " whether its content is the same, because there is no hash to compare and it is"
                + " not a copy by GlanceSync; if it is not the same, delete it or rename it");
  }

  @Test
  void its_metadata_is_kept_in_step_all_the_same() {
    var situation = master(mastersImage().with("nid", "1")).region(anImage("a").withoutChecksum());

    assertThat(situation.steps()).containsExactly("metadata a");
    assertThat(situation.afterTheRun().states()).containsExactly("ok a");
  }

  @Test
  void of_several_the_one_that_was_made_from_the_masters_image_wins() {
    Image present = mastersImage().build();
    var situation =
        master(mastersImage())
            .region(
                anImage("a").withoutChecksum().withId("0"),
                anImage("a").withContent("x").ofSize(7).withId("1"),
                copyOf(present));

    assertThat(situation.states()).containsExactly("ok a");
    assertThat(situation.warnings()).containsExactly("duplicate_region_name a");
    assertThat(situation.plan().warnings().get(0).message())
        .contains(CopyId.of(BURGOS, present, 2) + " is taken");
  }

  @Test
  void one_of_which_nobody_can_tell_is_taken_rather_than_one_of_other_content() {
    var situation =
        master(mastersImage())
            .region(
                anImage("a").withContent("x").ofSize(7).withId("0"),
                anImage("a").withoutChecksum().withId("1"))
            .under(aPolicy().replace("any"));

    assertThat(situation.states()).containsExactly("ok a");
    assertThat(situation.steps()).isEmpty();
  }

  /** Whoever makes an image may choose its id. */
  @Test
  void the_id_of_another_projects_image_tells_nothing() {
    var situation =
        master(mastersImage())
            .region(copyOf(mastersImage().build()).ofProject(OTHERS))
            .under(aPolicy().imagesOfAllTenants());

    assertThat(situation.warnings()).contains("content_unknown a");
  }

  @Test
  void the_master_region_compared_with_itself_knows_all_contents() {
    var itself = master(mastersImage()).comparedWithItself();

    assertThat(itself.states()).containsExactly("ok a");
    assertThat(itself.warnings()).isEmpty();
  }

  @Test
  void a_copy_is_retired_that_was_made_from_the_image_that_the_master_renamed() {
    Image before = mastersImage().build();
    var retired =
        master(anImage("a_obsolete").withoutChecksum().withId("present")).region(copyOf(before));

    assertThat(retired.steps()).containsExactly("obsolete a_obsolete");
    assertThat(retired.afterTheRun().steps()).isEmpty();
  }

  @Test
  void an_image_of_one_size_alone_is_not_retired() {
    var retired =
        master(anImage("a_obsolete").withoutChecksum()).region(anImage("a").withoutChecksum());

    assertThat(retired.steps()).isEmpty();
  }

  @Test
  void a_conflict_with_an_image_without_a_checksum_names_no_checksum() {
    var situation = master(mastersImage()).region(anImage("a").withoutChecksum().ofSize(7));

    assertThat(situation.plan().warnings().get(0).message())
        .isEqualTo(
            "a in Burgos has other content, and no checksum there (image region-a); rename or"
                + " delete it, or add ours or any to replace or rename");
    assertThat(
            situation
                .region(anImage("a").withoutChecksum().ofSize(7).isProtected())
                .plan()
                .warnings()
                .get(0)
                .message())
        .endsWith("protected it there (image region-a); remove its protection, or rename it");
  }
}
