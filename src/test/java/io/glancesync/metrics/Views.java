package io.glancesync.metrics;

import io.glancesync.SettableClock;
import io.glancesync.limit.RatesInForce;
import io.glancesync.overview.ImageMatrix;
import io.glancesync.overview.LetterOverview;
import io.glancesync.overview.Overview;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.RegionOverview;
import io.glancesync.overview.RunOverview;
import io.glancesync.overview.ScheduleOverview;
import io.glancesync.overview.Totals;
import io.glancesync.overview.TransferOverview;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import io.glancesync.time.Clocks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views of what is going on, as metrics are made of them. */
final class Views {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  static final HostState HOST = new HostState("1.2.3", 0, 0, RatesInForce.NONE);
  static final Totals NO_TOTALS =
      new Totals(Map.of(), Map.of(), 0, Map.of(), Map.of(), Map.of(), Map.of());

  private final ImageMatrix matrix;
  private List<RegionOverview> regions = List.of();
  private List<TransferOverview> transfers = List.of();
  private List<LetterOverview> letters = List.of();
  private List<ScheduleOverview> schedules = List.of();
  private List<RegionPause> pauses = List.of();
  private List<String> refusedEdits = List.of();
  private Totals totals = NO_TOTALS;

  private Views() {
    var clock = new SettableClock();
    matrix = new OverviewTracker(new Clocks(clock, clock.ticks())).overview().matrix();
  }

  static Views aView() {
    return new Views();
  }

  static RegionOverview region(String name) {
    return region(RegionName.of(name));
  }

  static RegionOverview regionOfMaster(String name) {
    return region(new RegionName(RegionName.MASTER_TARGET, name));
  }

  private static RegionOverview region(RegionName name) {
    return new RegionOverview(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        0,
        Map.of(),
        Optional.empty());
  }

  Views regions(RegionOverview... all) {
    regions = List.of(all);
    return this;
  }

  Views transfers(TransferOverview... all) {
    transfers = List.of(all);
    return this;
  }

  Views letters(LetterOverview... all) {
    letters = List.of(all);
    return this;
  }

  Views schedules(ScheduleOverview... all) {
    schedules = List.of(all);
    return this;
  }

  Views pauses(RegionPause... all) {
    pauses = List.of(all);
    return this;
  }

  Views refusedEdits(String... all) {
    refusedEdits = List.of(all);
    return this;
  }

  Views totals(Totals now) {
    totals = now;
    return this;
  }

  Overview build() {
    return new Overview(
        "epoch",
        NOW,
        regions,
        matrix,
        List.<RunOverview>of(),
        transfers,
        letters,
        schedules,
        pauses,
        refusedEdits,
        totals);
  }

  /** As a server reads it. */
  static Exposition read(Overview view, HostState host) {
    return Exposition.parse(MetricsText.of(new MetricsCollector(() -> view, () -> host).collect()));
  }

  Exposition read() {
    return read(build(), HOST);
  }
}
