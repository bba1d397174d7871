package io.glancesync.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which overrides make a run see or select other images than the configuration says. */
class NarrowingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata_condition=image.name == 'x.y=z'",
        "DEFAULT.metadata_set=nid",
        "master.forcesyncs=1",
        "main.master_region=Spain2",
        "other.tenant=another",
        "a.b.replace=any"
      })
  void what_selects_or_signs_in_is_one(String override) {
    assertThat(Narrowing.isBy(List.of("main.max_children=2", override))).isTrue();
  }

  @Test
  void how_something_is_done_is_none() {
    assertThat(Narrowing.isBy(List.of())).isFalse();
    assertThat(Narrowing.isBy(List.of("main.max_children=2", "list_images_timeout=5"))).isFalse();
    assertThat(Narrowing.isBy(List.of("withdrawn=deactivate", "master.withdrawn_grace=0")))
        .isFalse();
  }
}
