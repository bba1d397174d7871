package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image as Glance writes it. */
class GlanceImageTest {
  private static final String ID = "6fa459ea-ee8a-4ca4-894e-db77e160355e";

  private final Glance glance = new Glance();

  /** What Glance 25.1 answers. */
  private static final String COMPLETE =
      """
      {"id":"ID","name":"ubuntu","owner":"p1","status":"active","visibility":"public",
       "os_hidden":true,"protected":true,"size":5000000000,"virtual_size":7,"checksum":"m",
       "os_hash_algo":"sha512","os_hash_value":"h","disk_format":"qcow2",
       "container_format":"bare","min_disk":3,"min_ram":4,"tags":["y","x"],
       "created_at":"2030-01-02T03:04:05Z","updated_at":"2030-01-02T03:04:06Z",
       "self":"/v2/images/ID","file":"/v2/images/ID/file","schema":"/v2/schemas/image",
       "locations":[],"direct_url":"rbd://x","stores":"fs",
       "nid":"1","os_distro":"ubuntu","kernel_id":"k1","owner_specified.openstack.md5":""}
      """
          .replace("ID", ID);

  @Test
  void every_base_field_is_read_and_the_rest_are_properties() {
    assertThat(glance.image(COMPLETE))
        .isEqualTo(
            Image.builder(new ImageId(ID))
                .name("ubuntu")
                .owner("p1")
                .status("active")
                .visibility(Visibility.PUBLIC)
                .hidden(true)
                .isProtected(true)
                .size(5_000_000_000L)
                .checksum("m")
                .hash(new ContentHash("sha512", "h"))
                .formats("qcow2", "bare")
                .minDisk(3)
                .minRam(4)
                .tags(List.of("x", "y"))
                .created(Instant.parse("2030-01-02T03:04:05Z"))
                .updated(Instant.parse("2030-01-02T03:04:06Z"))
                .properties(Map.of("nid", "1", "os_distro", "ubuntu", "kernel_id", "k1"))
                .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"yesterday\"", "7", "{}"})
  void a_time_that_is_none_is_as_good_as_absent(String time) {
    Image image = glance.image(COMPLETE.replace("\"2030-01-02T03:04:06Z\"", time));

    assertThat(image.updated()).isNull();
    assertThat(image.created()).isNotNull();
  }

  @Test
  void nulls_are_as_good_as_absent() {
    Image queued =
        glance.image(
            """
            {"id":"ID","name":null,"owner":null,"status":"queued","visibility":"shared",
             "os_hidden":false,"protected":false,"size":null,"virtual_size":null,"checksum":null,
             "os_hash_algo":null,"os_hash_value":null,"disk_format":null,"container_format":null,
             "min_disk":0,"min_ram":0,"tags":[],"kernel_id":null,"ramdisk_id":null}
            """
                .replace("ID", ID));

    assertThat(queued)
        .isEqualTo(
            Image.builder(new ImageId(ID)).status("queued").visibility(Visibility.SHARED).build());
    String shorter = "{\"id\":\"ID\",\"status\":\"queued\",\"visibility\":\"shared\"}";
    assertThat(glance.image(shorter.replace("ID", ID))).isEqualTo(queued);
  }

  @ParameterizedTest
  @EnumSource(Visibility.class)
  void every_visibility_is_known(Visibility visibility) {
    String body = COMPLETE.replace("\"public\"", "\"" + visibility.text() + "\"");

    assertThat(glance.image(body).visibility()).isEqualTo(visibility);
  }

  @ParameterizedTest
  @ValueSource(strings = {"os_hash_algo", "os_hash_value"})
  void half_a_hash_is_none(String field) {
    assertThat(glance.image(COMPLETE.replace(field, "os_hash_x")).hash()).isNull();
  }

  @Test
  void a_property_that_is_no_text_is_read_as_one() {
    String body = COMPLETE.replace("\"nid\":\"1\"", "\"nid\":1");

    assertThat(glance.image(body).property("nid")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><title>502</title></html> | HTML or XML instead of JSON",
        "''                              | an empty answer",
        "oops                            | something else than JSON",
        "[1]                             | something else than JSON",
        "{}                              | without id or status",
        "{\"id\":\"ID\"}                 | without id or status",
        "{\"status\":\"active\"}         | without id or status",
        "{\"id\":null,\"status\":\"a\"}  | without id or status",
        "{\"id\":\"ID\",\"status\":\"a\"} | visibility ''",
        "{\"id\":\"ID\",\"status\":\"a\",\"visibility\":\"new\"} | visibility 'new'"
      })
  void what_is_no_image_is_said_to_be_none(String body, String what) {
    assertThatThrownBy(() -> glance.image(body.replace("ID", ID)))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("Glance answered")
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tmp/victim",
        "../../../tmp/victim",
        "..",
        "",
        "a/b",
        "6fa459ea-ee8a-4ca4-894e-db77e160355e/file",
        "6fa459eaee8a4ca4894edb77e160355e",
        "{{env:HOME}}",
        "6fa459ea-ee8a-4ca4-894e-db77e160355e\\n"
      })
  void an_id_that_is_not_a_uuid_makes_the_answer_unusable(String id) {
    String body = COMPLETE.replace("\"id\":\"" + ID, "\"id\":\"" + id);

    assertThatThrownBy(() -> glance.image(body))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("id is not a UUID");
  }
}
