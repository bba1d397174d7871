package io.glancesync.overview;

import static io.glancesync.image.Images.anImage;
import static io.glancesync.overview.Comparisons.VALLADOLID;
import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.SettableClock;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.Letters;
import io.glancesync.image.Image;
import io.glancesync.plan.HeldBack;
import io.glancesync.plan.Plan;
import io.glancesync.plan.State;
import io.glancesync.plan.Step;
import io.glancesync.plan.Stop;
import io.glancesync.planner.Guards;
import io.glancesync.planner.RegionComparison;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.run.BegunRuns;
import io.glancesync.run.ImageScope;
import io.glancesync.run.Run;
import io.glancesync.run.RunRequest;
import io.glancesync.time.Clocks;
import io.glancesync.transfer.RetryWait;
import io.glancesync.transfer.Transfer;
import io.glancesync.transfer.TransferPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverviewTrackerTest {
  private static final RegionName BURGOS = RegionName.of("Burgos");
  private static final RegionName LEON = RegionName.of("Leon");

  private final SettableClock clock = new SettableClock();
  private final OverviewTracker tracker = new OverviewTracker(new Clocks(clock, clock.ticks()));
  private final Image large = anImage("large").ofSize(3000).in("v");
  private final Image small = anImage("small").ofSize(1000).in("v");
  private final RegionComparison nothingThere =
      Comparisons.of(BURGOS, List.of(large, small), List.of());

  private static RunRequest request(String... words) {
    return new RunRequest(List.of(words), false, 1).begunBy("root@host");
  }

  private Run begin(RunRequest request) {
    Run run = BegunRuns.begun("r1", request, clock.instant());
    tracker.begun(run);
    return run;
  }

  private static Transfer copy(RegionComparison comparison, String image) {
    Step step =
        comparison.plan().steps().filter(it -> it.imageName().equals(image)).findFirst().get();
    return new Transfer("r1", VALLADOLID, comparison.region(), step, 0, Optional.empty());
  }

  private static TransferResult result(Transfer of, TransferOutcome outcome) {
    return new TransferResult(
        of.region(),
        of.step().imageName(),
        of.step().masterId(),
        Optional.empty(),
        of.step().action(),
        outcome,
        0,
        Duration.ZERO,
        1,
        Optional.empty(),
        List.of());
  }

  private RunReport report(Transfer... done) {
    return new RunReport(
        "r1",
        clock.instant(),
        clock.instant(),
        false,
        List.of(new RegionResult(BURGOS, RegionOutcome.DONE, Optional.empty())),
        List.of(done).stream().map(it -> result(it, TransferOutcome.DONE)).toList(),
        List.of());
  }

  private RunOverview present() {
    return tracker.overview().present().orElseThrow();
  }

  @Test
  void nothing_is_known_at_the_start() {
    Overview start = tracker.overview();

    assertThat(start.epoch()).isEqualTo("20300101T000000.000Z");
    assertThat(start.regions()).isEmpty();
    assertThat(start.runs()).isEmpty();
    assertThat(start.transfers()).isEmpty();
  }

  @Test
  void a_copy_goes_from_phase_to_phase() {
    tracker.compared(begin(request()), nothingThere);
    Transfer transfer = copy(nothingThere, "small");
    assertThat(tracker.transfer(transfer)).isEmpty();

    tracker.entered(transfer, TransferPhase.WAITING_FOR_PLACE);
    assertThat(phase(transfer)).isEqualTo(TransferPhase.WAITING_FOR_PLACE);
    tracker.begun(transfer);
    assertThat(phase(transfer)).isEqualTo(TransferPhase.CREATING);
    tracker.sending(transfer.nextAttempt());
    assertThat(phase(transfer)).isEqualTo(TransferPhase.SENDING);
    tracker.sent(transfer, 400);
    assertThat(phase(transfer)).isEqualTo(TransferPhase.SENDING);
    tracker.retrying(transfer, new RetryWait(Duration.ofSeconds(2), Optional.of("req-1")));
    assertThat(tracker.transfer(transfer).orElseThrow().retryAt())
        .contains(clock.instant().plusSeconds(2));
    tracker.entered(transfer, TransferPhase.WAITING_FOR_PLACE);
    assertThat(tracker.transfer(transfer).orElseThrow().retryAt()).isEmpty();
    tracker.resumed(transfer);
    assertThat(phase(transfer)).isEqualTo(TransferPhase.SENDING);
    tracker.sending(transfer.nextAttempt().nextAttempt());
    tracker.sent(transfer, 1000);
    assertThat(phase(transfer)).isEqualTo(TransferPhase.STORING);
    tracker.entered(transfer, TransferPhase.VERIFYING);
    tracker.entered(transfer, TransferPhase.PUBLISHING);
    assertThat(tracker.transfer(transfer).get())
        .isEqualTo(
            new TransferOverview(
                "r1",
                BURGOS,
                "small",
                transfer.step().action(),
                TransferPhase.PUBLISHING,
                clock.instant(),
                new Pace(1000, 1000, 0),
                2,
                Optional.empty(),
                Optional.of("req-1")));

    tracker.ended(transfer, result(transfer, TransferOutcome.DONE));
    assertThat(tracker.overview().transfers()).isEmpty();
  }

  private TransferPhase phase(Transfer transfer) {
    return tracker.transfer(transfer).orElseThrow().phase();
  }

  @Test
  void a_run_about_some_images_does_not_say_that_a_region_is_in_step() {
    Image there = anImage("small").ofSize(1000).in("v");
    var some =
        new RunRequest(
            List.of(), false, 1, Set.of(), ImageScope.matching(List.of("small"), List.of()), false);
    tracker.compared(
        BegunRuns.begun("r1", some, clock.instant()),
        Comparisons.of(BURGOS, List.of(), List.of(there)));
    assertThat(tracker.overview().region(BURGOS).get().inStep()).isEmpty();
    assertThat(tracker.overview().region(BURGOS).get().comparedWhole()).isEmpty();

    tracker.compared(begin(request()), Comparisons.of(BURGOS, List.of(), List.of(there)));
    assertThat(tracker.overview().region(BURGOS).get().inStep()).isPresent();
    assertThat(tracker.overview().region(BURGOS).get().comparedWhole()).isPresent();

    Instant then = clock.instant();
    clock.goOn(Duration.ofHours(1));
    tracker.compared(
        BegunRuns.begun("r3", some, clock.instant()),
        Comparisons.of(BURGOS, List.of(), List.of(there)));
    assertThat(tracker.overview().region(BURGOS).get().inStep()).contains(then);
    assertThat(tracker.overview().region(BURGOS).get().comparedWhole()).contains(then);
  }

  @Test
  void what_guards_hold_back_is_counted_by_its_reason() {
    var guards = new Guards(50, 1, 1);
    Plan plan = nothingThere.plan();
    Optional<Stop> shrunken =
        guards.shrinkage(Comparisons.of(BURGOS, List.of(), List.of()).master(), Optional.of(100));
    Plan guarded = guards.over(plan, shrunken, Optional.empty(), Guards.Tally.NOTHING).plan();
    Step copy = plan.steps().findFirst().get();
    Plan held =
        guarded.guarded(
            List.of(),
            guarded.stops(),
            List.of(
                HeldBack.of(copy, BURGOS, shrunken.get()),
                HeldBack.of(copy, BURGOS, shrunken.get()),
                HeldBack.of(copy, BURGOS, new Stop("cause", "remedy", Optional.of(limit())))));
    tracker.compared(begin(request()), with(held));

    RegionOverview burgos = tracker.overview().region(BURGOS).get();
    assertThat(burgos.heldBack()).isEqualTo(Map.of("shrunken_master", 2, "max_replacements", 1));
    tracker.compared(begin(request()), nothingThere);
    assertThat(tracker.overview().region(BURGOS).get().heldBack()).isEmpty();
  }

  private static Stop.GuardLimit limit() {
    return new Stop.GuardLimit("glancesync.guard.max-replacements", "how many", 1);
  }

  private RegionComparison with(Plan plan) {
    return new RegionComparison(
        nothingThere.master(),
        BURGOS,
        nothingThere.images(),
        nothingThere.policy(),
        nothingThere.projectId(),
        nothingThere.memory(),
        plan);
  }

  @Test
  void a_copy_has_a_rate_and_a_time_that_is_left() {
    tracker.compared(begin(request()), nothingThere);
    Transfer transfer = copy(nothingThere, "large");
    tracker.begun(transfer);
    tracker.sending(transfer);
    clock.goOn(Duration.ofSeconds(10));
    tracker.sent(transfer, 500);

    Pace pace = tracker.transfer(transfer).orElseThrow().pace();
    assertThat(pace).isEqualTo(new Pace(500, 3000, 50));
    assertThat(pace.left()).contains(Duration.ofSeconds(50));
    assertThat(present().pace()).isEqualTo(new Pace(500, 4000, 50));
  }

  @Test
  void the_bytes_of_a_run_are_those_of_its_copies() {
    tracker.compared(begin(request()), nothingThere);
    Transfer one = copy(nothingThere, "large");
    Transfer other = copy(nothingThere, "small");
    tracker.begun(one);
    tracker.sending(one);
    tracker.sent(one, 2000);
    assertThat(present().pace()).extracting(Pace::sent, Pace::size).containsExactly(2000L, 4000L);

    // sent once more: counts once
    tracker.sending(one);
    tracker.sent(one, 100);
    assertThat(present().pace()).extracting(Pace::sent, Pace::size).containsExactly(100L, 4000L);

    // failed: the rest is not to be sent any more
    tracker.sent(one, 1900);
    tracker.ended(one, result(one, TransferOutcome.FAILED));
    assertThat(present().pace()).extracting(Pace::sent, Pace::size).containsExactly(2000L, 3000L);
    assertThat(present().failed()).isEqualTo(1);

    // done without a byte: an earlier run had sent it
    tracker.begun(other);
    tracker.ended(other, result(other, TransferOutcome.DONE));
    assertThat(present().pace()).extracting(Pace::sent, Pace::size).containsExactly(2000L, 2000L);
    assertThat(present().changes()).isEqualTo(1);
  }

  @Test
  void a_run_tells_who_began_it_its_regions_and_how_many_are_done() {
    Run run = begin(request("master:"));
    assertThat(present().by()).contains("root@host");
    assertThat(present().words()).containsExactly("master:");
    assertThat(present().regions()).isEmpty();

    tracker.divided(run, List.of(BURGOS, LEON));
    var result = new RegionResult(LEON, RegionOutcome.UNREACHABLE, Optional.of("nobody answers"));
    tracker.ended(result);
    tracker.ended(result);
    tracker.ended(new RegionResult(RegionName.of("x:"), RegionOutcome.PAUSED, Optional.empty()));

    assertThat(present().regions()).containsExactly(BURGOS, LEON);
    assertThat(present().regionsDone()).isEqualTo(1);
    assertThat(tracker.overview().region(LEON).orElseThrow().why()).contains("nobody answers");
  }

  @Test
  void a_run_that_ends_leaves_nothing_under_way_and_is_remembered() {
    tracker.compared(begin(request()), nothingThere);
    Transfer transfer = copy(nothingThere, "small");
    tracker.begun(transfer);

    tracker.closed(report(transfer));
    tracker.ended(report(transfer));

    Overview end = tracker.overview();
    assertThat(end.transfers()).isEmpty();
    assertThat(end.present()).isEmpty();
    assertThat(end.runs()).hasSize(1);
    assertThat(end.runs().get(0).outcome()).contains(RunOutcome.CHANGED);
    assertThat(end.runs().get(0).changes()).isEqualTo(1);

    // what comes too late does not begin anything
    tracker.begun(transfer);
    tracker.sent(transfer, 5);
    assertThat(tracker.overview().transfers()).isEmpty();
  }

  @Test
  void no_more_than_a_hundred_past_runs_are_remembered() {
    for (int i = 0; i < 150; i++) {
      begin(request());
      tracker.ended(report());
    }
    assertThat(tracker.overview().runs()).hasSize(100);
  }

  @Test
  void what_was_done_is_in_step_before_the_next_comparison() {
    tracker.compared(begin(request()), nothingThere);
    assertThat(tracker.overview().matrix().counts(BURGOS))
        .isEqualTo(Map.of(State.PENDING_UPLOAD, 2));
    assertThat(tracker.overview().region(BURGOS).orElseThrow().inStep()).isEmpty();

    for (String image : List.of("large", "small")) {
      clock.goOn(Duration.ofSeconds(1));
      Transfer transfer = copy(nothingThere, image);
      tracker.begun(transfer);
      tracker.ended(transfer, result(transfer, TransferOutcome.DONE));
    }

    assertThat(tracker.overview().matrix().counts(BURGOS)).isEqualTo(Map.of(State.OK, 2));
    RegionOverview burgos = tracker.overview().region(BURGOS).orElseThrow();
    assertThat(burgos.inStep()).contains(clock.instant());
    assertThat(burgos.compared()).contains(clock.instant().minusSeconds(2));
  }

  @Test
  void what_deviates_has_its_warning_and_its_differences() {
    RegionComparison comparison =
        Comparisons.of(
            BURGOS,
            List.of(anImage("meta").with("type", "a").in("v"), anImage("other").in("v"), small),
            List.of(
                anImage("meta").with("type", "b").in("b"),
                anImage("other").withContent("else").in("b"),
                anImage("small").ofSize(1000).in("b")));
    tracker.compared(begin(request()), comparison);

    Map<String, Deviation> deviations =
        tracker.overview().region(BURGOS).orElseThrow().deviations();
    assertThat(deviations).containsOnlyKeys("meta", "other");
    assertThat(deviations.get("meta").differences()).hasToString("[type: a → b]");
    assertThat(deviations.get("other").message()).contains("checksum");
  }

  @Test
  void what_is_to_be_said_of_a_region_has_a_limit() {
    String text = "x".repeat(10_000);
    var master = new ArrayList<Image>();
    var there = new ArrayList<Image>();
    for (int i = 0; i < 100; i++) {
      master.add(anImage("i" + i).with("type", text).in("v"));
      there.add(anImage("i" + i).in("b"));
    }
    tracker.compared(begin(request()), Comparisons.of(BURGOS, master, there));

    RegionOverview burgos = tracker.overview().region(BURGOS).orElseThrow();
    assertThat(burgos.deviations()).hasSize(6);
    assertThat(burgos.leftOut()).isEqualTo(94);
  }

  @Test
  void a_run_about_some_images_changes_nothing_else() {
    RegionComparison all =
        Comparisons.of(BURGOS, List.of(large, small), List.of(anImage("large").in("b")));
    Run first = begin(request());
    tracker.compared(first, all);
    var some =
        new RunRequest(
            List.of(), false, 1, Set.of(), ImageScope.matching(List.of("small"), List.of()), false);

    RegionComparison now = Comparisons.of(BURGOS, List.of(large, small), List.of());
    var restricted =
        new RegionComparison(
            now.master(),
            BURGOS,
            now.images(),
            now.policy(),
            now.projectId(),
            now.memory(),
            now.plan().restrictedTo("small"::equals));
    tracker.compared(BegunRuns.begun("r2", some, clock.instant()), restricted);

    assertThat(tracker.overview().matrix().cell(BURGOS, "large"))
        .isEqualTo(Cell.of(all.plan().states().get(1).state()));
  }

  @Test
  void a_run_by_other_rules_says_nothing_about_what_is_in_step() {
    var narrowed = new RunRequest(List.of(), true, 1, Set.of(), new ImageScope.All(), true);

    tracker.compared(BegunRuns.begun("r2", narrowed, clock.instant()), nothingThere);

    assertThat(tracker.overview().regions()).isEmpty();
  }

  @Test
  void a_region_that_answers_again_is_reachable() {
    tracker.unreachable(LEON, "nobody answers");
    assertThat(tracker.overview().region(LEON).orElseThrow().isReachable()).isFalse();

    tracker.reachable(LEON);

    assertThat(tracker.overview().region(LEON).orElseThrow().isReachable()).isTrue();
  }

  private List<String> types(long since) {
    return tracker.events().since(since).events().stream().map(it -> it.what().type()).toList();
  }

  @Test
  void what_happens_is_told_as_events() {
    Run run = begin(request());
    tracker.divided(run, List.of(BURGOS));
    tracker.unreachable(BURGOS, "nobody answers");
    tracker.unreachable(BURGOS, "nobody answers");
    tracker.compared(run, nothingThere);
    Transfer transfer = copy(nothingThere, "small");
    tracker.entered(transfer, TransferPhase.WAITING_FOR_PLACE);
    tracker.begun(transfer);
    tracker.retrying(transfer, new RetryWait(Duration.ofSeconds(2), Optional.of("req-1")));
    tracker.ended(transfer, result(transfer, TransferOutcome.DONE));
    tracker.ended(new RegionResult(BURGOS, RegionOutcome.DONE, Optional.empty()));
    tracker.closed(report(transfer));
    tracker.ended(report(transfer));

    assertThat(types(0))
        .containsExactly(
            "run.begun",
            "region.unreachable",
            "region.back",
            "region.planned",
            "transfer.begun",
            "transfer.retried",
            "transfer.ended",
            "region.ended",
            "run.ended");
  }

  @Test
  void progress_is_told_once_a_second_for_all_transfers_together() {
    tracker.compared(begin(request()), nothingThere);
    List<Transfer> both = List.of(copy(nothingThere, "large"), copy(nothingThere, "small"));
    both.forEach(tracker::begun);
    both.forEach(tracker::sending);
    long before = tracker.events().since(0).newest();
    for (int i = 0; i < 100; i++) {
      clock.goOn(Duration.ofMillis(50));
      both.forEach(it -> tracker.sent(it, 1));
    }

    EventPage page = tracker.events().since(before);
    assertThat(page.newest() - before).isEqualTo(5);
    assertThat(page.events()).hasSize(1);
    assertThat(((Happening.TransfersProgressed) page.events().get(0).what()).transfers())
        .extracting(it -> it.pace().sent())
        .containsExactly(100L, 99L);
  }

  @Test
  void what_another_process_does_with_dead_letters_is_told_too() {
    DeadLetter letter = Letters.letterOf(copy(nothingThere, "small"));
    tracker.created(letter);
    tracker.letters(List.of(letter));
    assertThat(tracker.overview().letters()).containsExactly(LetterOverview.of(letter));

    tracker.letters(List.of());

    assertThat(tracker.overview().letters()).isEmpty();
    assertThat(types(0)).containsExactly("dead_letter.kept", "dead_letter.closed");
  }

  @Test
  void an_edit_is_told_once_when_it_is_refused_and_when_it_is_taken() {
    tracker.refusedEdits(List.of("line 7 is wrong"));
    tracker.refusedEdits(List.of("line 7 is wrong"));
    tracker.taken(List.of());
    tracker.refusedEdits(List.of());
    tracker.taken(List.of("routes/30-transfer.camel.yaml"));

    assertThat(types(0)).containsExactly("edit.refused", "edit.taken");
    assertThat(tracker.overview().refusedEdits()).isEmpty();
  }

  @Test
  void what_becomes_of_schedules_is_told() {
    tracker.scheduled(new Happening.ScheduleDue("hourly", clock.instant()));
    tracker.scheduled(new Happening.ScheduleSkipped("hourly", clock.instant(), "busy"));
    tracker.scheduled(new Happening.ScheduleMissed("hourly", clock.instant()));

    assertThat(types(0)).containsExactly("schedule.due", "schedule.skipped", "schedule.missed");
  }
}
