package io.glancesync;

import io.glancesync.api.Build;
import io.glancesync.cli.display.CompositeProgress;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.content.Spool;
import io.glancesync.copy.AnswerVerifier;
import io.glancesync.copy.ContentProvider;
import io.glancesync.copy.CopyRequests;
import io.glancesync.copy.CopySteps;
import io.glancesync.copy.DeliveryCheck;
import io.glancesync.copy.DropCheck;
import io.glancesync.copy.RemovalSteps;
import io.glancesync.copy.SpareCopyCleanup;
import io.glancesync.copy.UpdateSteps;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.RetryAfter;
import io.glancesync.event.EventPublisher;
import io.glancesync.event.FailureNotices;
import io.glancesync.file.RuntimeData;
import io.glancesync.http.RequestSettings;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.limit.Capacity;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.OutageListener;
import io.glancesync.limit.PhaseThreadPool;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.limit.RegionThreadPool;
import io.glancesync.log.SecretEvents;
import io.glancesync.members.MemberCollector;
import io.glancesync.members.SharingSteps;
import io.glancesync.metrics.HostState;
import io.glancesync.metrics.MetricsFileWriter;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.ListingReader;
import io.glancesync.openstack.MembersJson;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.openstack.TokenCache;
import io.glancesync.openstack.request.RequestFactory;
import io.glancesync.overview.Overview;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.overview.file.ProgressWriter;
import io.glancesync.plan.OtherSenders;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.property.BandwidthKeys;
import io.glancesync.property.CapacityKeys;
import io.glancesync.region.RegionName;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.reload.RouteFolder;
import io.glancesync.report.RunReportStore;
import io.glancesync.route.Acquirers;
import io.glancesync.route.AdmitTransfer;
import io.glancesync.route.Admitter;
import io.glancesync.route.BeforeRunHook;
import io.glancesync.route.ChooseRetryDelay;
import io.glancesync.route.ContainedStop;
import io.glancesync.route.Errors;
import io.glancesync.route.EventSender;
import io.glancesync.route.LiveSecrets;
import io.glancesync.route.LoggingContext;
import io.glancesync.route.NewTries;
import io.glancesync.route.NoteAttempt;
import io.glancesync.route.OptionalPartFallback;
import io.glancesync.route.PrepareDownload;
import io.glancesync.route.RedactingConsoleResolver;
import io.glancesync.route.RenewToken;
import io.glancesync.route.ResumePermit;
import io.glancesync.route.RouteErrors;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.route.ScheduleTemplate;
import io.glancesync.route.SuspendPermit;
import io.glancesync.route.Webhook;
import io.glancesync.run.DeadLetterService;
import io.glancesync.run.InventoryCollector;
import io.glancesync.run.MasterGuard;
import io.glancesync.run.PauseFile;
import io.glancesync.run.Progress;
import io.glancesync.run.RegionDispatcher;
import io.glancesync.run.RegionResolver;
import io.glancesync.run.RemovalNotices;
import io.glancesync.run.RequestedRuns;
import io.glancesync.run.Run;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunPlanner;
import io.glancesync.run.RunResources;
import io.glancesync.run.RunTracker;
import io.glancesync.run.RunTurns;
import io.glancesync.run.TransferOrder;
import io.glancesync.run.TransferTracker;
import io.glancesync.schedule.SchedulePauseFile;
import io.glancesync.schedule.ScheduleService;
import io.glancesync.store.RuntimeStores;
import io.glancesync.time.Clocks;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.Transfer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsoleResolver;
import org.apache.camel.spi.Registry;

/** The beans that the routes call, by the names that the routes use. */
final class Beans implements AutoCloseable {
  private final CamelContext context;
  private final Path home;
  private final Path data;
  private final CurrentConfiguration configuration;
  private final OverviewTracker overview;
  private final ProgressWriter progressWriter;
  private final MetricsFileWriter metricsFileWriter;
  private final Traces traces;
  private final Progress progress;
  private final Clocks clocks;
  private final ApplicationProperties properties;
  private final BeforeRunHook beforeRunHook = new BeforeRunHook();
  private final RuntimeFiles files;
  private final TokenCache tokenCache;
  private final LiveSecrets secrets;
  private final RetryAfter retryAfter;
  private final ErrorMapper errorMapper;
  private final ExecutorService transferWorkers = Executors.newCachedThreadPool(Beans::worker);
  private final PhaseThreadPool phaseWorkers = new PhaseThreadPool();
  private final Capacity capacity;
  private final ConcurrencyLimiter limiter;
  private final ContentProvider contentProvider;
  private final HttpClients httpClients;
  private final Spool spool;
  private final DeadLetterService deadLetters;
  private final BandwidthLimiter bandwidth;
  private final Errors errors = new Errors();
  private final ListingReader listingReader;
  private final RunResources resources;
  private final MasterGuard masterGuard;
  private final RunTracker runTracker;
  private final TransferTracker transferTracker;
  private final RunLock runLock;
  private final ScheduleService scheduleService;
  private final OverviewFeed overviewFeed;
  private final ScheduleRoutes scheduleRoutes;
  private final ScheduleTemplate scheduleTemplate;

  /**
   * @param home the folder that holds {@code routes} and {@code conf}
   * @param data the folder {@code var}
   * @param isService whether this process ends in order when it is told to
   */
  Beans(
      CamelContext context,
      Path home,
      Path data,
      CurrentConfiguration configuration,
      Progress display,
      Clocks clocks,
      boolean isService) {
    this.context = context;
    this.home = home;
    this.data = data;
    this.configuration = configuration;
    // first, so that the others find in it what they are told
    overview = new OverviewTracker(clocks);
    progressWriter = new ProgressWriter(data, overview::overview);
    metricsFileWriter =
        new MetricsFileWriter(
            this::metricsFile, this::metricsView, this::hostState, this::isServed);
    properties = new ApplicationProperties(new CamelProperties(context));
    traces = Traces.of(properties, isService);
    progress =
        new CompositeProgress(
            Stream.concat(
                    Stream.of(overview, display, progressWriter, metricsFileWriter),
                    Stream.concat(
                        traces.listeners().stream(),
                        Stream.of(new EventPublisher(new EventSender(context)))))
                .toList());
    this.clocks = clocks;
    Clock clock = clocks.wall();
    files =
        new RuntimeFiles(
            data,
            clock,
            new RuntimeStores.StoreSettings(
                () -> properties.deadLetter().maxWait(),
                () -> properties.number("glancesync.reports.max-count")));
    tokenCache = new TokenCache(configuration, clock, clocks.ticker());
    var optionalParts = new OptionalParts();
    listingReader =
        new ListingReader(
            this::listTimeout, Ticker.REAL::nanos, optionalParts, tokenCache::address);
    retryAfter = new RetryAfter(clock, () -> properties.retry().maxDelay());
    secrets = new LiveSecrets(configuration, tokenCache);
    SecretEvents.hide(secrets::redaction);
    errorMapper =
        new ErrorMapper(
            () -> configuration.get().masterRegion(),
            it -> configuration.get().targetOf(it).credential().shown(),
            tokenCache::project,
            retryAfter,
            secrets::hidden);
    deadLetters =
        new DeadLetterService(
            files.letters(),
            errorMapper,
            configuration,
            progress,
            properties::deadLetter,
            this::runOf,
            clock);
    httpClients =
        new HttpClients(properties::request, configuration, clocks.ticker(), traces.client());
    spool =
        new Spool(
            data.resolve("spool"),
            () -> properties.spool().maxSize(),
            () -> properties.spool().maxWait());
    bandwidth = new BandwidthLimiter(this::allowance, clock);
    capacity = new CapacityKeys(properties);
    limiter = new ConcurrencyLimiter(capacity);
    var workers = new RegionThreadPool();
    resources =
        new RunResources(
            workers,
            spool,
            new RegionAvailability(
                errorMapper, workers, properties::region, clocks, new OutageRelay(progress)),
            optionalParts);
    masterGuard = new MasterGuard(properties::guards, files.counts());
    runTracker =
        new RunTracker(
            configuration,
            new Fingerprint(configuration, properties, new RouteFolder(home.resolve("routes"))),
            errorMapper,
            resources,
            masterGuard,
            files.tallies(),
            files.pauses(),
            progress,
            clocks);
    transferTracker =
        new TransferTracker(
            runTracker, errorMapper, resources.availability(), progress, spool, clocks.ticker());
    runLock = new RunLock(files.turns(), new RuntimeData(data));
    scheduleTemplate = new ScheduleTemplate(context);
    scheduleService =
        new ScheduleService(
            properties::schedules,
            () -> configuration.get().maxChildren(),
            scheduleTemplate::isByCron,
            files.scheduleHistory(),
            files.schedulePauses(),
            clock,
            new OverviewFeed.ScheduleRelay(overview));
    overviewFeed =
        new OverviewFeed(overview, files.letters(), files.pauses(), scheduleService, clock);
    scheduleRoutes = new ScheduleRoutes(context);
    contentProvider =
        new ContentProvider(configuration, spool, limiter, bandwidth, progress, clock);
  }

  /** Passes on which regions are down. */
  private record OutageRelay(Progress progress) implements OutageListener {
    @Override
    public void down(RegionName region, String why) {
      progress.unreachable(region, why);
    }

    @Override
    public void up(RegionName region) {
      progress.reachable(region);
    }
  }

  private Optional<Path> metricsFile() {
    return properties.metricsFile(home);
  }

  /** The view, with what lies in files now. */
  Overview metricsView() {
    overviewFeed.poll();
    return overview.overview();
  }

  private boolean isServed() {
    return files.isServing();
  }

  /** What metrics tell of this host. */
  HostState hostState() {
    return new HostState(
        Build.ofThisProgram().version(),
        spool.size(),
        properties.spool().maxSize(),
        bandwidth.inForce());
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "transfer");
    thread.setDaemon(true);
    return thread;
  }

  Traces traces() {
    return traces;
  }

  Clocks clocks() {
    return clocks;
  }

  LiveSecrets secrets() {
    return secrets;
  }

  /** The address of the Keystone of the target {@code master}. */
  String keystone() {
    return tokenCache.keystone(configuration.get().masterRegion());
  }

  ErrorMapper failures() {
    return errorMapper;
  }

  Errors errors() {
    return errors;
  }

  BeforeRunHook changes() {
    return beforeRunHook;
  }

  RunTracker runTracker() {
    return runTracker;
  }

  OverviewFeed overviewFeed() {
    return overviewFeed;
  }

  MetricsFileWriter metricsFileWriter() {
    return metricsFileWriter;
  }

  OverviewTracker overview() {
    return overview;
  }

  RunLock runLock() {
    return runLock;
  }

  RunTurns turns() {
    return files.turns();
  }

  Journal journal() {
    return files.journal();
  }

  ScheduleService scheduleService() {
    return scheduleService;
  }

  ScheduleRoutes scheduleRoutes() {
    return scheduleRoutes;
  }

  ApplicationProperties properties() {
    return properties;
  }

  SchedulePauseFile schedulePauses() {
    return files.schedulePauses();
  }

  PauseFile pauses() {
    return files.pauses();
  }

  DeadLetterStore letters() {
    return files.letters();
  }

  RunReportStore reports() {
    return files.reports();
  }

  RefusedEdits refusedEdits() {
    return files.refusedEdits();
  }

  BandwidthLimiter limits() {
    return bandwidth;
  }

  private BandwidthLimits allowance() {
    return new BandwidthKeys(properties, configuration.get().targets().keySet()).allowance();
  }

  /**
   * Recognises current uploads of other GlanceSyncs. An active sender is silent at most as long as
   * this GlanceSync would be.
   */
  private OtherSenders others(RegionName region) {
    RequestSettings request = properties.request();
    return new OtherSenders(
        tokenCache.now(region), request.stallTimeout().plus(request.storeTimeout()));
  }

  /** Binds the beans for the routes. */
  void bind() {
    // the logger of a log step without a name
    context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "glancesync.route.${routeId}");
    context
        .getCamelContextExtension()
        .addContextPlugin(DevConsoleResolver.class, new RedactingConsoleResolver(secrets::hidden));
    Registry beans = context.getRegistry();
    bindRuns(beans);
    bindRequests(beans);
    bindTransfers(beans);
    new CheckBeans(
            home,
            data,
            files,
            configuration,
            properties,
            tokenCache,
            errorMapper,
            deadLetters,
            spool,
            contentProvider,
            this::allowance,
            scheduleTemplate::isByCron,
            context::getRoutesSize,
            clocks)
        .bind(beans);
    bindService(beans);
  }

  private void bindRuns(Registry beans) {
    beans.bind("regionAvailability", resources.availability());
    beans.bind("regionResolver", new RegionResolver(configuration, tokenCache, errorMapper));
    beans.bind("inventoryCollector", new InventoryCollector(tokenCache, errorMapper));
    beans.bind("memberCollector", new MemberCollector(configuration, tokenCache, errorMapper));
    beans.bind("regionThreadPool", resources.workers());
    beans.bind("transferOrder", new TransferOrder(capacity));
    var regionDispatcher = new RegionDispatcher(tokenCache, capacity, resources);
    beans.bind("regionDispatcher", regionDispatcher);
    beans.bind("acquireRegion", Acquirers.region(regionDispatcher));
    beans.bind(
        "runPlanner",
        new RunPlanner(
            configuration,
            tokenCache,
            masterGuard,
            files.memories(),
            files.pins(),
            deadLetters,
            clocks.wall(),
            spool,
            progress));
    beans.bind("runTracker", runTracker);
    beans.bind("removalNotices", new RemovalNotices(runTracker));
    beans.bind("transferTracker", transferTracker);
    beans.bind("acquireTakenTransfer", Acquirers.takenTransfer(transferTracker));
    beans.bind("admitter", new Admitter(context, transferTracker));
    beans.bind("admitTransfer", new AdmitTransfer(limiter, transferTracker));
    beans.bind("runLock", runLock);
    beans.bind("acquireRunLock", Acquirers.runLock(runLock));
    beans.bind("requestedRuns", new RequestedRuns(() -> configuration.get().maxChildren()));
    beans.bind("runReportStore", files.reports());
    beans.bind(
        "failureNotices",
        new FailureNotices(
            data.resolve("failures.json"),
            progress,
            () -> configuration.get().masterRegion(),
            runTracker::isEnding));
    beans.bind("loggingContext", new LoggingContext());
    traces.requests().ifPresent(it -> beans.bind("tracedRequests", it));
    beans.bind("errors", errors);
  }

  private void bindRequests(Registry beans) {
    beans.bind("tokenCache", tokenCache);
    beans.bind("errorMapper", errorMapper);
    beans.bind("renewToken", new RenewToken(tokenCache, context));
    var noteAttempt = new NoteAttempt(clocks.wall());
    beans.bind("noteAttempt", noteAttempt);
    beans.bind("newTries", new NewTries());
    beans.bind(
        "beforeRetryDelay",
        noteAttempt.and(
            new ChooseRetryDelay(retryAfter), new SuspendPermit(limiter, transferTracker)));
    beans.bind("afterRetryDelay", new ResumePermit(limiter, transferTracker));
    beans.bind("requests", new RequestFactory());
    beans.bind("glance", new Glance(tokenCache::address));
    beans.bind("membersJson", new MembersJson(tokenCache::address));
    beans.bind("optionalParts", resources.optionalParts());
    beans.bind("optionalPartFallback", new OptionalPartFallback(resources.optionalParts()));
    beans.bind("listingReader", listingReader);
    httpClients.bind(beans);
  }

  private Duration listTimeout(String target) {
    return configuration.get().target(target).listImagesTimeout();
  }

  private void bindTransfers(Registry beans) {
    beans.bind("limiter", limiter);
    beans.bind("phaseThreadPool", phaseWorkers);
    beans.bind("transferThreadPool", transferWorkers);
    var copySteps = new CopySteps(tokenCache::projectId, this::others);
    beans.bind("copySteps", copySteps);
    beans.bind("copyRequests", new CopyRequests(copySteps));
    beans.bind("spareCopyCleanup", new SpareCopyCleanup(this::others));
    beans.bind("contentProvider", contentProvider);
    beans.bind("dropCheck", new DropCheck());
    beans.bind("acquireSource", Acquirers.source(contentProvider));
    beans.bind("acquirePermit", Acquirers.download(limiter));
    beans.bind("prepareDownload", new PrepareDownload());
    beans.bind("answerVerifier", new AnswerVerifier());
    beans.bind(
        "deliveryCheck",
        new DeliveryCheck(clocks.ticker(), () -> properties.request().storeTimeout()));
    beans.bind("bandwidthLimiter", bandwidth);
    beans.bind("removalSteps", new RemovalSteps());
    beans.bind("updateSteps", new UpdateSteps(tokenCache, listingReader));
    beans.bind("sharingSteps", new SharingSteps(configuration, tokenCache, files.journal()));
    beans.bind("journal", files.journal());
    beans.bind("deadLetterStore", files.letters());
    beans.bind("deadLetterService", deadLetters);
  }

  private Run runOf(Transfer transfer) {
    return runTracker.of(transfer);
  }

  private void bindService(Registry beans) {
    beans.bind("scheduleService", scheduleService);
    beans.bind("scheduleRoutes", scheduleRoutes);
    beans.bind("beforeRun", beforeRunHook);
    beans.bind("containedStop", new ContainedStop());
    beans.bind("routeErrors", new RouteErrors(secrets::hidden));
    beans.bind("webhook", new Webhook(() -> properties.webhook().orElseThrow(), secrets));
  }

  /** Ends threads that Camel does not know. */
  @Override
  public void close() {
    traces.end().run();
    progressWriter.close();
    metricsFileWriter.close();
    httpClients.close();
    resources.workers().shutdown();
    phaseWorkers.shutdown();
    transferWorkers.shutdown();
  }
}
