package io.glancesync.api.v2;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.error.ErrorClass;
import io.glancesync.overview.Happening;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.OverviewEvent;
import io.glancesync.overview.Pace;
import io.glancesync.overview.TransferOverview;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult.RegionOutcome;
import io.glancesync.report.RunReport.RunOutcome;
import io.glancesync.report.TransferResult.TransferOutcome;
import io.glancesync.transfer.TransferPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event as the contract has it. */
class EventAnswersTest {
  private static final String RUN = "20261126T230500.120Z";
  private static final Instant TIME = Instant.parse("2026-11-26T23:05:01.123456789Z");
  private static final RegionName BURGOS = RegionName.of("Burgos");

  private static final LetterOverview LETTER =
      new LetterOverview(
          "0c1d", BURGOS, "a", Action.UPLOAD, ErrorClass.PERMANENT, "413", "more", TIME, TIME, 2);

  private static TransferOverview transfer(TransferPhase phase) {
    return new TransferOverview(
        RUN,
        BURGOS,
        "a",
        Action.UPLOAD,
        phase,
        TIME,
        new Pace(1, 3_000_000_000L, 10),
        1,
        Optional.of(TIME),
        Optional.of("req-1"));
  }

  static Stream<Happening> all() {
    TransferOverview transfer = transfer(TransferPhase.SENDING);
    return Stream.of(
        new Happening.RunQueued("c3b0d1f4-7a52-4c0e-9a35-6f0d2b1a9e77", "alice"),
        new Happening.RunBegun(RUN, Optional.of("schedule hourly")),
        new Happening.RunBegun(RUN, Optional.empty()),
        new Happening.RunEnded(RUN, RunOutcome.CHANGED),
        new Happening.RegionPlanned(BURGOS, 3, 3_000_000_000L),
        new Happening.RegionEnded(BURGOS, RegionOutcome.DONE, Optional.empty()),
        new Happening.RegionEnded(BURGOS, RegionOutcome.FAILED, Optional.of("it")),
        new Happening.RegionUnreachable(RegionName.of("other:Madrid"), "no answer"),
        new Happening.RegionBack(BURGOS),
        new Happening.HeldBackByGuard(BURGOS, 20, "too many"),
        new Happening.TransferBegun(transfer),
        new Happening.TransferRetried(transfer(TransferPhase.WAITING_FOR_RETRY)),
        new Happening.TransfersProgressed(List.of(transfer)),
        new Happening.TransferEnded(
            RUN, BURGOS, "a", Action.AMI, TransferOutcome.DONE, 0, Optional.empty()),
        new Happening.TransferEnded(
            RUN, BURGOS, "a", Action.HIDE, TransferOutcome.FAILED, 0, Optional.of("it")),
        new Happening.LetterKept(LETTER),
        new Happening.LetterClosed(LETTER),
        new Happening.ScheduleDue("hourly", TIME),
        new Happening.ScheduleSkipped("hourly", TIME, "paused"),
        new Happening.ScheduleMissed("hourly", TIME),
        new Happening.EditTaken(List.of("conf/glancesync.conf")),
        new Happening.EditRefused("line 3"));
  }

  private static List<String> errors(JsonNode event) {
    return Contract.SHIPPED.errors("/components/schemas/Event", event);
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_event(Happening what) {
    JsonNode event = EventAnswers.node(new OverviewEvent(4711, TIME, what));
    assertThat(errors(event)).isEmpty();
    assertThat(event.path("id").asLong()).isEqualTo(4711);
    assertThat(event.path("type").asText()).isEqualTo(what.type());
    assertThat(event.path("time").asText()).isEqualTo("2026-11-26T23:05:01.123Z");
  }

  @Test
  void all_kinds_are_looked_at() {
    assertThat(all().map(Object::getClass).collect(toSet()))
        .containsExactlyInAnyOrder(Happening.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(TransferPhase.class)
  void whatever_a_transfer_does(TransferPhase phase) {
    var begun = new OverviewEvent(1, TIME, new Happening.TransferBegun(transfer(phase)));
    assertThat(errors(EventAnswers.node(begun))).isEmpty();
  }
}
