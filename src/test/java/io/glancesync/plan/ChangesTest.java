package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.Image;
import io.glancesync.image.Visibility;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private final Image now =
      anImage("a").with("keep", "1").with("change", "1").with("lose", "1").build();
  private final Image wanted =
      anImage("b")
          .withId("a")
          .withContent("checksum of a")
          .isPrivate()
          .isHidden()
          .isProtected()
          .tagged("t")
          .withMinimum(1, 2)
          .with("keep", "1")
          .with("change", "2")
          .with("gain", "1")
          .build();

  @Test
  void only_what_differs_is_changed() {
    Changes changes = Changes.between(now, wanted);

    assertThat(changes.name()).contains("b");
    assertThat(changes.visibility()).contains(Visibility.PRIVATE);
    assertThat(changes.hidden()).contains(true);
    assertThat(changes.isProtected()).contains(true);
    assertThat(changes.tags()).contains(new TreeSet<>(Set.of("t")));
    assertThat(changes.minDisk()).contains(1L);
    assertThat(changes.minRam()).contains(2L);
    assertThat(changes.set()).isEqualTo(Map.of("change", "2", "gain", "1"));
    assertThat(changes.remove()).containsExactly("lose");
    assertThat(changes.isEmpty()).isFalse();
  }

  @Test
  void between_equal_images_there_is_nothing_to_change() {
    assertThat(Changes.between(now, now)).isEqualTo(Changes.NONE);
    assertThat(Changes.NONE.isEmpty()).isTrue();
    assertThat(Changes.NONE.applyTo(now)).isEqualTo(now);
  }

  @Test
  void piece_by_piece_they_make_the_same_and_show_the_image_last() {
    Changes changes = Changes.between(now, wanted);
    Image made = now;
    for (Changes part : changes.parts()) {
      // what shows it, and whom to, are one
      assertThat(String.join(" ", part.names())).matches("\\S+|visibility os_hidden");
      made = part.applyTo(made);
    }

    assertThat(made).isEqualTo(wanted);
    assertThat(changes.names())
        .containsExactly(
            "name",
            "visibility",
            "protected",
            "tags",
            "min_disk",
            "min_ram",
            "change",
            "gain",
            "lose",
            "os_hidden");
  }

  @Test
  void they_are_of_properties_only_if_nothing_else_differs() {
    assertThat(Changes.between(now, anImage("a").with("keep", "2").build()).isOfProperties())
        .isTrue();
    assertThat(Changes.between(now, now.but().minDisk(1).build()).isOfProperties()).isFalse();
    assertThat(Changes.between(now, now.but().hidden(true).build()).isOfProperties()).isFalse();
  }

  @Test
  void applied_they_make_the_image_that_was_wanted() {
    assertThat(Changes.between(now, wanted).applyTo(now)).isEqualTo(wanted);
    assertThat(Changes.between(wanted, now).applyTo(wanted)).isEqualTo(now);
  }

  @Test
  void applied_twice_they_do_no_harm() {
    Changes changes = Changes.between(now, wanted);

    assertThat(changes.applyTo(changes.applyTo(now))).isEqualTo(wanted);
  }

  @Test
  void what_an_image_keeps_for_life_is_never_changed() {
    Image other = now.but().owner("x").size(3).checksum("c").formats("raw", "ovf").build();

    assertThat(Changes.between(now, other).isEmpty()).isTrue();
  }

  @Test
  void one_property_more_can_be_set() {
    Changes changes = Changes.between(now, wanted).andSet("kernel_id", "1");

    assertThat(changes.set()).isEqualTo(Map.of("change", "2", "gain", "1", "kernel_id", "1"));
    assertThat(changes.name()).contains("b");
  }

  @Test
  void changes_never_change() {
    Changes changes = Changes.between(now, wanted);

    assertThatThrownBy(() -> changes.set().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> changes.remove().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
