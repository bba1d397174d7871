package io.glancesync.run;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageScopeTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");

  @ParameterizedTest
  @CsvSource({
    "ubuntu,  ubuntu,      true",
    "ubuntu,  ubuntu 24,   false",
    "ubuntu,  Ubuntu,      false",
    "ubu*,    ubuntu 24,   true",
    "*24,     ubuntu 24,   true",
    "u*24,    ubuntu 22,   false",
    "ubunt?,  ubuntu,      true",
    "ubunt?,  ubunt,       false",
    "a.c,     abc,         false",
    "a[b]c,   a[b]c,       true",
    "a\\Eb*,  a\\Ebc,      true",
    "*,       '',          true",
    "*a*b,    xaabab,      true",
    "*a*b,    xaaba,       false",
    "**a?,    bab,         true"
  })
  void a_pattern_is_the_whole_name(String pattern, String name, boolean isMatch) {
    ImageScope scope = ImageScope.matching(List.of("other", pattern), List.of());

    assertThat(scope.contains(BURGOS, name)).isEqualTo(isMatch);
    assertThat(scope.isAll()).isFalse();
  }

  @Test
  @Timeout(5)
  void a_pattern_with_many_stars_is_no_trap() {
    String name = "a".repeat(10_000);

    assertThat(
            ImageScope.matching(List.of("*a".repeat(50) + "b"), List.of()).contains(BURGOS, name))
        .isFalse();
  }

  @Test
  void a_pattern_may_be_an_id() {
    Image image = anImage("ubuntu").in("v");

    assertThat(matching(image.id().toString()).selects(image)).isTrue();
    assertThat(matching("debian").selects(image)).isFalse();
  }

  private static ImageScope matching(String pattern, String... tags) {
    return ImageScope.matching(List.of(pattern), List.of(tags));
  }

  @Test
  void an_image_has_one_of_the_tags_and_matches_one_of_the_patterns() {
    Image image = anImage("ubuntu").tagged("base", "new").build();

    assertThat(ImageScope.matching(List.of(), List.of("base", "old")).selects(image)).isTrue();
    assertThat(ImageScope.matching(List.of(), List.of("old")).selects(image)).isFalse();
    assertThat(matching("ubu*", "new").selects(image)).isTrue();
    assertThat(matching("debian", "new").selects(image)).isFalse();
    assertThat(matching("ubu*", "base").contains(BURGOS, "ubuntu")).isFalse();
  }

  @Test
  void no_pattern_means_all_images() {
    assertThat(ImageScope.matching(List.of(), List.of())).isEqualTo(new ImageScope.All());
    assertThat(new ImageScope.All().isAll()).isTrue();
    assertThat(new ImageScope.All().contains(BURGOS, "any")).isTrue();
  }

  @Test
  void names_of_one_region_mean_nothing_in_another() {
    var scope = new ImageScope.OfRegions(Map.of(BURGOS, Set.of("ubuntu")));

    assertThat(scope.contains(BURGOS, "ubuntu")).isTrue();
    assertThat(scope.contains(BURGOS, "debian")).isFalse();
    assertThat(scope.contains(RegionName.of("Caceres"), "ubuntu")).isFalse();
  }
}
