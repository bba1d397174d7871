package io.glancesync;

import io.glancesync.check.BandwidthChecks;
import io.glancesync.check.FolderChecks;
import io.glancesync.check.HostChecks;
import io.glancesync.check.MetricsFileChecks;
import io.glancesync.check.NameChecks;
import io.glancesync.check.PauseChecks;
import io.glancesync.check.PortChecks;
import io.glancesync.check.ScheduleChecks;
import io.glancesync.check.SpoolChecks;
import io.glancesync.check.TargetChecks;
import io.glancesync.check.WithdrawalChecks;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.content.Spool;
import io.glancesync.copy.ContentProvider;
import io.glancesync.error.ErrorMapper;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.openstack.TokenCache;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.property.HttpKeys;
import io.glancesync.report.Check;
import io.glancesync.run.DeadLetterService;
import io.glancesync.time.Clocks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/** The beans that the command {@code check} calls, by the names that the routes use. */
final class CheckBeans {
  private final Path home;
  private final Path data;
  private final RuntimeFiles files;
  private final CurrentConfiguration configuration;
  private final ApplicationProperties properties;
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;
  private final DeadLetterService deadLetters;
  private final Spool spool;
  private final ContentProvider contentProvider;
  private final Supplier<BandwidthLimits> allowance;
  private final BooleanSupplier isByCron;
  private final IntSupplier routes;
  private final Clocks clocks;

  CheckBeans(
      Path home,
      Path data,
      RuntimeFiles files,
      CurrentConfiguration configuration,
      ApplicationProperties properties,
      TokenCache tokenCache,
      ErrorMapper errorMapper,
      DeadLetterService deadLetters,
      Spool spool,
      ContentProvider contentProvider,
      Supplier<BandwidthLimits> allowance,
      BooleanSupplier isByCron,
      IntSupplier routes,
      Clocks clocks) {
    this.home = home;
    this.data = data;
    this.files = files;
    this.configuration = configuration;
    this.properties = properties;
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
    this.deadLetters = deadLetters;
    this.spool = spool;
    this.contentProvider = contentProvider;
    this.allowance = allowance;
    this.isByCron = isByCron;
    this.routes = routes;
    this.clocks = clocks;
  }

  void bind(Registry beans) {
    Clock clock = clocks.wall();
    var pauses = new PauseChecks(files.pauses(), clock);
    beans.bind(
        "targetChecks",
        new TargetChecks(
            configuration, tokenCache, errorMapper, clocks.ticker(), pauses::isLeftOut));
    beans.bind(
        "nameChecks",
        new NameChecks(configuration, properties::schedules, pauses::paused, tokenCache));
    beans.bind(
        "withdrawalChecks",
        new WithdrawalChecks(
            configuration,
            tokenCache,
            properties::guards,
            files.counts(),
            files.memories(),
            files.pins(),
            clock));
    beans.bind("spoolChecks", new SpoolChecks(configuration, spool, contentProvider));
    var http = new HttpKeys(properties);
    var folders = new FolderChecks(data, home.resolve("routes"), routes);
    beans.bind(
        "hostChecks",
        new HostChecks(
            List.of(
                folders::data,
                () -> List.of(deadLetters.check()),
                pauses::all,
                folders::routes,
                this::settings,
                files.checks()::all,
                new MetricsFileChecks(() -> properties.metricsFile(home))::all,
                new PortChecks(http::settings, http::management, files::isServing)::all,
                new BandwidthChecks(allowance, configuration, tokenCache, clock)::all,
                this::edits,
                new ScheduleChecks(
                        properties::schedules,
                        isByCron,
                        files.scheduleHistory(),
                        files::isServing,
                        clock)
                    ::all)));
  }

  private List<Check> settings() {
    List<String> all = properties.inForce(configuration.get().targets().keySet());
    return List.of(Check.ok("settings", String.join(", ", all)));
  }

  private List<Check> edits() {
    List<String> refused = files.isServing() ? files.refusedEdits().all() : List.of();
    return refused.stream().map(it -> Check.failed("edits", it)).toList();
  }
}
