package io.glancesync.planner;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Policies.aPolicy;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.glancesync.image.Images.AnImage;
import io.glancesync.plan.Action;
import io.glancesync.plan.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels of kernels, and images that need themselves. */
class CirclesTest {
  private static final String NEEDS_ITSELF =
      "Cannot bring %s to Burgos: through its kernel or ramdisk it needs itself; correct it in the"
          + " master region or in Burgos, nothing was sent";

  @Test
  void an_image_that_needs_itself_is_refused() {
    var circle = master(anImage("a").withKernel("master-a"));

    assertThat(circle.states()).containsExactly("pending_upload a");
    assertThat(circle.steps()).isEmpty();
    assertThat(circle.refusals()).containsExactly(NEEDS_ITSELF.formatted("a"));
  }

  @Test
  void images_that_need_each_other_are_refused() {
    var circle = master(anImage("a").withKernel("master-b"), anImage("b").withRamdisk("master-a"));

    assertThat(circle.steps()).isEmpty();
    assertThat(circle.refusals())
        .containsExactlyInAnyOrder(NEEDS_ITSELF.formatted("a"), NEEDS_ITSELF.formatted("b"));
  }

  @Test
  void what_they_need_besides_is_not() {
    var circle = master(anImage("a").withKernel("master-a").withRamdisk("master-r"), anImage("r"));

    assertThat(circle.steps()).containsExactly("upload r");
    assertThat(circle.refusals()).containsExactly(NEEDS_ITSELF.formatted("a"));
  }

  @Test
  void what_needs_one_of_them_is_refused_for_that_reason() {
    var circle =
        master(
                anImage("a").withKernel("master-a"),
                anImage("above").withKernel("master-a"),
                anImage("there").withRamdisk("master-above"))
            .region(anImage("there"));

    assertThat(circle.steps()).isEmpty();
    assertThat(circle.refusals())
        .containsExactlyInAnyOrder(
            NEEDS_ITSELF.formatted("a"),
            "Cannot bring above to Burgos: its kernel a cannot be copied; correct it in the master"
                + " region or in Burgos, nothing was sent",
            "Cannot bring there to Burgos: its ramdisk above cannot be copied; correct it in the"
                + " master region or in Burgos, nothing was sent");
    assertThat(circle.plan().refusals())
        .extracting(Refusal::action)
        .containsExactlyInAnyOrder(Action.UPLOAD, Action.UPLOAD, Action.AMI);
  }

  @Test
  void a_circle_that_the_region_breaks_is_none() {
    var circle =
        master(anImage("a").withKernel("master-b"), anImage("b").withRamdisk("master-a"))
            .region(anImage("b"));
    var after = circle.afterTheRun();

    assertThat(circle.steps()).containsExactly("upload a", "ami b");
    assertThat(after.image("a").property("kernel_id")).isEqualTo("region-b");
    assertThat(after.image("b").property("ramdisk_id")).isEqualTo("1$a");
    assertThat(after.steps()).isEmpty();
  }

  @Test
  void other_images_go_on() {
    var circle = master(anImage("a").withKernel("master-a"), anImage("b"));

    assertThat(circle.steps()).containsExactly("upload b");
  }

  @Test
  void an_image_that_cannot_be_copied_takes_what_needs_it_with_it() {
    var refused =
        master(
            anImage("vm").withKernel("master-k"),
            anImage("k").withFormats(null, "bare"),
            anImage("other"));

    assertThat(refused.steps()).containsExactly("upload other");
    assertThat(refused.refusals())
        .containsExactlyInAnyOrder(
            "Cannot bring k to Burgos: it has no disk_format; correct it in the master region or in"
                + " Burgos, nothing was sent",
            "Cannot bring vm to Burgos: its kernel k cannot be copied; correct it in the master"
                + " region or in Burgos, nothing was sent");
  }

  @Test
  void the_order_of_a_long_chain_is_found_in_no_time() {
    var chain = master(chain(60).toArray(AnImage[]::new));

    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(chain.plan().phases()).hasSize(60);
          assertThat(chain.afterTheRun().under(aPolicy()).steps()).isEmpty();
        });
  }

  /** Each is the kernel and the ramdisk of the one before. */
  private static List<AnImage> chain(int length) {
    var chain = new ArrayList<AnImage>();
    for (int i = 0; i < length; i++) {
      var image = anImage("image" + i);
      String next = "master-image" + (i + 1);
      chain.add(i + 1 < length ? image.withKernel(next).withRamdisk(next) : image);
    }
    return chain;
  }
}
