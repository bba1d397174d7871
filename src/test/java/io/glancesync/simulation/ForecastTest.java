package io.glancesync.simulation;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.EmbeddedOpenStack;
import io.glancesync.embedded.glance.Content;
import io.glancesync.embedded.glance.EmbeddedGlance;
import io.glancesync.embedded.keystone.EmbeddedKeystone;
import io.glancesync.image.Image;
import io.glancesync.plan.Rotation;
import io.glancesync.planner.MasterImages;
import io.glancesync.region.RegionName;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is foreseen rests on what GlanceSync can know. */
class ForecastTest {
  private static final String US = "our-project";

  /** A name is taken only by an image that is in the region's list. */
  @ParameterizedTest
  @CsvSource({
    "others, community, ubuntu-before",
    "others, public, ubuntu-before 2",
    "others, private, ubuntu-before 2",
    "our-project, community, ubuntu-before 2"
  })
  void images_that_are_not_listed_are_not_reckoned_with(
      String owner, String visibility, String expected) {
    try (var cloud = new EmbeddedOpenStack()) {
      SimulatedRegion master = region(cloud, "Valladolid");
      SimulatedRegion region = region(cloud, "Burgos");
      add(master, "ubuntu", US, "public", 1);
      add(region, "ubuntu", US, "public", 2);
      add(region, "ubuntu-before", owner, visibility, 3);
      var policy =
          aPolicy()
              .replace("any")
              .rotation(1, "{name}-before", Rotation.OldVisibility.SAME)
              .build();

      var forecast =
          new Forecast(
              MasterImages.of(master.name(), master.images(), US), region, region.images(), policy);

      assertThat(forecast.after())
          .extracting(Image::name)
          .containsExactlyInAnyOrder("ubuntu", "ubuntu-before", expected);
    }
  }

  private static SimulatedRegion region(EmbeddedOpenStack cloud, String name) {
    EmbeddedKeystone keystone = cloud.keystone("of " + name);
    EmbeddedGlance glance = cloud.glance(name, keystone);
    return new SimulatedRegion(RegionName.of(name), glance, US, new Fingerprints());
  }

  private static void add(
      SimulatedRegion region, String name, String owner, String visibility, int content) {
    region
        .glance()
        .add(
            Map.of("name", name, "owner", owner, "visibility", visibility),
            Content.synthetic(content, 100));
  }
}
