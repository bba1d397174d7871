package io.glancesync.plan;

import static io.glancesync.image.Images.anImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.glancesync.image.Image;
import io.glancesync.plan.Rotation.OldVisibility;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private static final Image UBUNTU =
      anImage("ubuntu").build().but().created(Instant.parse("2026-03-01T23:30:00Z")).build();

  private static Rotation rotation(String oldName) {
    return new Rotation(2, oldName, OldVisibility.HIDDEN);
  }

  @ParameterizedTest
  @CsvSource({
    "{name} ({created}), ubuntu (2026-03-01)",
    "{name}-{created}, ubuntu-2026-03-01",
    "old {name}, old ubuntu",
    "{name}/{name}, ubuntu/ubuntu",
    "$1.{name}*, $1.ubuntu*",
  })
  void the_name_of_a_kept_image_tells_which_it_was(String template, String name) {
    assertThat(rotation(template).nameOf(UBUNTU, it -> false)).isEqualTo(name);
    Image kept = UBUNTU.but().name(name).build();
    assertThat(rotation(template).isKept("ubuntu", kept)).isTrue();
    assertThat(rotation(template).namesBefore(kept)).contains("ubuntu");
    Image second = kept.but().name(name + " 2").build();
    assertThat(rotation(template).isKept("ubuntu", second)).isTrue();
    assertThat(rotation(template).namesBefore(second)).contains("ubuntu");
  }

  @Test
  void a_name_that_is_taken_gets_a_number() {
    Set<String> taken = Set.of("ubuntu (2026-03-01)", "ubuntu (2026-03-01) 2");

    String name = Rotation.NONE.nameOf(UBUNTU, taken::contains);

    assertThat(name).isEqualTo("ubuntu (2026-03-01) 3");
    assertThat(Rotation.NONE.namesBefore(UBUNTU.but().name(name).build())).contains("ubuntu");
  }

  @Test
  void what_looks_like_a_word_of_the_template_in_the_name_of_an_image_is_none() {
    Image odd = UBUNTU.but().name("{created} {name}").build();

    String name = Rotation.NONE.nameOf(odd, it -> false);

    assertThat(name).isEqualTo("{created} {name} (2026-03-01)");
    assertThat(Rotation.NONE.namesBefore(odd.but().name(name).build()))
        .contains("{created} {name}");
  }

  @Test
  void a_long_name_is_cut_so_that_glance_takes_it() {
    Image longest = UBUNTU.but().name("x".repeat(255)).build();

    String name = Rotation.NONE.nameOf(longest, it -> false);

    assertThat(name).hasSize(250).endsWith("x (2026-03-01)");
    assertThat(Rotation.NONE.isKept(longest.name(), longest.but().name(name).build())).isTrue();
  }

  @Test
  void an_image_of_which_no_time_is_known_is_kept_as_well() {
    Image timeless = UBUNTU.but().created(null).build();

    String name = Rotation.NONE.nameOf(timeless, it -> false);

    assertThat(Rotation.NONE.namesBefore(timeless.but().name(name).build())).contains("ubuntu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ubuntu",
        "ubuntu (2026-03-01) final",
        "ubuntu (yesterday)",
        "ubuntu (2026-03-02)",
        "ubuntu (2026-03-01) 02",
        "ubuntu (2026-03-01)2",
        " (2026-03-01)",
        "ubuntu.old"
      })
  void any_other_name_is_that_of_no_kept_image(String name) {
    assertThat(Rotation.NONE.namesBefore(UBUNTU.but().name(name).build())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{name}", "old", "{created}", "{name}.old", "{name}_obsolete"})
  void a_name_that_does_not_tell_which_image_it_was_is_none(String template) {
    assertThatIllegalArgumentException().isThrownBy(() -> rotation(template));
  }
}
