package io.glancesync.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glancesync.image.ContentHash;
import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image as Glance writes it. */
class GlanceImageTest {
  private final Glance glance = new Glance();

  /** What Glance 25.1 answers. */
  private static final String COMPLETE =
      """
      {"id":"i1","name":"ubuntu","owner":"p1","status":"active","visibility":"public",
       "os_hidden":true,"protected":true,"size":5000000000,"virtual_size":7,"checksum":"m",
       "os_hash_algo":"sha512","os_hash_value":"h","disk_format":"qcow2",
       "container_format":"bare","min_disk":3,"min_ram":4,"tags":["y","x"],
       "created_at":"2030-01-02T03:04:05Z","updated_at":"2030-01-02T03:04:05Z",
       "self":"/v2/images/i1","file":"/v2/images/i1/file","schema":"/v2/schemas/image",
       "locations":[],"direct_url":"rbd://x","stores":"fs",
       "nid":"1","os_distro":"ubuntu","kernel_id":"k1","owner_specified.openstack.md5":""}
      """;

  @Test
  void every_base_field_is_read_and_the_rest_are_properties() {
    assertThat(glance.image(COMPLETE))
        .isEqualTo(
            Image.builder(new ImageId("i1"))
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
                .properties(Map.of("nid", "1", "os_distro", "ubuntu", "kernel_id", "k1"))
                .build());
  }

  @Test
  void nulls_are_as_good_as_absent() {
    Image queued =
        glance.image(
            """
            {"id":"i1","name":null,"owner":null,"status":"queued","visibility":"shared",
             "os_hidden":false,"protected":false,"size":null,"virtual_size":null,"checksum":null,
             "os_hash_algo":null,"os_hash_value":null,"disk_format":null,"container_format":null,
             "min_disk":0,"min_ram":0,"tags":[],"kernel_id":null,"ramdisk_id":null}
            """);

    assertThat(queued)
        .isEqualTo(
            Image.builder(new ImageId("i1"))
                .status("queued")
                .visibility(Visibility.SHARED)
                .build());
    assertThat(glance.image("{\"id\":\"i1\",\"status\":\"queued\",\"visibility\":\"shared\"}"))
        .isEqualTo(queued);
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
        "{\"id\":\"i1\"}                 | without id or status",
        "{\"status\":\"active\"}         | without id or status",
        "{\"id\":null,\"status\":\"a\"}  | without id or status",
        "{\"id\":\"i1\",\"status\":\"a\"} | visibility ''",
        "{\"id\":\"i1\",\"status\":\"a\",\"visibility\":\"new\"} | visibility 'new'"
      })
  void what_is_no_image_is_said_to_be_none(String body, String what) {
    assertThatThrownBy(() -> glance.image(body))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("Glance answered")
        .hasMessageContaining(what);
  }
}
