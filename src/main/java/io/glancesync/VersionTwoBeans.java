package io.glancesync;

import io.glancesync.api.Build;
import io.glancesync.api.CallerCheck;
import io.glancesync.api.HttpSettings;
import io.glancesync.api.v2.CheckAnswers;
import io.glancesync.api.v2.EventAnswers;
import io.glancesync.api.v2.LetterAnswers;
import io.glancesync.api.v2.RegionAnswers;
import io.glancesync.api.v2.RunAnswers;
import io.glancesync.api.v2.ScheduleAnswers;
import io.glancesync.api.v2.ServiceAnswers;
import io.glancesync.api.v2.StatusAnswers;
import io.glancesync.api.v2.TransferAnswers;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.file.PastRuns;
import io.glancesync.overview.Overview;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** What the paths of version 2 of the API answer. */
record VersionTwoBeans(Beans beans, CurrentConfiguration configuration, Path data) {
  /**
   * @param started when this process began
   */
  void bind(Registry registry, Supplier<HttpSettings> http, CallerCheck callers, Instant started) {
    Supplier<Overview> view = beans::metricsView;
    registry.bind(
        "serviceAnswers",
        new ServiceAnswers(
            view,
            http,
            callers,
            () -> beans.properties().inForce(configuration.get().targets().keySet()),
            beans.limits()::inForce,
            Build.ofThisProgram(),
            started));
    registry.bind("regionAnswers", new RegionAnswers(view));
    registry.bind("statusAnswers", new StatusAnswers(view));
    registry.bind("runAnswers", new RunAnswers(view, new PastRuns(data)));
    registry.bind("transferAnswers", new TransferAnswers(view));
    registry.bind("eventAnswers", new EventAnswers(beans.overview().events()));
    registry.bind("letterAnswers", new LetterAnswers(beans.letters()));
    registry.bind("scheduleAnswers", new ScheduleAnswers(view));
    registry.bind("checkAnswers", new CheckAnswers(beans.clocks().wall(), beans.clocks().ticker()));
  }
}
