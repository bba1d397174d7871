package io.glancesync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureLedger.RunScope;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People are told of changes, and not of what they know (specification, section 9). */
class FailureLedgerTest {
  private static final RegionName MASTER = RegionName.of("Valladolid");
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private Instant now = START;
  private List<OpenFailure> open = List.of();

  /** What a run said of Burgos. */
  record Ran(RegionOutcome outcome, List<TransferResult> transfers, boolean isWhole) {}

  private static TransferResult transfer(String image, TransferOutcome outcome) {
    return new TransferResult(
        RegionName.of("Burgos"),
        image,
        Optional.empty(),
        Optional.empty(),
        Action.UPLOAD,
        outcome,
        0,
        Duration.ZERO,
        1,
        Optional.of("it went wrong").filter(it -> outcome == TransferOutcome.FAILED),
        List.of());
  }

  private static TransferResult failed(String image) {
    return transfer(image, TransferOutcome.FAILED);
  }

  private static TransferResult done(String image) {
    return transfer(image, TransferOutcome.DONE);
  }

  private FailureChanges after(RegionOutcome outcome, TransferResult... transfers) {
    return after(new Ran(outcome, List.of(transfers), true));
  }

  private FailureChanges after(Ran ran) {
    var error = Optional.of("no answer").filter(it -> ran.outcome() != RegionOutcome.DONE);
    List<RegionResult> regions =
        List.of(new RegionResult(RegionName.of("Burgos"), ran.outcome(), error));
    return after(report(regions, ran.transfers()), ran.isWhole());
  }

  private RunReport report(List<RegionResult> regions, List<TransferResult> transfers) {
    return new RunReport("run", now, now, false, regions, transfers, List.of());
  }

  private FailureChanges after(RunReport report, boolean isWhole) {
    return after(report, new RunScope(MASTER, Set.of(), isWhole));
  }

  private FailureChanges after(RunReport report, RunScope scope) {
    FailureLedger ledger = FailureLedger.after(open, report, scope);
    open = ledger.open();
    return ledger.changes();
  }

  private static String told(FailureChanges changes) {
    return "%s %s %s"
        .formatted(
            subjects(changes.failed()),
            subjects(changes.stillFailing()),
            subjects(changes.recovered()));
  }

  private static List<String> subjects(List<OpenFailure> failures) {
    return failures.stream().map(OpenFailure::subject).toList();
  }

  @Test
  void what_fails_is_told_once() {
    assertThat(told(after(RegionOutcome.FAILED, failed("ubuntu"))))
        .isEqualTo("[upload of ubuntu in Burgos] [] []");
    now = now.plus(Duration.ofHours(1));

    assertThat(after(RegionOutcome.FAILED, failed("ubuntu")).isEmpty()).isTrue();
    assertThat(open).extracting(OpenFailure::since).containsExactly(START);
  }

  @Test
  void what_still_fails_after_a_day_is_told_once() {
    after(RegionOutcome.FAILED, failed("ubuntu"));
    now = now.plus(Duration.ofDays(1));
    assertThat(told(after(RegionOutcome.FAILED, failed("ubuntu"))))
        .isEqualTo("[] [upload of ubuntu in Burgos] []");
    now = now.plus(Duration.ofDays(1));

    assertThat(after(RegionOutcome.FAILED, failed("ubuntu")).isEmpty()).isTrue();
  }

  @Test
  void what_does_not_fail_any_more_has_recovered() {
    after(RegionOutcome.FAILED, failed("ubuntu"), failed("debian"));

    assertThat(told(after(RegionOutcome.FAILED, done("ubuntu"), failed("debian"))))
        .isEqualTo("[] [] [upload of ubuntu in Burgos]");
    assertThat(told(after(RegionOutcome.DONE))).isEqualTo("[] [] [upload of debian in Burgos]");
    assertThat(open).isEmpty();
  }

  @Test
  void a_region_that_does_not_answer_is_one_failure_and_hides_what_failed_in_it() {
    after(RegionOutcome.FAILED, failed("ubuntu"));

    assertThat(told(after(RegionOutcome.UNREACHABLE, failed("ubuntu"), failed("debian"))))
        .isEqualTo("[Burgos] [] []");
    assertThat(told(after(RegionOutcome.FAILED, failed("ubuntu")))).isEqualTo("[] [] [Burgos]");
    assertThat(subjects(open)).containsExactly("upload of ubuntu in Burgos");
  }

  @Test
  void a_region_that_is_paused_is_as_it_was() {
    after(RegionOutcome.FAILED, failed("ubuntu"));

    assertThat(after(RegionOutcome.PAUSED).isEmpty()).isTrue();
    assertThat(open).hasSize(1);
  }

  @Test
  void a_run_about_some_images_proves_only_what_it_did() {
    after(RegionOutcome.FAILED, failed("ubuntu"), failed("debian"));

    assertThat(told(after(new Ran(RegionOutcome.DONE, List.of(done("ubuntu")), false))))
        .isEqualTo("[] [] [upload of ubuntu in Burgos]");
    assertThat(subjects(open)).containsExactly("upload of debian in Burgos");
  }

  @Test
  void a_run_without_the_region_proves_nothing() {
    after(RegionOutcome.FAILED, failed("ubuntu"));

    assertThat(after(report(List.of(), List.of()), true).isEmpty()).isTrue();
    assertThat(open).hasSize(1);
  }

  @Test
  void a_transfer_that_is_put_off_has_not_recovered() {
    after(RegionOutcome.FAILED, failed("ubuntu"));

    assertThat(after(RegionOutcome.DONE, transfer("ubuntu", TransferOutcome.PUT_OFF)).isEmpty())
        .isTrue();
    assertThat(open).hasSize(1);
  }

  @Test
  void where_something_fails_only_what_was_done_has_recovered() {
    after(RegionOutcome.FAILED, failed("ubuntu"), failed("debian"));

    assertThat(after(RegionOutcome.FAILED, failed("ubuntu")).isEmpty()).isTrue();
    assertThat(open).hasSize(2);
  }

  @Test
  void nothing_still_fails_at_which_nobody_looked() {
    after(RegionOutcome.FAILED, failed("ubuntu"));
    now = now.plus(Duration.ofDays(2));

    assertThat(after(report(List.of(), List.of()), true).isEmpty()).isTrue();
    assertThat(told(after(RegionOutcome.FAILED, failed("ubuntu"))))
        .isEqualTo("[] [upload of ubuntu in Burgos] []");
  }

  private static RegionResult result(String region, RegionOutcome outcome) {
    return new RegionResult(RegionName.of(region), outcome, Optional.of("no answer"));
  }

  @ParameterizedTest
  @CsvSource({
    // the master has no result while all is well
    "Valladolid, Burgos,       '',     true",
    "Valladolid, other:Madrid, '',     true",
    // a target that could not be signed in to
    "other:,     other:Madrid, '',     true",
    "other:,     Burgos,       '',     false",
    // a region that its target has no longer
    "Leon,       Burgos,       master, true",
    "Leon,       Burgos,       '',     false",
    "Leon,       other:Madrid, other,  false",
  })
  void a_region_without_a_result_has_recovered(
      String failing, String compared, String targets, boolean isOver) {
    after(report(List.of(result(failing, RegionOutcome.UNREACHABLE)), List.of()), false);
    assertThat(open).hasSize(1);

    Set<String> whole = targets.isEmpty() ? Set.of() : Set.of(targets);
    after(
        report(List.of(result(compared, RegionOutcome.DONE)), List.of()),
        new RunScope(MASTER, whole, true));

    assertThat(open.isEmpty()).isEqualTo(isOver);
  }

  @Test
  void there_is_a_limit() {
    TransferResult[] many =
        Stream.iterate(0, it -> it + 1)
            .limit(2000)
            .map(it -> failed("image" + it))
            .toArray(TransferResult[]::new);

    assertThat(after(RegionOutcome.FAILED, many).failed()).hasSize(1000);
    assertThat(after(RegionOutcome.FAILED, many).isEmpty()).isTrue();
  }

  @Test
  void a_text_for_people_counts_first_and_is_not_endless() {
    TransferResult[] many =
        Stream.iterate(0, it -> it + 1)
            .limit(30)
            .map(it -> failed("image" + it))
            .toArray(TransferResult[]::new);

    FailureChanges changes = after(RegionOutcome.FAILED, many);

    assertThat(changes.text().lines())
        .hasSize(22)
        .startsWith("GlanceSync: 30 failed", "failed it went wrong")
        .endsWith("… and 10 more");
  }

  @Test
  void what_others_chose_makes_no_line_of_its_own() {
    after(RegionOutcome.FAILED, failed("a\nrecovered b"));

    FailureChanges changes = after(RegionOutcome.DONE);

    assertThat(changes.text().lines()).hasSize(2);
  }

  @Property(tries = 300)
  void whoever_hears_each_change_knows_what_fails(@ForAll("runs") List<Ran> runs) {
    var known = new ArrayList<String>();
    open = List.of();
    for (Ran ran : runs) {
      now = now.plus(Duration.ofHours(7));
      FailureChanges changes = after(ran);
      assertThat(subjects(changes.failed())).noneMatch(known::contains);
      assertThat(known)
          .containsAll(subjects(changes.recovered()))
          .containsAll(subjects(changes.stillFailing()));
      known.removeAll(subjects(changes.recovered()));
      known.addAll(subjects(changes.failed()));
      assertThat(subjects(open)).containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Provide
  Arbitrary<List<Ran>> runs() {
    Arbitrary<List<TransferResult>> transfers =
        Combinators.combine(
                Arbitraries.of("a", "b", "c"),
                Arbitraries.of(TransferOutcome.DONE, TransferOutcome.FAILED))
            .as(FailureLedgerTest::transfer)
            .list()
            .uniqueElements(TransferResult::image)
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(RegionOutcome.class), transfers, Arbitraries.of(true, false))
        .as(Ran::new)
        .list()
        .ofMaxSize(12);
  }
}
