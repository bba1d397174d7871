package io.glancesync.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("metadata_set", "metadata_condition", "rename", "replace", "master_region");

  @ParameterizedTest
  @CsvSource({
    "metadataset,        metadata_set",
    "METADATA_SET,       metadata_set",
    "metadata_conditon,  metadata_condition",
    "renam,              rename",
    "replcae,            replace",
    "master_regoin,      master_region"
  })
  void a_slip_is_found_out(String mistyped, String meant) {
    assertThat(NearestName.of(mistyped, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"Burgos", "meta", "x", "''"})
  void what_is_too_different_is_no_slip(String mistyped) {
    assertThat(NearestName.of(mistyped, KNOWN)).isEmpty();
  }

  @Test
  void of_two_that_are_equally_near_the_first_by_alphabet_is_meant() {
    assertThat(NearestName.of("Spain3", List.of("Spain2", "Spain1"))).contains("Spain1");
  }

  @Test
  void the_hint_can_be_appended_to_a_message() {
    assertThat(NearestName.hint("renam", KNOWN)).isEqualTo("; did you mean 'rename'?");
    assertThat(NearestName.hint("Burgos", KNOWN)).isEmpty();
  }
}
