package io.glancesync.region;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a region is called in names of files. */
class RegionKeyTest {

  @Test
  void a_plain_name_is_kept() {
    assertThat(RegionName.of("Burgos").key()).isEqualTo("Burgos");
    assertThat(RegionName.of("other:eu-west_1.a").key()).isEqualTo("other~eu-west_1.a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu/west", "x{{OS_PASSWORD}}?a=b", "..", ".", "a~b", "Zürich", "a b", "?"})
  void any_other_is_made_harmless(String region) {
    assertThat(RegionName.of(region).key()).matches("[A-Za-z0-9_-]{0,60}~~[0-9a-f]{32}");
  }

  @Test
  void names_that_look_alike_stay_apart() {
    assertThat(RegionName.of("eu/west").key())
        .isNotEqualTo(RegionName.of("eu-west").key())
        .isNotEqualTo(RegionName.of("eu?west").key())
        .isNotEqualTo(RegionName.of("eu:west").key());
    assertThat(new RegionName("master", "other~Madrid").key())
        .isNotEqualTo(RegionName.of("other:Madrid").key());
    // the names that other ones would be given are no other's either
    RegionName odd = RegionName.of("eu/west");
    assertThat(RegionName.of(odd.key()).key()).isNotEqualTo(odd.key());
  }

  @Property(tries = 10_000)
  void no_two_regions_share_a_key_and_none_means_anything_in_a_path_or_an_endpoint(
      @ForAll("regions") RegionName one, @ForAll("regions") RegionName other) {
    assertThat(one.key().equals(other.key())).isEqualTo(one.equals(other));
    assertThat(one.key()).matches("[A-Za-z0-9._~-]{1,100}").isNotIn(".", "..");
  }

  @Provide
  Arbitrary<RegionName> regions() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("aB~-_.").ofMinLength(1).ofMaxLength(4),
            Arbitraries.strings().withChars("a/{}?#% \u001b\u202e~é").ofMinLength(1).ofMaxLength(6),
            Arbitraries.strings().alpha().ofMinLength(240).ofMaxLength(255));
    return names.flatMap(
        region ->
            Arbitraries.of("master", "other", "a", "ß").map(it -> new RegionName(it, region)));
  }
}
