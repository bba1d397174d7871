package io.glancesync.region;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionChoiceTest {
  private static final RegionName VALLADOLID = RegionName.of("Valladolid");

  private Map<String, List<RegionName>> known =
      regions("Valladolid", "Zamora", "Burgos", "Madrid", "other:Madrid", "other:Avila");
  private Map<String, Set<String>> ignored = Map.of();
  private List<String> preferableOrder = List.of();

  @Test
  void no_words_mean_the_masters_target_less_the_master_region() {
    assertThat(choose()).containsExactly("Burgos", "Madrid", "Zamora");
  }

  @Test
  void a_target_alone_means_all_its_regions() {
    assertThat(choose("other:")).containsExactly("other:Avila", "other:Madrid");
    assertThat(choose("master:")).containsExactly("Burgos", "Madrid", "Zamora");
  }

  @Test
  void regions_are_done_in_the_order_in_which_they_are_given() {
    assertThat(choose("Zamora", "other:Madrid", "Burgos"))
        .containsExactly("Zamora", "other:Madrid", "Burgos");
  }

  @Test
  void a_region_of_the_masters_target_may_be_written_with_it() {
    assertThat(choose("master:Burgos")).containsExactly("Burgos");
  }

  @Test
  void a_region_that_is_named_twice_is_done_once() {
    assertThat(choose("Zamora", "master:Zamora", "master:", "Burgos"))
        .containsExactly("Zamora", "Burgos", "Madrid");
  }

  @Test
  void the_same_name_in_two_targets_is_two_regions() {
    assertThat(choose("Madrid", "other:Madrid")).containsExactly("Madrid", "other:Madrid");
  }

  @Test
  void ignored_regions_are_left_out_of_their_target() {
    ignored = Map.of("master", Set.of("Madrid"), "other", Set.of("Avila", "Nowhere"));

    assertThat(choose("master:", "other:")).containsExactly("Burgos", "Zamora", "other:Madrid");
    assertThat(choose()).containsExactly("Burgos", "Zamora");
  }

  @Test
  void an_ignored_region_may_be_asked_for_by_name() {
    ignored = Map.of("master", Set.of("Madrid"));

    assertThat(choose("Madrid")).containsExactly("Madrid");
  }

  @Test
  void the_master_region_may_be_asked_for_by_name() {
    assertThat(choose("Valladolid", "Burgos")).containsExactly("Valladolid", "Burgos");
    assertThat(choose("master:Valladolid")).containsExactly("Valladolid");
  }

  @Test
  void a_region_of_another_target_that_is_called_like_the_master_is_not_the_master() {
    known = regions("Valladolid", "other:Valladolid");

    assertThat(choose("other:")).containsExactly("other:Valladolid");
  }

  @Test
  void preferable_regions_come_first_and_names_that_do_not_exist_are_ignored() {
    preferableOrder = List.of("Nowhere", "Zamora", "other:Nowhere", "Madrid", "Valladolid");

    assertThat(choose()).containsExactly("Zamora", "Madrid", "Burgos");
  }

  @Test
  void the_preferable_order_holds_for_every_target_that_is_expanded() {
    preferableOrder = List.of("other:Madrid", "Zamora");

    assertThat(choose("other:", "master:"))
        .containsExactly("other:Madrid", "other:Avila", "Zamora", "Burgos", "Madrid");
  }

  @Test
  void the_preferable_order_of_a_target_is_not_that_of_another() {
    preferableOrder = List.of("other:Madrid");

    assertThat(choose()).containsExactly("Burgos", "Madrid", "Zamora");
  }

  @Test
  void the_preferable_order_changes_nothing_where_the_regions_are_given() {
    preferableOrder = List.of("Zamora");

    assertThat(choose("Burgos", "Zamora")).containsExactly("Burgos", "Zamora");
  }

  @Test
  void a_target_without_regions_means_none() {
    known = Map.of("master", List.of(VALLADOLID), "other", List.of());

    assertThat(choose()).isEmpty();
    assertThat(choose("other:")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Burgso,       Burgos",
    "burgos,       Burgos",
    "other:Madird, other:Madrid",
    "otter:Avila,  other:Avila"
  })
  void an_unknown_region_is_an_error_that_suggests_another(String mistyped, String meant) {
    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose("Zamora", mistyped))
        .withMessage(
            "There is no region '%s'; did you mean '%s'? Known regions: Burgos, Madrid, Valladolid,"
                + " Zamora, other:Avila, other:Madrid",
            mistyped, meant);
  }

  @Test
  void an_unknown_region_that_resembles_none_is_an_error_that_lists_all() {
    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose("Atlantis"))
        .withMessageStartingWith("There is no region 'Atlantis'. Known regions: Burgos, ");
  }

  @Test
  void a_target_whose_colon_is_forgotten_is_suggested() {
    known = Map.of("master", List.of(VALLADOLID));
    ignored = Map.of("master", Set.of(), "other", Set.of());

    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose("other"))
        .withMessage(
            "There is no region 'other'; did you mean 'other:', all regions of that target?"
                + " Known regions: Valladolid");
    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose("othr"))
        .withMessageContaining("did you mean 'other:'?");
  }

  @Test
  void a_region_of_the_wrong_target_is_unknown() {
    assertThatExceptionOfType(UnknownRegionException.class).isThrownBy(() -> choose("Avila"));
  }

  @Test
  void an_unknown_target_is_an_error_that_suggests_another() {
    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose("othr:"))
        .withMessage(
            "There is no region 'othr:'; did you mean 'other:'? Known regions: master:, other:");
  }

  @ParameterizedTest
  @CsvSource({"nobody:", ":", "''"})
  void an_unknown_target_is_an_error_and_not_an_empty_run(String word) {
    assertThatExceptionOfType(UnknownRegionException.class)
        .isThrownBy(() -> choose(word))
        .withMessageStartingWith("There is no region '" + word + "'");
  }

  @Test
  void only_the_targets_that_the_words_need_have_to_be_signed_in_to() {
    assertThat(RegionChoice.targets(List.of())).containsExactly("master");
    assertThat(RegionChoice.targets(List.of("Burgos"))).containsExactly("master");
    assertThat(RegionChoice.targets(List.of("other:", "third:x", "other:Avila")))
        .containsExactlyInAnyOrder("master", "other", "third");
  }

  @Test
  void there_is_always_a_master_region() {
    assertThatNullPointerException()
        .isThrownBy(() -> new RegionChoice(null, known, ignored, preferableOrder));
  }

  private List<String> choose(String... words) {
    return new RegionChoice(VALLADOLID, known, ignored, preferableOrder)
        .of(List.of(words)).stream().map(RegionName::toString).toList();
  }

  private static Map<String, List<RegionName>> regions(String... names) {
    return Stream.of(names)
        .map(RegionName::of)
        .collect(
            toMap(
                RegionName::target,
                List::of,
                (some, more) -> Stream.of(some, more).flatMap(List::stream).toList()));
  }
}
