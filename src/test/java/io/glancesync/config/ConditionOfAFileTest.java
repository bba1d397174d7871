package io.glancesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import io.glancesync.image.Visibility;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key {@code metadata_condition}. */
class ConditionOfAFileTest {
  @TempDir Path folder;

  private Machine machine(String... lines) {
    return new Machine(folder).conf(String.join("\n", lines)).variable("OS_REGION_NAME", "Spain");
  }

  private static boolean selects(Target target, Image image) {
    return target.policy().condition().orElseThrow().test(image, RegionName.of("Spain"), Set.of());
  }

  @Test
  void it_may_go_on_over_several_lines() {
    var target =
        machine(
                "[other]",
                "metadata_condition = image.is_public and\\",
                " # only base images",
                " 'type' in image.user_properties and image.user_properties['type']\\",
                "  == 'baseimage'")
            .target("other");
    var image = Image.builder(new ImageId("1")).visibility(Visibility.PUBLIC);

    assertThat(selects(target, image.property("type", "baseimage").build())).isTrue();
    assertThat(selects(target, image.property("type", "other").build())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "None", "none", "\\"})
  void it_may_be_empty(String written) {
    assertThat(machine("[other]", "metadata_condition = " + written).target("other").policy())
        .satisfies(policy -> assertThat(policy.condition()).isEmpty());
  }

  @Test
  void an_error_in_it_comes_with_its_line_and_a_caret() {
    assertThat(
            machine(
                    "[DEFAULT]",
                    "metadata_condition = image.is_public and",
                    "# a comment",
                    "  image.nam == 'x'",
                    "[other]")
                .error())
        .isEqualTo(
            """
            conf/glancesync.conf:4: section [DEFAULT], key metadata_condition: an image has no \
            'nam'; did you mean 'name'?
            image.nam == 'x'
                  ^""");
  }

  @Test
  void an_error_in_an_override_names_the_option() {
    assertThat(machine().error("metadata_condition=image.is_public and"))
        .startsWith("--config: section [DEFAULT], key metadata_condition: ")
        .contains("image.is_public and\n");
  }

  @Test
  void an_error_shows_no_password_that_it_swallowed() {
    assertThat(
            machine("[other]", "metadata_condition = image.is_public", " password = hunter2")
                .error())
        .isEqualTo(
            "conf/glancesync.conf:3: section [other], key metadata_condition: the value (not shown"
                + " here) is not a condition; is a line behind it indented by mistake?");
  }
}
