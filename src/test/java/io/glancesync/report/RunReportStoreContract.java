package io.glancesync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.glancesync.file.ReportJson;
import io.glancesync.file.ReportJsonTest;
import io.glancesync.region.RegionName;
import io.glancesync.report.RegionResult.RegionOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of run reports does. */
public abstract class RunReportStoreContract {
  private static final RegionResult DONE =
      new RegionResult(RegionName.of("Burgos"), RegionOutcome.DONE, Optional.empty());

  /**
   * The reports as a process that starts now finds them; what earlier ones of the same test kept is
   * there.
   *
   * @param most how many reports it keeps at most
   */
  protected abstract RunReportStore reports(int most);

  /** A report of a run that began on that day of January. */
  protected static RunReport report(int day) {
    return report(day, List.of());
  }

  private static RunReport report(int day, List<RegionResult> regions) {
    return new RunReport(
        id(day), Instant.EPOCH, Instant.EPOCH, false, regions, List.of(), List.of());
  }

  protected static String id(int day) {
    return "203001%02dT000000.000Z".formatted(day);
  }

  @Test
  void before_the_first_run_there_is_none() {
    assertThat(reports(5).ids()).isEmpty();
    assertThat(reports(5).text(id(1))).isEmpty();
    assertThat(reports(5).report(id(1))).isEmpty();
  }

  @Test
  void a_report_is_read_as_it_was_kept() {
    RunReport full = ReportJsonTest.aReport();
    reports(5).keep(full);

    assertThat(reports(5).ids()).containsExactly(full.run());
    assertThat(reports(5).text(full.run())).contains(ReportJson.text(full));
    assertThat(reports(5).report(full.run()))
        .contains(
            new RunReport(
                full.run(),
                full.started().truncatedTo(ChronoUnit.MILLIS),
                full.finished(),
                full.begunBy(),
                full.dryRun(),
                full.regions(),
                full.transfers(),
                full.warnings()));
  }

  @Test
  void a_report_of_the_same_run_is_replaced() {
    RunReport second = report(1, List.of(DONE));
    reports(5).keep(report(1));
    reports(5).keep(second);

    assertThat(reports(5).ids()).containsExactly(id(1));
    assertThat(reports(5).text(id(1))).contains(ReportJson.text(second));
  }

  @Test
  void the_newest_is_first_whatever_was_kept_first() {
    for (int day : new int[] {2, 1, 3}) {
      reports(5).keep(report(day));
    }

    assertThat(reports(5).ids()).containsExactly(id(3), id(2), id(1));
  }

  @Test
  void the_oldest_go_when_there_are_too_many() {
    IntStream.rangeClosed(1, 5).forEach(day -> reports(3).keep(report(day)));

    assertThat(reports(3).ids()).containsExactly(id(5), id(4), id(3));
    assertThat(reports(3).report(id(2))).isEmpty();
  }

  @Test
  void how_many_are_kept_may_change() {
    IntStream.rangeClosed(1, 5).forEach(day -> reports(5).keep(report(day)));

    reports(2).keep(report(6));

    assertThat(reports(5).ids()).containsExactly(id(6), id(5));
  }
}
