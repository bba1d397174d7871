package io.glancesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.region.RegionName;
import org.junit.jupiter.api.Test;

/** What is known of the master to the next run, wherever it is kept. */
public abstract class MasterCountsContract {
  protected static final RegionName VALLADOLID = RegionName.of("Valladolid");
  protected static final RegionName SPAIN = RegionName.of("Spain2");

  /** The counts as a process that starts now finds them; what earlier ones recorded is there. */
  protected abstract MasterCounts counts();

  @Test
  void before_the_first_run_nothing_is_known() {
    assertThat(counts().of(VALLADOLID)).isEmpty();
    assertThat(counts().problem()).isEmpty();
  }

  @Test
  void each_master_region_has_its_own_number() {
    counts().remember(VALLADOLID, 12);
    counts().remember(SPAIN, 3);

    assertThat(counts().of(VALLADOLID)).contains(12);
    assertThat(counts().of(SPAIN)).contains(3);
    assertThat(counts().problem()).isEmpty();
  }

  @Test
  void the_last_number_counts_even_if_it_is_none() {
    MasterCounts counts = counts();
    counts.remember(VALLADOLID, 12);
    counts.remember(VALLADOLID, 0);

    assertThat(counts.of(VALLADOLID)).contains(0);
    assertThat(counts().of(VALLADOLID)).contains(0);
  }

  @Test
  void names_that_look_alike_are_kept_apart() {
    counts().remember(RegionName.of("other:Valladolid"), 1);
    counts().remember(RegionName.of("valladolid"), 2);
    counts().remember(VALLADOLID, 3);

    assertThat(counts().of(RegionName.of("other:Valladolid"))).contains(1);
    assertThat(counts().of(RegionName.of("valladolid"))).contains(2);
    assertThat(counts().of(VALLADOLID)).contains(3);
  }
}
