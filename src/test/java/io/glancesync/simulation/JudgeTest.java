package io.glancesync.simulation;

import static io.glancesync.planner.Policies.aPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.Warning;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RunReport;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that says what it could not do is not blamed for it, and is not the last one. */
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
}
