package io.glancesync.simulation;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.embedded.glance.Hashes;
import io.glancesync.image.Image;
import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run that says what it could not do is not blamed for it, and is not the last one. Nor is one
 * that sends again what it could not know to be there.
 */
class JudgeTest {
  @ParameterizedTest
  @CsvSource({
    ", true, true",
    // every run says so, and it counts as no difference
    "vendor_trait, true, true",
    "nid, false, false",
    "'nid, vendor_trait', false, false"
  })
  void a_region_that_differs_must_be_said_to(String refused, boolean isViolation, boolean isQuiet) {
    try (var world = new SimulatedWorld(new Dice(1), Clock.systemUTC())) {
      SimulatedRegion region = world.regions().get(0);
      var oddities = new Oddities(world, new Dice(1), EnumSet.allOf(Oddity.class));
      var expected = new Expected(world.master(), region, aPolicy().build(), oddities);
      assertThat(expected.difference()).isPresent();
      var judge = new Judge();
      RunReport report = report(region, refused);

      judge.report(report, List.of(expected), false, false);

      assertThat(!judge.violations().isEmpty()).isEqualTo(isViolation);
      assertThat(judge.isQuiet(report, List.of(expected), false)).isEqualTo(isQuiet);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, false, true",
    "MD5, false, true",
    "ALL, true, true",
    // nothing proves that it is right
    "NONE, false, false",
    // but it was looked at when it was sent
    "NONE, true, true"
  })
  void content_that_is_known_to_be_right_must_not_be_sent_again(
      Hashes hashes, boolean isChanged, boolean isViolation) {
    try (var world = new SimulatedWorld(new Dice(1), Clock.systemUTC())) {
      SimulatedRegion region = world.regions().get(0);
      var oddities = new Oddities(world, new Dice(1), EnumSet.allOf(Oddity.class));
      var expected = new Expected(world.master(), region, aPolicy().build(), oddities);
      var witness = new Witness(world.master(), List.of(expected), () -> 1);
      region.glance().compute(hashes);

      for (int copies = 0; copies < 2; copies++) {
        String id = addHiddenCopy(world, region);
        if (isChanged) {
          witness.change(id);
        }
        witness.look();
        region.glance().remove(id);
      }

      assertThat(witness.violations().stream().anyMatch(it -> it.contains("sent once more")))
          .as(witness.violations().toString())
          .isEqualTo(isViolation);
    }
  }

  private static RunReport report(SimulatedRegion region, String refused) {
    List<Warning> warnings =
        Stream.ofNullable(refused)
            .map(
                it ->
                    new Warning(
                        Warning.Code.PROPERTY_NOT_KEPT,
                        region.name(),
                        "ubuntu",
                        "%s does not let us change %s of ubuntu (1)".formatted(region.name(), it)))
            .toList();
    var done = new RegionResult(region.name(), RegionResult.RegionOutcome.DONE, Optional.empty());
    return new RunReport(
        "run",
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        false,
        List.of(done),
        List.of(),
        warnings);
  }

  private static String addHiddenCopy(SimulatedWorld world, SimulatedRegion region) {
    Image image =
        world.master().images().stream()
            .filter(it -> it.isActive() && it.hash() != null)
            .findFirst()
            .orElseThrow();
    return region
        .glance()
        .add(
            Map.of("name", image.name(), "owner", region.projectId(), "os_hidden", true),
            world.master().glance().content(image.id().value()));
  }
}
