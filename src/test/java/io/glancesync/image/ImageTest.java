package io.glancesync.image;

import static io.glancesync.image.Images.OTHERS;
import static io.glancesync.image.Images.US;
import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
  @Test
  void an_image_belongs_to_its_owner_and_without_one_to_everybody() {
    assertThat(anImage("a").ofProject(US).build().belongsTo(US)).isTrue();
    assertThat(anImage("a").ofNobody().build().belongsTo(US)).isTrue();
    assertThat(anImage("a").ofProject(OTHERS).build().belongsTo(US)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queued",
        "saving",
        "importing",
        "uploading",
        "deactivated",
        "killed",
        "deleted",
        "pending_delete",
        "Active"
      })
  void only_an_active_image_has_content_that_can_be_read(String status) {
    assertThat(anImage("a").build().isActive()).isTrue();
    assertThat(anImage("a").withStatus(status).build().isActive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void only_a_public_image_is_public(Visibility visibility) {
    assertThat(anImage("a").is(visibility).build().isPublic())
        .isEqualTo(visibility == Visibility.PUBLIC);
  }

  @Test
  void a_new_image_is_active_private_and_nobodys() {
    Image image = Image.builder(new ImageId("1")).build();

    assertThat(image.isActive()).isTrue();
    assertThat(image.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(image.name()).isEmpty();
    assertThat(image.owner()).isEmpty();
    assertThat(image.checksum()).isEmpty();
    assertThat(image.properties()).isEmpty();
    assertThat(image.tags()).isEmpty();
  }

  @Test
  void what_glance_leaves_out_is_empty() {
    Image image = Image.builder(new ImageId("1")).name(null).owner(null).checksum(null).build();

    assertThat(image.name()).isEmpty();
    assertThat(image.owner()).isEmpty();
    assertThat(image.checksum()).isEmpty();
  }

  @Test
  void a_property_without_a_value_is_absent() {
    var properties = new HashMap<String, String>();
    properties.put("nid", null);
    properties.put("type", "");

    Image image = Image.builder(new ImageId("1")).properties(properties).build();

    assertThat(image.properties()).isEqualTo(Map.of("type", ""));
    assertThat(image.property("nid")).isNull();
  }

  @Test
  void an_id_a_status_and_a_visibility_are_needed() {
    var image = Image.builder(new ImageId("1"));

    assertThatNullPointerException().isThrownBy(() -> new ImageId(null));
    assertThatNullPointerException().isThrownBy(() -> Image.builder(null));
    assertThatNullPointerException().isThrownBy(() -> image.status(null).build());
    assertThatNullPointerException()
        .isThrownBy(() -> image.status("active").visibility(null).build());
  }

  @Test
  void a_changed_copy_keeps_everything_else() {
    Image image =
        anImage("a")
            .withId("1")
            .ofProject(OTHERS)
            .withStatus("deactivated")
            .is(Visibility.COMMUNITY)
            .isHidden()
            .isProtected()
            .ofSize(7)
            .withContent("c1")
            .withHash("sha512", "h1")
            .withFormats("ami", "aki")
            .withMinimum(3, 4)
            .tagged("x", "y")
            .with("nid", "1")
            .build();

    assertThat(image.but().build()).isEqualTo(image);
    assertThat(image.but().name("b").build().but().name("a").build()).isEqualTo(image);
    assertThat(image.but().name("b").build()).isNotEqualTo(image);
  }

  @Test
  void an_image_never_changes() {
    var properties = new HashMap<>(Map.of("nid", "1"));
    Image image = Image.builder(new ImageId("1")).properties(properties).tags(List.of("x")).build();
    properties.put("nid", "2");
    image.but().property("nid", "3").build();

    assertThat(image.property("nid")).isEqualTo("1");
    assertThatThrownBy(() -> image.properties().put("nid", "4"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> image.tags().add("y"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void ids_have_an_order_and_read_as_their_text() {
    assertThat(new ImageId("a")).isLessThan(new ImageId("b")).hasToString("a");
  }
}
