package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.planner.Situation.master;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.planner.Situation;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private final Image image = anImage("a").build();
  private final Situation waiting =
      master(
          anImage("vm").withKernel("master-k").withRamdisk("master-r"), anImage("k"), anImage("r"));

  @Test
  void only_an_upload_makes_no_image_give_way() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.Copy(Action.UPLOAD, image, image, image, null, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.Copy(Action.REPLACE, image, image, null, null, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Step.Copy(Action.RENAME, image, image, null, null, List.of()));
  }

  @Test
  void the_companions_of_a_copy_are_linked_one_by_one() {
    Step step = last(waiting);
    step = step.withFirstCompanion(new ImageId("1"));
    assertThat(step.companions()).extracting(Companion::role).containsExactly(Role.RAMDISK);
    step = step.withFirstCompanion(new ImageId("2"));

    assertThat(step.companions()).isEmpty();
    assertThat(((Step.Copy) step).wanted().property("kernel_id")).isEqualTo("1");
    assertThat(((Step.Copy) step).wanted().property("ramdisk_id")).isEqualTo("2");
  }

  @Test
  void the_companions_of_an_update_are_linked_one_by_one() {
    Step step = last(waiting.region(anImage("vm").isPrivate()));
    assertThat(step.action()).isEqualTo(Action.AMI);
    step = step.withFirstCompanion(new ImageId("1")).withFirstCompanion(new ImageId("2"));

    assertThat(step.companions()).isEmpty();
    Image linked = ((Step.Update) step).changes().applyTo(image);
    assertThat(linked.property("kernel_id")).isEqualTo("1");
    assertThat(linked.property("ramdisk_id")).isEqualTo("2");
    assertThat(linked.isPublic()).isTrue();
  }

  @Test
  void a_retirement_has_no_companions() {
    var retire = new Step.Retire(image, image, Changes.NONE);

    assertThat(retire.companions()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> retire.withFirstCompanion(new ImageId("1")));
  }

  private static Step last(Situation situation) {
    List<Step> steps = situation.plan().steps().toList();
    return steps.get(steps.size() - 1);
  }
}
