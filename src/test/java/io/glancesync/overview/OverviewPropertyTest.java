package io.glancesync.overview;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.overview.Comparisons.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.image.Image;
import io.glancesync.plan.Action;
import io.glancesync.plan.Step;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is told, in whatever order, the view says the same as one that forgets nothing. */
class OverviewPropertyTest {
  private static final List<RegionName> REGIONS =
      List.of(RegionName.of("Burgos"), RegionName.of("Leon"));
  private static final List<Image> IMAGES =
      List.of(anImage("a").ofSize(100).in("v"), anImage("b").ofSize(1000).in("v"));

  /** What is told. */
  private enum Told {
    RUN_BEGUN,
    RUN_CLOSED,
    RUN_ENDED,
    DIVIDED,
    COMPARED,
    ENTERED,
    RESUMED,
    BEGUN,
    SENDING,
    SENT,
    ENDED,
    REGION_ENDED,
    UNREACHABLE,
    REACHABLE,
    TIME
  }

  private record Call(Told what, int run, int region, int image, int number) {
    String runId() {
      return "r" + run;
    }

    RegionName regionName() {
      return REGIONS.get(region);
    }

    Transfer transfer() {
      Image of = IMAGES.get(image);
      var step = new Step.Copy(Action.UPLOAD, of, of, null, null, List.of());
      return new Transfer(runId(), VALLADOLID, regionName(), step, 0, Optional.empty());
    }
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of(Told.class),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, REGIONS.size() - 1),
            Arbitraries.integers().between(0, IMAGES.size() - 1),
            Arbitraries.integers().between(0, 300))
        .as(Call::new)
        .list()
        .ofMaxSize(80);
  }

  /** The naive one. */
  private static final class Model {
    private final Set<String> runs = new HashSet<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> changes = new HashMap<>();

    private void closed(String run) {
      runs.remove(run);
      sent.keySet().removeIf(it -> it.startsWith(run + " "));
    }

    private static String key(Call call) {
      return "%s %s %s".formatted(call.runId(), call.regionName(), IMAGES.get(call.image()).name());
    }

    private void told(Call call) {
      switch (call.what()) {
        case RUN_BEGUN -> {
          if (runs.add(call.runId())) {
            changes.put(call.runId(), 0L);
          }
        }
        case RUN_CLOSED, RUN_ENDED -> closed(call.runId());
        case ENTERED, BEGUN -> {
          if (runs.contains(call.runId())) {
            sent.putIfAbsent(key(call), 0L);
          }
        }
        case SENDING -> sent.replace(key(call), 0L);
        case SENT -> sent.computeIfPresent(key(call), (key, it) -> it + call.number());
        case ENDED -> {
          sent.remove(key(call));
          changes.computeIfPresent(call.runId(), (key, it) -> it + 1);
        }
        default -> {}
      }
    }
  }

  private static TransferResult done(Transfer of) {
    return new TransferResult(
        of.region(),
        of.step().imageName(),
        of.step().masterId(),
        Optional.empty(),
        of.step().action(),
        TransferOutcome.DONE,
        0,
        Duration.ZERO,
        1,
        Optional.empty(),
        List.of());
  }

  /** The view, and how it is told. */
  private static final class Teller {
    private final SettableClock clock = new SettableClock();
    private final OverviewTracker tracker = new OverviewTracker(new Clocks(clock, clock.ticks()));
    private final Map<String, Run> begun = new HashMap<>();

    private Run run(Call call) {
      return begun.computeIfAbsent(
          call.runId(),
          id -> BegunRuns.begun(id, new RunRequest(List.of(), false, 1), clock.instant()));
    }

    private RunReport report(Call call) {
      return new RunReport(
          call.runId(), clock.instant(), clock.instant(), false, List.of(), List.of(), List.of());
    }

    private void tell(Call call) {
      switch (call.what()) {
        case RUN_BEGUN -> tracker.begun(run(call));
        case RUN_CLOSED -> tracker.closed(report(call));
        case RUN_ENDED -> tracker.ended(report(call));
        case DIVIDED -> tracker.divided(run(call), REGIONS);
        case COMPARED ->
            tracker.compared(run(call), Comparisons.of(call.regionName(), IMAGES, List.of()));
        case ENTERED -> {
          TransferPhase[] phases = TransferPhase.values();
          tracker.entered(call.transfer(), phases[call.number() % phases.length]);
        }
        case RESUMED -> tracker.resumed(call.transfer());
        case BEGUN -> tracker.begun(call.transfer());
        case SENDING -> tracker.sending(call.transfer());
        case SENT -> tracker.sent(call.transfer(), call.number());
        case ENDED -> tracker.ended(call.transfer(), done(call.transfer()));
        case REGION_ENDED ->
            tracker.ended(
                new RegionResult(call.regionName(), RegionOutcome.DONE, Optional.empty()));
        case UNREACHABLE -> tracker.unreachable(call.regionName(), "nobody answers");
        case REACHABLE -> tracker.reachable(call.regionName());
        case TIME -> clock.goOn(Duration.ofSeconds(call.number()));
      }
    }
  }

  @Property
  void it_says_what_a_naive_model_says(@ForAll("calls") List<Call> calls) {
    var teller = new Teller();
    var model = new Model();
    for (Call call : calls) {
      teller.tell(call);
      model.told(call);

      Overview now = teller.tracker.overview();
      assertThat(
              now.transfers().stream()
                  .collect(
                      Collectors.toMap(
                          it -> "%s %s %s".formatted(it.run(), it.region(), it.image()),
                          it -> it.pace().sent())))
          .isEqualTo(model.sent);
      List<RunOverview> atWork = now.runs().stream().filter(RunOverview::isAtWork).toList();
      assertThat(atWork)
          .extracting(RunOverview::id)
          .containsExactlyInAnyOrderElementsOf(model.runs);
      for (RunOverview run : atWork) {
        assertThat(run.changes()).isEqualTo(model.changes.get(run.id()));
        assertThat(run.pace().size()).isGreaterThanOrEqualTo(run.pace().sent());
        assertThat(run.pace().percent()).isBetween(0, 100);
      }
    }
  }

  @Property
  void nothing_is_under_way_when_all_runs_have_ended(@ForAll("calls") List<Call> calls) {
    var teller = new Teller();
    calls.forEach(teller::tell);
    for (int run = 0; run <= 2; run++) {
      teller.tell(new Call(Told.RUN_CLOSED, run, 0, 0, 0));
    }

    assertThat(teller.tracker.overview().transfers()).isEmpty();
    assertThat(teller.tracker.overview().present()).isEmpty();
  }

  @Property
  void an_earlier_overview_never_changes(@ForAll("calls") List<Call> calls) {
    var teller = new Teller();
    int half = calls.size() / 2;
    calls.subList(0, half).forEach(teller::tell);
    Overview then = teller.tracker.overview();
    String text = then.toString() + then.matrix().images();

    calls.subList(half, calls.size()).forEach(teller::tell);

    assertThat(then + "" + then.matrix().images()).isEqualTo(text);
  }
}
