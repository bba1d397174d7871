package io.glancesync.tracing;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.overview.Comparisons.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.log.LogLines;
import io.glancesync.overview.Comparisons;
import io.glancesync.plan.Step;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.tracing.OtlpReceiver.Received;
import io.glancesync.transfer.Transfer;
import io.opentelemetry.api.trace.Span;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of spans that nobody ends, or that are told in an odd order. */
@Timeout(60)
class TracingTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName LEON = RegionName.of("Leon");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final OtlpReceiver collector = new OtlpReceiver();
  private final Tracing tracing =
      new Tracing(new Collector(URI.create(collector.url() + "/"), "1.0")::start);
  private final Run run = begun("r1");

  @AfterEach
  void stop() {
    tracing.close();
    collector.close();
  }

  private static Run begun(String id) {
    return BegunRuns.begun(id, new RunRequest(List.of(), false, 1), NOW);
  }

  private static Transfer transfer(String run) {
    RegionComparison comparison =
        Comparisons.of(BURGOS, List.of(anImage("ubuntu").ofSize(10).in("v")), List.of());
    Step step = comparison.plan().steps().findFirst().orElseThrow();
    return new Transfer(run, VALLADOLID, BURGOS, step, 0, Optional.empty());
  }

  private static RegionResult result(RegionName region, RegionOutcome outcome) {
    return new RegionResult(region, outcome, Optional.of("why"));
  }

  private static RunReport report(RegionResult... regions) {
    return new RunReport("r1", NOW, NOW, false, List.of(regions), List.of(), List.of());
  }

  private Received root() {
    tracing.close();
    assertThat(collector.roots()).hasSize(1);
    return collector.roots().get(0);
  }

  private Span current(Run of, Transfer transfer, RegionName region) {
    try (var scope = tracing.enter(of, transfer, region, BURGOS)) {
      assertThat(scope).isNotNull();
      return Span.current();
    }
  }

  @Test
  void what_is_under_way_is_ended_with_the_program() {
    tracing.begun(run);
    tracing.begun(transfer("r1"));

    Received root = root();
    assertThat(root.error()).isEqualTo("[GlanceSync was ended]");
    Received region = collector.below(root, "region Burgos");
    assertThat(region.error()).isEqualTo("[GlanceSync was ended]");
    assertThat(collector.below(region, "upload").error()).isEqualTo("[GlanceSync was ended]");
  }

  @Test
  void a_region_that_was_put_off_ends_with_its_run() {
    tracing.begun(run);
    tracing.begun(transfer("r1"));
    tracing.putOff(result(BURGOS, RegionOutcome.FAILED));
    tracing.closed(report(result(BURGOS, RegionOutcome.FAILED)));

    Received region = collector.below(root(), "region Burgos");
    assertThat(region.error()).isEqualTo("[why]");
    assertThat(region.get("glancesync.region.outcome")).isEqualTo("failed");
  }

  @Test
  void a_paused_region_is_no_error() {
    tracing.begun(run);
    tracing.ended(run, result(LEON, RegionOutcome.PAUSED));
    tracing.closed(report(result(LEON, RegionOutcome.PAUSED)));

    Received region = collector.below(root(), "region Leon");
    assertThat(region.error()).isEmpty();
    assertThat(region.get("glancesync.region.outcome")).isEqualTo("paused");
    assertThat(root().error()).isEmpty();
  }

  @Test
  void a_transfer_that_begins_again_has_one_span_and_one_that_did_not_begin_has_none() {
    Transfer transfer = transfer("r1");
    tracing.begun(run);
    tracing.ended(transfer, TransferResult.skipped(transfer.region(), transfer.step(), "because"));
    tracing.begun(transfer);
    tracing.begun(transfer.nextAttempt());
    tracing.unchanged(transfer);
    tracing.closed(report(result(BURGOS, RegionOutcome.DONE)));

    Received region = collector.below(root(), "region Burgos");
    assertThat(collector.below(region, "upload").get("glancesync.transfer.outcome"))
        .isEqualTo("unchanged");
  }

  @Test
  void a_request_belongs_to_the_innermost_that_is_under_way() {
    Transfer transfer = transfer("r1");
    tracing.begun(run);
    Span root = current(run, null, null);
    Span region = current(run, null, BURGOS);
    tracing.begun(transfer);

    assertThat(List.of(root, region, current(run, transfer, BURGOS))).doesNotHaveDuplicates();
    assertThat(current(null, transfer, null)).isEqualTo(current(run, transfer, BURGOS));
    // of an earlier run, which this one settles
    assertThat(current(run, transfer("r0"), BURGOS)).isEqualTo(region);
    assertThat(List.of(current(null, null, BURGOS), current(begun("r2"), null, null)))
        .containsOnly(Span.getInvalid());
  }

  @Test
  void what_is_told_of_no_run_or_after_its_end_makes_no_trace() {
    tracing.begun(transfer("r1"));
    tracing.ended(run, result(BURGOS, RegionOutcome.DONE));
    tracing.closed(report());
    tracing.close();
    tracing.begun(run);
    tracing.closed(report());
    tracing.close();

    assertThat(collector.texts()).isEmpty();
  }

  @Test
  void variables_that_it_cannot_start_with_are_told_once() {
    try (var log = new LogLines("glancesync.tracing");
        var broken =
            new Tracing(
                () -> {
                  throw new IllegalArgumentException("otel.x is wrong");
                })) {
      broken.begun(run);
      broken.closed(report());
      broken.begun(run);

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("Tried to start traces, but otel.x is wrong;");
    }
  }
}
