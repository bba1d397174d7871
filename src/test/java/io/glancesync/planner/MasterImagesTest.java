package io.glancesync.planner;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.VALLADOLID;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which master images count: section 3. */
class MasterImagesTest {
  @Test
  void active_images_with_a_name_that_are_ours_or_nobodys_count() {
    assertThat(counting(anImage("a"), anImage("b").ofNobody().isPrivate().isHidden()))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "saving", "deactivated", "importing", "killed"})
  void an_image_that_is_not_active_does_not_count(String status) {
    assertThat(counting(anImage("a").withStatus(status), anImage("b"))).containsExactly("b");
  }

  @Test
  void an_image_without_a_name_does_not_count() {
    assertThat(counting(anImage(""), anImage("b"))).containsExactly("b");
  }

  @Test
  void an_image_of_another_project_does_not_count_even_if_it_is_public() {
    assertThat(counting(anImage("a").ofProject(OTHERS), anImage("b"))).containsExactly("b");
  }

  @Test
  void of_two_images_with_one_name_neither_counts() {
    var images = master(anImage("a").withId("2"), anImage("b"), anImage("a").withId("1"));

    assertThat(names(images.masterImages())).containsExactly("b");
    assertThat(images.masterImages().warnings())
        .containsExactly(
            new Warning(
                Warning.Code.DUPLICATE_MASTER_NAME,
                VALLADOLID,
                "a",
                "2 images of Valladolid are called a (1, 2), so none of them is copied; rename or"
                    + " delete all but one"));
  }

  @Test
  void nameless_images_are_no_duplicates() {
    var images = master(anImage("").withId("1"), anImage("").withId("2"));

    assertThat(images.masterImages().warnings()).isEmpty();
  }

  @Test
  void what_does_not_count_anyway_makes_no_name_ambiguous() {
    var images =
        master(
            anImage("a"),
            anImage("a").withId("2").ofProject(OTHERS),
            anImage("a").withId("3").withStatus("queued"));

    assertThat(names(images.masterImages())).containsExactly("a");
    assertThat(images.masterImages().warnings()).isEmpty();
  }

  @Test
  void the_region_is_remembered() {
    assertThat(master().masterImages().region()).isEqualTo(VALLADOLID);
  }

  private static List<String> counting(AnImage... images) {
    return names(master(images).masterImages());
  }

  private static List<String> names(MasterImages images) {
    return images.all().stream().map(Image::name).toList();
  }
}
