package io.glancesync.openstack;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.plan.Changes;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent to Glance to create and to change an image. */
class GlanceRequestsTest {
  private final Glance glance = new Glance();

  @Test
  void an_image_is_created_hidden_and_unprotected_but_otherwise_as_it_will_be() {
    Image wanted =
        anImage("ubuntu")
            .withId("the master's")
            .isProtected()
            .withMinimum(3, 4)
            .withFormats("qcow2", "bare")
            .withHash("sha512", "h")
            .tagged("y", "x")
            .with("nid", "1")
            .with("a/b~c", "d\"e")
            .build();

    assertThat(json(glance.createRequest(wanted, new ImageId("i1"))))
        .isEqualTo(
            json(
                """
                {"id":"i1","name":"ubuntu","visibility":"public","os_hidden":true,
                 "protected":false,"disk_format":"qcow2","container_format":"bare",
                 "min_disk":3,"min_ram":4,"tags":["x","y"],"nid":"1","a/b~c":"d\\"e"}
                """));
  }

  @Test
  void what_differs_is_added_so_that_it_does_not_matter_whether_it_was_there() {
    Image now = anImage("a").with("change", "1").with("lose", "1").build();
    Image wanted =
        now.but()
            .name("b")
            .visibility(Visibility.COMMUNITY)
            .isProtected(true)
            .properties(Map.of("change", "2", "gain", "3"))
            .build();

    assertThat(patch(now, wanted))
        .isEqualTo(
            json(
                """
                [{"op":"add","path":"/name","value":"b"},
                 {"op":"add","path":"/visibility","value":"community"},
                 {"op":"add","path":"/protected","value":true},
                 {"op":"add","path":"/change","value":"2"},
                 {"op":"add","path":"/gain","value":"3"},
                 {"op":"remove","path":"/lose"}]
                """));
  }

  @Test
  void tags_and_minimums_are_set_as_glance_wants_them() {
    Image now = anImage("a").tagged("x").withMinimum(1, 2).build();

    assertThat(patch(now, anImage("a").tagged("z", "y").withMinimum(3, 0).build()))
        .isEqualTo(
            json(
                """
                [{"op":"add","path":"/tags","value":["y","z"]},
                 {"op":"add","path":"/min_disk","value":3},
                 {"op":"add","path":"/min_ram","value":0}]
                """));
    assertThat(patch(now, anImage("a").withMinimum(1, 2).build()))
        .isEqualTo(json("[{\"op\":\"add\",\"path\":\"/tags\",\"value\":[]}]"));
  }

  @Test
  void an_image_appears_last_when_all_else_is_right() {
    Image now = anImage("a").isHidden().isPrivate().with("lose", "1").build();
    JsonNode operations = patch(now, anImage("z").withId("a").with("zz", "1").build());

    assertThat(operations.size()).isEqualTo(5);
    assertThat(operations.get(4))
        .isEqualTo(json("{\"op\":\"add\",\"path\":\"/os_hidden\",\"value\":false}"));
  }

  @Test
  void a_tilde_and_a_slash_are_escaped_in_a_path_and_nowhere_else() {
    Image now = anImage("a").with("~/old", "1").build();
    Image wanted = now.but().properties(Map.of("a/b~c~1", "x/y~z")).build();

    assertThat(patch(now, wanted))
        .isEqualTo(
            json(
                """
                [{"op":"add","path":"/a~1b~0c~01","value":"x/y~z"},
                 {"op":"remove","path":"/~0~1old"}]
                """));
  }

  @Test
  void nothing_to_change_is_an_empty_list() {
    assertThat(glance.patch(Changes.NONE)).isEqualTo("[]");
  }

  private JsonNode patch(Image now, Image wanted) {
    return json(glance.patch(Changes.between(now, wanted)));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
