package io.glancesync;

import io.glancesync.api.Build;
import io.glancesync.api.CallerCheck;
import io.glancesync.api.HttpSettings;
import io.glancesync.api.KnownRegions;
import io.glancesync.api.asked.RunQueue;
import io.glancesync.api.v2.BandwidthAnswers;
import io.glancesync.api.v2.CheckAnswers;
import io.glancesync.api.v2.EventAnswers;
import io.glancesync.api.v2.KnownRuns;
import io.glancesync.api.v2.LetterAnswers;
import io.glancesync.api.v2.PauseAnswers;
import io.glancesync.api.v2.RegionAnswers;
import io.glancesync.api.v2.RunAnswers;
import io.glancesync.api.v2.ScheduleAnswers;
import io.glancesync.api.v2.ServiceAnswers;
import io.glancesync.api.v2.StatusAnswers;
import io.glancesync.api.v2.TransferAnswers;
import io.glancesync.api.v2.WishAnswers;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.overview.Overview;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** What the paths of version 2 of the API answer. */
record VersionTwoBeans(Beans beans, CurrentConfiguration configuration, RunQueue asked) {
  /**
   * @param started when this process began
   */
  void bind(
      Registry registry,
      Supplier<HttpSettings> http,
      CallerCheck callers,
      KnownRegions known,
      Instant started) {
    Supplier<Overview> view = beans::metricsView;
    Runnable changed = beans.overviewFeed()::refresh;
    Clock clock = beans.clocks().wall();
    registry.bind("runQueue", asked);
    registry.bind(
        "serviceAnswers",
        new ServiceAnswers(
            view,
            http,
            callers,
            () -> beans.properties().inForce(configuration.get().targets().keySet()),
            beans.schedulePauses(),
            Build.ofThisProgram(),
            started));
    registry.bind("bandwidthAnswers", new BandwidthAnswers(beans.limits(), view, clock));
    var regions = new RegionAnswers(view, () -> configuration.get().masterRegion());
    registry.bind("regionAnswers", regions);
    registry.bind(
        "pauseAnswers",
        new PauseAnswers(
            beans.pauses(), () -> configuration.get().masterRegion(), changed, regions, clock));
    registry.bind("statusAnswers", new StatusAnswers(view, regions));
    var runs =
        new RunAnswers(new KnownRuns(view, beans.reports(), asked, beans.runTracker()), asked);
    registry.bind("runAnswers", runs);
    registry.bind("transferAnswers", new TransferAnswers(view));
    registry.bind("eventAnswers", new EventAnswers(beans.overview().events()));
    var letters = new LetterAnswers(beans.letters(), changed);
    registry.bind("letterAnswers", letters);
    var schedules = new ScheduleAnswers(view, beans.schedulePauses(), clock);
    registry.bind("scheduleAnswers", schedules);
    registry.bind(
        "wishAnswers",
        new WishAnswers(
            asked,
            known,
            runs,
            beans.letters(),
            letters,
            schedules,
            () -> configuration.get().targets().keySet()));
    registry.bind("checkAnswers", new CheckAnswers(clock, beans.clocks().ticker()));
  }
}
