package io.glancesync.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RegionOrderTest {
  private final Configuration configuration =
      new ConfigurationLoader(
              new Environment(
                  Map.of("OS_REGION_NAME", "Master"),
                  Path.of("/nowhere"),
                  Path.of("/nowhere"),
                  Path.of("/nowhere")))
          .load(Optional.empty(), List.of("main.preferable_order=C, other:Y"))
          .configuration();

  private List<String> ordered(List<String> words, String... regions) {
    List<RegionName> names = Stream.of(regions).map(RegionName::of).toList();
    return names.stream()
        .sorted(RegionOrder.of(words, names, configuration))
        .map(RegionName::toString)
        .toList();
  }

  @Test
  void without_words_the_preferred_come_first() {
    assertThat(ordered(List.of(), "B", "A", "C")).containsExactly("C", "A", "B");
  }

  @Test
  void words_have_the_order_in_which_they_were_written() {
    assertThat(ordered(List.of("B", "other:", "A"), "A", "other:X", "other:Y", "B"))
        .containsExactly("B", "other:Y", "other:X", "A");
  }

  @Test
  void words_without_a_region_do_no_harm() {
    assertThat(ordered(List.of("lost:", "Nowhere", "other:Z", "B"), "B", "A"))
        .containsExactly("B", "A");
  }

  @Test
  void the_master_region_may_be_among_them() {
    assertThat(ordered(List.of("B", "Master"), "Master", "B")).containsExactly("B", "Master");
  }

  @Test
  void no_region_at_all_does_no_harm() {
    assertThat(ordered(List.of("B"))).isEmpty();
    assertThat(ordered(List.of())).isEmpty();
  }
}
