package io.glancesync.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Machine;
import io.glancesync.plan.Attribute;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of values, and what is said of one that is of another type. */
class ValueReaderTest {
  @TempDir Path folder;

  private Machine machine(String... lines) {
    return new Machine(folder).conf(String.join("\n", lines)).variable("OS_REGION_NAME", "Spain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "true", "on", "True", "YES", "oN"})
  void these_are_true(String word) {
    assertThat(machine("[master]", "insecure = " + word).target("master").tls().insecure())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "no", "false", "off", "False", "NO", "oFF"})
  void these_are_false(String word) {
    assertThat(
            machine("[master]", "only_tenant_images = " + word)
                .target("master")
                .policy()
                .onlyTenantImages())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insecure",
        "only_tenant_images",
        "support_obsolete_images",
        "use_keystone_v3",
      })
  void anything_else_is_neither(String key) {
    assertThat(machine("[master]", key + " = maybe").error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [master], key "
                + key
                + ": 'maybe' is neither true nor false. Write True or False (1, yes, on, 0, no and"
                + " off will do)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "four", "1.5", "99999999999", "1 2"})
  void a_number_is_whole_and_above_0(String value) {
    assertThat(machine("[main]", "max_children = " + value).error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [main], key max_children: '"
                + value
                + "' is not a whole number above 0. Write for example: max_children = 4");
    assertThat(machine("[DEFAULT]", "list_images_timeout = " + value).error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [DEFAULT], key list_images_timeout: '"
                + value
                + "' is not a whole number above 0. Write for example: list_images_timeout = 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a | a", "a,b | a,b", "' a ,  b ' | a,b", "a,,b, | a,b", "a b, c | a b,c"})
  void a_list_has_commas(String written, String items) {
    assertThat(machine("[main]", "preferable_order = " + written).configuration().preferableOrder())
        .containsExactly(items.split(","));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None", "none", ",", " , "})
  void a_list_may_be_empty(String written) {
    assertThat(machine("[main]", "preferable_order = " + written).configuration().preferableOrder())
        .isEmpty();
  }

  @Test
  void an_empty_value_in_a_section_takes_the_default_away() {
    var target =
        machine(
                "[DEFAULT]",
                "metadata_set = nid",
                "list_images_timeout = 5",
                "metadata_condition = False",
                "[other]",
                "metadata_set = None",
                "metadata_condition =",
                "list_images_timeout =")
            .target("other");

    assertThat(target.policy().metadataSet()).isEmpty();
    assertThat(target.policy().condition()).isEmpty();
    assertThat(target.listImagesTimeout()).hasSeconds(30);
  }

  @ParameterizedTest
  @CsvSource({"public, public", "internal, internal", "admin, admin", "adminURL, admin"})
  void an_interface_is_one_of_three(String written, String read) {
    assertThat(machine("[master]", "interface = " + written).target("master").interfaceName())
        .isEqualTo(read);
  }

  @Test
  void any_other_interface_is_an_error() {
    assertThat(machine("[master]", "interface = inner").error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [master], key interface: 'inner' is not an interface."
                + " Write public, internal or admin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other:Madrid", "master:"})
  void a_master_region_is_of_the_target_master(String written) {
    assertThat(machine("[main]", "master_region = " + written).error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [main], key master_region: '"
                + written
                + "' is not a region of the target master. Write its name alone, for example:"
                + " master_region = RegionOne");
  }

  @Test
  void an_attribute_that_does_not_exist_is_an_error() {
    assertThat(machine("[master]", "sync_attributes = tags, min_disc").error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [master], key sync_attributes: 'tags, min_disc' has an"
                + " item that is not one of tags, min_disk, min_ram, os_hidden, protected. An empty"
                + " value keeps none of them in step");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None"})
  void no_attribute_is_kept_in_step_where_the_value_is_empty(String value) {
    var policy = machine("[master]", "sync_attributes = " + value).target("master").policy();

    assertThat(policy.syncAttributes()).isEmpty();
  }

  @Test
  void what_default_says_of_attributes_counts_unless_a_section_says_otherwise() {
    var machine =
        machine(
            "[DEFAULT]",
            "sync_attributes =",
            "[master]",
            "tenant_id = x",
            "[other]",
            "sync_attributes = tags");

    assertThat(machine.target("master").policy().syncAttributes()).isEmpty();
    assertThat(machine.target("other").policy().syncAttributes()).containsExactly(Attribute.TAGS);
  }

  @Test
  void a_path_may_begin_with_the_home_folder() {
    assertThat(machine("[main]", "images_dir = ~/images").configuration().imagesDir())
        .isEqualTo(folder.resolve("home/images"));
  }

  @Test
  void a_text_that_can_be_no_path_is_an_error() {
    assertThat(machine("[main]", "images_dir = a\0b").error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [main], key images_dir: 'a\0b' is not the path of a"
                + " file or folder");
  }

  @Test
  void a_value_that_swallowed_a_password_is_not_shown() {
    assertThat(machine("[main]", "max_children = 4", "  password = hunter2").error())
        .isEqualTo(
            "conf/glancesync.conf:2: section [main], key max_children: the value (not shown here)"
                + " is not a whole number above 0. Write for example: max_children = 4");
  }
}
