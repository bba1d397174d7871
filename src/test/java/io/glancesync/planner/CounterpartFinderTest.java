package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.plan.State.ERROR_CHECKSUM;
import static io.glancesync.plan.State.OK;
import static io.glancesync.plan.State.PENDING_REPLACE;
import static io.glancesync.plan.State.PENDING_UPLOAD;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.BURGOS;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.CopyId;
import io.glancesync.plan.State;
import io.glancesync.plan.Warning;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The region's image for a selected one: section 5, "Looking for it". */
class CounterpartFinderTest {
  private final Situation ubuntu = master(anImage("ubuntu"));
  private final Image master = ubuntu.master().get(0);

  @Test
  void the_counterpart_is_the_image_with_the_same_name() {
    assertThat(ubuntu.region(anImage("ubuntu")).stateOf("ubuntu")).isEqualTo(OK);
    assertThat(ubuntu.region(anImage("Ubuntu")).stateOf("ubuntu")).isEqualTo(PENDING_UPLOAD);
  }

  @Test
  void an_image_of_another_project_is_warned_about_and_is_no_counterpart() {
    var situation = ubuntu.region(anImage("ubuntu").ofProject(OTHERS));

    assertThat(situation.stateOf("ubuntu")).isEqualTo(PENDING_UPLOAD);
    assertThat(situation.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.FOREIGN_OWNER,
                BURGOS,
                "ubuntu",
                "Burgos has an image ubuntu (region-ubuntu) that belongs to project other-project;"
                    + " it is ignored because only_tenant_images is on"));
  }

  @Test
  void with_images_of_all_tenants_it_is_warned_about_and_is_one() {
    var situation =
        ubuntu.region(anImage("ubuntu").ofProject(OTHERS)).under(aPolicy().imagesOfAllTenants());

    assertThat(situation.stateOf("ubuntu")).isEqualTo(OK);
    assertThat(situation.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.FOREIGN_OWNER,
                BURGOS,
                "ubuntu",
                "Burgos has an image ubuntu (region-ubuntu) that belongs to project other-project;"
                    + " it is kept in step because only_tenant_images is off"));
  }

  @Test
  void an_image_of_nobody_is_a_counterpart() {
    var situation = ubuntu.region(anImage("ubuntu").ofNobody());

    assertThat(situation.stateOf("ubuntu")).isEqualTo(OK);
    assertThat(situation.warnings()).isEmpty();
  }

  @Test
  void our_project_is_the_one_of_that_region() {
    var there =
        ubuntu.region(anImage("ubuntu").ofProject("tenant2id")).in("other:Madrid", "tenant2id");

    assertThat(there.stateOf("ubuntu")).isEqualTo(OK);
    assertThat(there.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "saving", "deactivated", "importing", "killed"})
  void an_image_that_is_not_active_is_warned_about_and_is_no_counterpart(String status) {
    var situation = ubuntu.region(anImage("ubuntu").withStatus(status));

    assertThat(situation.stateOf("ubuntu")).isEqualTo(PENDING_UPLOAD);
    assertThat(situation.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.NOT_ACTIVE,
                BURGOS,
                "ubuntu",
                "Burgos has an image ubuntu (region-ubuntu) whose status is "
                    + status
                    + "; it is ignored, delete it if nobody needs it"));
  }

  @Test
  void a_hidden_image_is_a_counterpart_or_there_would_be_two() {
    var hidden = ubuntu.region(anImage("ubuntu").isHidden());

    assertThat(hidden.stateOf("ubuntu")).isEqualTo(State.PENDING_METADATA);
    assertThat(hidden.afterTheRun().image("ubuntu").hidden()).isFalse();
  }

  @Test
  void of_several_the_first_with_the_masters_checksum_wins() {
    var situation =
        ubuntu.region(
            anImage("ubuntu").withId("3"),
            anImage("ubuntu").withId("1").withContent("other"),
            anImage("ubuntu").withId("2").with("k", "v"));

    assertThat(situation.steps()).containsExactly("metadata ubuntu");
    assertThat(situation.plan().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.DUPLICATE_REGION_NAME,
                BURGOS,
                "ubuntu",
                "Burgos has 3 images called ubuntu (1, 2, 3); 2 is taken, rename or delete the"
                    + " others"));
  }

  @Test
  void of_several_without_the_masters_checksum_the_first_wins() {
    var situation =
        ubuntu
            .region(
                anImage("ubuntu").withId("2").withContent("x"),
                anImage("ubuntu").withId("1").withContent("y"))
            .under(aPolicy().replace("y"));

    assertThat(situation.stateOf("ubuntu")).isEqualTo(PENDING_REPLACE);
    assertThat(situation.under(aPolicy().replace("x")).stateOf("ubuntu")).isEqualTo(ERROR_CHECKSUM);
    assertThat(situation.warnings()).containsExactly("duplicate_region_name ubuntu");
  }

  /** Otherwise two that GlanceSync made would be visible: the older one and the new copy. */
  @Test
  void of_several_with_other_content_the_one_that_we_made_comes_first() {
    String made = CopyId.of(BURGOS, master, 3).value();
    var situation =
        ubuntu
            .region(
                anImage("ubuntu").withId("0").withContent("x"),
                anImage("ubuntu").withId(made).withContent("y"))
            .under(aPolicy().replace("y"));

    assertThat(situation.stateOf("ubuntu")).isEqualTo(PENDING_REPLACE);
  }

  /**
   * Somebody has shown an older one again that had made way, and keeps it. Replacing that one would
   * leave the current one visible beside its copy.
   */
  @ParameterizedTest
  @CsvSource({
    // id of the current copy, of the older one; the older one is
    "0, 1, visible",
    "1, 0, visible",
    "0, 1, protected",
    "1, 0, protected",
    "1, 0, hidden",
  })
  void of_several_that_we_made_the_newest_makes_way_and_what_somebody_keeps_stays(
      int current, int older, String how) {
    var changed = master(anImage("ubuntu").withContent("new"));
    Image former = changed.master().get(0).but().id(new ImageId("former")).build();
    String currentId = CopyId.of(BURGOS, former, current).value();
    String olderId = CopyId.of(BURGOS, former, older).value();
    AnImage kept = anImage("ubuntu").withId(olderId).withContent("older");
    if (how.equals("protected")) {
      kept.isProtected();
    } else if (how.equals("hidden")) {
      kept.isHidden();
    }
    var situation =
        changed
            .withImages(
                List.of(
                    made(kept, "2030-01-01T00:00:00Z"),
                    made(
                        anImage("ubuntu").withId(currentId).withContent("old"),
                        "2030-01-02T00:00:00Z")))
            .under(aPolicy().replace("any"));

    assertThat(situation.afterTheRun().images())
        .extracting(image -> image.id().value())
        .containsExactly(olderId, "1$ubuntu");
    assertThat(situation.afterTheRun().images().get(0)).isEqualTo(situation.images().get(0));
  }

  private static Image made(AnImage image, String time) {
    return image.build().but().created(Instant.parse(time)).build();
  }

  /** When they were made says nothing about images that others made. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void of_several_that_others_made_the_first_makes_way(int newer, int older) {
    var situation =
        ubuntu
            .withImages(
                List.of(
                    made(
                        anImage("ubuntu").withId("" + older).withContent("x"),
                        "2030-01-01T00:00:00Z"),
                    made(
                        anImage("ubuntu").withId("" + newer).withContent("y"),
                        "2030-01-02T00:00:00Z")))
            .under(aPolicy().replace("any"));

    assertThat(situation.afterTheRun().images())
        .extracting(image -> image.id().value())
        .containsExactly("2", "1$ubuntu");
  }

  @Test
  void of_several_ours_come_before_those_of_other_projects() {
    var situation =
        ubuntu
            .region(
                anImage("ubuntu").withId("1").ofProject(OTHERS).withContent("old"),
                anImage("ubuntu").withId("2").withContent("old"))
            .under(aPolicy().imagesOfAllTenants().replace("old"));

    assertThat(situation.afterTheRun().images())
        .extracting(image -> image.id().value(), Image::owner)
        .containsExactly(tuple("1", OTHERS), tuple("1$ubuntu", US));
  }

  /** Otherwise users would see two: the other project's and the new copy. */
  @Test
  void of_several_with_other_content_the_one_that_users_see_comes_before_a_hidden_one() {
    for (AnImage hidden :
        List.of(
            anImage("ubuntu").withId("1").withContent("old").isHidden(),
            anImage("ubuntu").withId("1").withContent("old").isHidden().isProtected())) {
      var situation =
          ubuntu
              .region(
                  hidden, anImage("ubuntu").withId("2").ofProject(OTHERS).withContent("visible"))
              .under(aPolicy().imagesOfAllTenants().replace("any"));
      var after = situation.afterTheRun();

      assertThat(after.images())
          .extracting(image -> image.id().value(), Image::owner, Image::hidden)
          .containsExactly(tuple("1", US, true), tuple("1$ubuntu", US, false));
      assertThat(after.stateOf("ubuntu")).isEqualTo(OK);
      assertThat(after.warnings()).containsExactly("duplicate_region_name ubuntu");
    }
  }

  @Test
  void once_the_master_changes_the_visible_copy_is_replaced_and_the_hidden_image_stays() {
    var situation =
        master(anImage("ubuntu").withContent("new"))
            .region(
                anImage("ubuntu").withId("1").withContent("older").isHidden(),
                anImage("ubuntu").withId("2").withContent("old"))
            .under(aPolicy().replace("any"));

    assertThat(situation.afterTheRun().images())
        .extracting(image -> image.id().value(), Image::hidden)
        .containsExactly(tuple("1", true), tuple("1$ubuntu", false));
  }

  @Test
  void what_is_no_counterpart_makes_no_duplicate() {
    var situation =
        ubuntu.region(
            anImage("ubuntu"),
            anImage("ubuntu").withId("1").ofProject(OTHERS),
            anImage("ubuntu").withId("2").withStatus("queued"));

    assertThat(situation.stateOf("ubuntu")).isEqualTo(OK);
    assertThat(situation.warnings())
        .containsExactlyInAnyOrder("foreign_owner ubuntu", "not_active ubuntu");
  }

  @Test
  void images_that_nobody_selected_are_not_warned_about() {
    var situation =
        master(anImage("ubuntu").isPrivate())
            .region(
                anImage("ubuntu").ofProject(OTHERS),
                anImage("ubuntu").withId("1").withStatus("queued"),
                anImage("debian").ofProject(OTHERS));

    assertThat(situation.warnings()).isEmpty();
  }

  @Test
  void what_an_interrupted_copy_of_ours_left_is_silently_no_counterpart() {
    assertLeftover(CopyId.of(BURGOS, master, 0).value(), "queued", false);
    assertLeftover(CopyId.of(BURGOS, master, 1).value(), "saving", true);
    assertLeftover(CopyId.of(BURGOS, master, CopyId.LIMIT - 1).value(), "active", true);
  }

  private void assertLeftover(String id, String status, boolean hidden) {
    var leftover = anImage("ubuntu").withId(id).withStatus(status);
    var situation = ubuntu.region(hidden ? leftover.isHidden() : leftover);

    assertThat(situation.stateOf("ubuntu")).isEqualTo(PENDING_UPLOAD);
    assertThat(situation.warnings()).isEmpty();
  }

  @Test
  void a_copy_of_ours_that_was_published_is_a_counterpart() {
    var id = CopyId.of(BURGOS, master, 0).value();

    assertThat(ubuntu.region(anImage("ubuntu").withId(id)).stateOf("ubuntu")).isEqualTo(OK);
  }

  @Test
  void a_copy_of_ours_that_somebody_deactivated_is_warned_about_as_any_other() {
    var id = CopyId.of(BURGOS, master, 0).value();
    var situation = ubuntu.region(anImage("ubuntu").withId(id).withStatus("deactivated"));

    assertThat(situation.warnings()).containsExactly("not_active ubuntu");
  }

  @Test
  void a_copy_of_a_hidden_image_is_hidden_and_yet_published() {
    var hidden = master(anImage("ubuntu").isHidden());
    var id = CopyId.of(BURGOS, hidden.master().get(0), 0).value();

    assertThat(hidden.region(anImage("ubuntu").withId(id).isHidden()).stateOf("ubuntu"))
        .isEqualTo(OK);
  }

  @Test
  void the_leftover_of_another_region_or_image_is_not_ours() {
    var id = CopyId.of(Situation.VALLADOLID, master, 0).value();
    var situation = ubuntu.region(anImage("ubuntu").withId(id).withStatus("queued"));

    assertThat(situation.warnings()).containsExactly("not_active ubuntu");
  }
}
