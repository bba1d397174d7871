package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.plan.State;
import io.glancesync.plan.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody protected in a region stays there: section 5. */
class ProtectedImagesTest {
  private final Situation kept =
      master(anImage("a").withContent("new")).region(anImage("a").withContent("old").isProtected());

  @ParameterizedTest
  @ValueSource(strings = {"any", "old", "ours"})
  void it_is_neither_replaced_nor_renamed(String word) {
    for (var rules : new Policies.APolicy[] {aPolicy().replace(word), aPolicy().rename(word)}) {
      var situation = kept.under(rules);

      assertThat(situation.stateOf("a")).isEqualTo(State.ERROR_CHECKSUM);
      assertThat(situation.steps()).isEmpty();
      assertThat(situation.refusals()).isEmpty();
    }
  }

  @Test
  void it_is_warned_of_with_the_two_ways_out() {
    assertThat(kept.under(aPolicy().replace("any")).plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.PROTECTED_IN_REGION,
                BURGOS,
                "a",
                "a in Burgos has other content (checksum old), and somebody protected it there"
                    + " (image region-a); remove its protection, or add that checksum to"
                    + " dontupdate"));
  }

  @Test
  void without_a_rule_it_is_in_the_way_all_the_same() {
    assertThat(kept.warnings()).containsExactly("protected_in_region a");
  }

  @Test
  void dontupdate_settles_it() {
    var settled = kept.under(aPolicy().dontupdate("old").replace("any"));

    assertThat(settled.stateOf("a")).isEqualTo(State.OK_STALLED_CHECKSUM);
    assertThat(settled.warnings()).isEmpty();
  }

  @Test
  void an_image_that_the_master_protects_too_may_give_way() {
    var both =
        master(anImage("a").withContent("new").isProtected())
            .region(anImage("a").withContent("old").isProtected());

    assertThat(both.under(aPolicy().replace("any")).steps()).containsExactly("replace a");
    assertThat(both.under(aPolicy().rename("any")).steps()).containsExactly("rename a");
  }

  @Test
  void with_the_same_content_its_metadata_is_kept_in_step_as_ever() {
    var same = master(anImage("a").with("nid", "1")).region(anImage("a").isProtected());

    assertThat(same.steps()).containsExactly("metadata a");
    assertThat(same.warnings()).isEmpty();
  }

  @Test
  void it_is_not_renamed_when_the_master_retires_it() {
    var retired =
        master(anImage("a_obsolete").withContent("c"))
            .region(anImage("a").withContent("c").isProtected());

    assertThat(retired.steps()).isEmpty();
    assertThat(retired.plan().warnings())
        .extracting(Warning::code, Warning::message)
        .containsExactly(
            tuple(
                Warning.Code.PROTECTED_IN_REGION,
                "a (region-a) is not renamed to a_obsolete because somebody protected it in"
                    + " Burgos; remove its protection, or rename it there"));
  }

  @Test
  void a_retired_image_that_the_master_protects_too_is_renamed() {
    var retired =
        master(anImage("a_obsolete").withContent("c").isProtected())
            .region(anImage("a").withContent("c").isProtected());

    assertThat(retired.steps()).containsExactly("obsolete a_obsolete");
  }

  @Test
  void one_that_was_retired_already_is_kept_in_step() {
    var retired =
        master(anImage("a_obsolete").withContent("c").isPrivate())
            .region(anImage("a_obsolete").withContent("c").isProtected());

    assertThat(retired.steps()).containsExactly("obsolete a_obsolete");
    Image after = retired.afterTheRun().image("a_obsolete");
    assertThat(after.isPublic()).isFalse();
    assertThat(after.isProtected()).isTrue();
  }
}
