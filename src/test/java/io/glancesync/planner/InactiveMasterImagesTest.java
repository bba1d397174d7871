package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that the rules select, but that cannot be read in the master region: section 3. */
class InactiveMasterImagesTest {
  @Test
  void it_is_warned_of_wherever_it_would_be_copied() {
    var situation =
        master(anImage("a").withStatus("deactivated")).region(anImage("a").with("nid", "1"));

    assertThat(situation.states()).isEmpty();
    assertThat(situation.steps()).isEmpty();
    assertThat(situation.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.MASTER_NOT_ACTIVE,
                BURGOS,
                "a",
                "a (master-a) is deactivated in Valladolid, so it is not copied to Burgos;"
                    + " reactivate it or delete it in Valladolid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deactivated", "queued", "saving", "killed", "importing"})
  void any_status_but_active_is_named(String status) {
    assertThat(master(anImage("a").withStatus(status)).warnings())
        .containsExactly("master_not_active a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending_delete", "deleted"})
  void what_is_deleted_is_not(String status) {
    assertThat(master(anImage("a").withStatus(status)).warnings()).isEmpty();
  }

  @Test
  void one_that_would_not_be_selected_is_not_warned_of() {
    var inactive = anImage("a").withStatus("deactivated");

    assertThat(master(inactive).under(aPolicy().metadataSet("nid")).warnings()).isEmpty();
    assertThat(master(inactive).under(aPolicy().condition("False")).warnings()).isEmpty();
    assertThat(master(anImage("a").withStatus("deactivated").isPrivate()).warnings()).isEmpty();
    assertThat(master(anImage("a").withStatus("deactivated").ofProject(OTHERS)).warnings())
        .isEmpty();
    assertThat(master(anImage("a_obsolete").withStatus("deactivated")).warnings()).isEmpty();
    assertThat(master(anImage("").withStatus("deactivated")).warnings()).isEmpty();
  }

  @Test
  void one_for_which_the_condition_has_no_answer_is_not_warned_of() {
    var situation =
        master(anImage("a").withStatus("queued"))
            .under(aPolicy().condition("image.user_properties['p'] == 'x'"));

    assertThat(situation.warnings()).isEmpty();
    assertThat(situation.refusals()).isEmpty();
  }

  @Test
  void an_older_one_beside_an_active_one_of_the_same_name_is_not_missed() {
    var situation =
        master(anImage("a").withId("1").withStatus("deactivated"), anImage("a").withId("2"));

    assertThat(situation.warnings()).isEmpty();
    assertThat(situation.steps()).containsExactly("upload a");
  }

  @Test
  void a_forced_one_is_warned_of_also_when_it_is_private() {
    var situation =
        master(anImage("a").withStatus("deactivated").isPrivate())
            .under(aPolicy().forcesyncs("master-a"));

    assertThat(situation.warnings()).containsExactly("master_not_active a");
  }

  @Test
  void where_the_master_region_is_compared_with_itself_it_is_said_once() {
    var itself = master(anImage("a").withStatus("deactivated")).comparedWithItself();

    assertThat(itself.warnings()).containsExactly("master_not_active a");
  }
}
