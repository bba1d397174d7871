package io.glancesync;

import io.glancesync.check.BandwidthChecks;
import io.glancesync.check.DataChecks;
import io.glancesync.check.NameChecks;
import io.glancesync.check.ScheduleChecks;
import io.glancesync.check.SpoolChecks;
import io.glancesync.check.TargetChecks;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.credential.Tls;
import io.glancesync.content.Spool;
import io.glancesync.content.WriteTimeout;
import io.glancesync.copy.AnswerVerifier;
import io.glancesync.copy.ContentProvider;
import io.glancesync.copy.CopySteps;
import io.glancesync.copy.DeliveryCheck;
import io.glancesync.copy.SpareCopyCleanup;
import io.glancesync.copy.UpdateSteps;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.ErrorMapper;
import io.glancesync.error.RetryAfter;
import io.glancesync.file.RunReportStore;
import io.glancesync.http.AnswerGuard;
import io.glancesync.http.AnswerLimit;
import io.glancesync.http.DeadlineTimer;
import io.glancesync.http.TlsConnections;
import io.glancesync.http.WriteTimeoutInterceptor;
import io.glancesync.limit.BandwidthLimiter;
import io.glancesync.limit.BandwidthLimits;
import io.glancesync.limit.Capacity;
import io.glancesync.limit.ConcurrencyLimiter;
import io.glancesync.limit.RegionAvailability;
import io.glancesync.limit.RegionThreadPool;
import io.glancesync.log.SecretEvents;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.ListingReader;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.openstack.TokenCache;
import io.glancesync.plan.OtherSenders;
import io.glancesync.region.RegionName;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.route.BeforeRunHook;
import io.glancesync.route.Errors;
import io.glancesync.route.HostChecks;
import io.glancesync.route.LiveSecrets;
import io.glancesync.route.LoggingContext;
import io.glancesync.route.NewTries;
import io.glancesync.route.NoteAttempt;
import io.glancesync.route.OptionalPartFallback;
import io.glancesync.route.RegionQueues;
import io.glancesync.route.RenewToken;
import io.glancesync.route.ResumePermit;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.route.SuspendPermit;
import io.glancesync.route.WaitAsAsked;
import io.glancesync.route.Webhook;
import io.glancesync.run.DeadLetterService;
import io.glancesync.run.InventoryCollector;
import io.glancesync.run.MasterCounts;
import io.glancesync.run.ProcessLock;
import io.glancesync.run.Progress;
import io.glancesync.run.RegionResolver;
import io.glancesync.run.RemovalNotices;
import io.glancesync.run.RunLock;
import io.glancesync.run.RunTracker;
import io.glancesync.run.TransferTracker;
import io.glancesync.schedule.ScheduleHistory;
import io.glancesync.schedule.ScheduleService;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.TransferJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Registry;

/** The beans that the routes call, by the names that the routes use. */
final class Beans implements AutoCloseable {
  private static final long PAGE_BYTES = 64L << 20;

  /** The limit for an answer that is neither a page nor content. */
  private static final long ANSWER_BYTES = 1L << 20;

  private final CamelContext context;
  private final Path home;
  private final Path data;
  private final CurrentConfiguration configuration;
  private final Progress progress;
  private final Clock clock;
  private final Ticker ticker;
  private final ApplicationProperties properties;
  private final BeforeRunHook beforeRunHook = new BeforeRunHook();
  private final RefusedEdits refusedEdits;
  private final TokenCache tokenCache;
  private final LiveSecrets secrets;
  private final RetryAfter retryAfter;
  private final ErrorMapper errorMapper;
  private final RegionThreadPool workers = new RegionThreadPool();
  private final ExecutorService transferWorkers = Executors.newCachedThreadPool(Beans::worker);
  private final Capacity capacity;
  private final ConcurrencyLimiter limiter;
  private final ContentProvider contentProvider;
  private final ScheduleHistory scheduleHistory;
  private final WriteTimeout writeTimeout;
  private final WriteTimeoutInterceptor writeTimeoutInterceptor;
  private final DeadlineTimer deadlineTimer = new DeadlineTimer();
  private final Spool spool;
  private final MasterCounts counts;
  private final Journal journal;
  private final BandwidthLimiter bandwidth;
  private final Errors errors = new Errors();
  private final OptionalParts optionalParts = new OptionalParts();
  private final ListingReader listingReader;

  /**
   * @param home the folder that holds {@code routes} and {@code conf}
   * @param data the folder {@code var}
   */
  Beans(
      CamelContext context,
      Path home,
      Path data,
      CurrentConfiguration configuration,
      Progress progress,
      Clock clock,
      Ticker ticker) {
    this.context = context;
    this.home = home;
    this.data = data;
    this.configuration = configuration;
    this.progress = progress;
    this.clock = clock;
    this.ticker = ticker;
    properties = new ApplicationProperties(context);
    refusedEdits = new RefusedEdits(data.resolve("refused-edits.json"));
    tokenCache = new TokenCache(configuration, clock, ticker);
    listingReader =
        new ListingReader(
            this::listTimeout, Ticker.REAL::nanos, optionalParts, tokenCache::address);
    retryAfter = new RetryAfter(clock, properties::longestDelay);
    secrets = new LiveSecrets(configuration, tokenCache);
    SecretEvents.hide(secrets::redaction);
    errorMapper =
        new ErrorMapper(
            () -> configuration.get().masterRegion(),
            it -> configuration.get().targetOf(it).credential().shown(),
            retryAfter,
            secrets::hidden);
    scheduleHistory = new ScheduleHistory(data.resolve("schedules.json"));
    writeTimeout = new WriteTimeout(properties::stallTimeout, ticker);
    writeTimeoutInterceptor = new WriteTimeoutInterceptor(writeTimeout);
    counts = new MasterCounts(data.resolve("master-images.json"));
    journal = new Journal(data.resolve("in-flight"));
    spool = new Spool(data.resolve("spool"), properties::spoolLimit, properties::spoolPatience);
    bandwidth = new BandwidthLimiter(this::allowance, clock);
    capacity = new CapacityKeys(properties);
    limiter = new ConcurrencyLimiter(capacity);
    contentProvider =
        new ContentProvider(configuration, spool, limiter, bandwidth, progress, clock);
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "transfer");
    thread.setDaemon(true);
    return thread;
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

  RefusedEdits refusedEdits() {
    return refusedEdits;
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
    return new OtherSenders(tokenCache.now(region), properties.stallTimeout().plus(storeTimeout()));
  }

  private Duration storeTimeout() {
    return Duration.ofSeconds(properties.number("glancesync.store-timeout"));
  }

  /** Binds the beans for the routes. */
  void bind() {
    // the logger of a log step without a name
    context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "glancesync.route.${routeId}");
    Registry beans = context.getRegistry();
    bindRuns(beans);
    bindRequests(beans);
    bindTransfers(beans);
    bindChecks(beans);
    bindService(beans);
  }

  private void bindRuns(Registry beans) {
    var availability =
        new RegionAvailability(errorMapper, workers, properties::patience, clock, ticker);
    beans.bind("regionAvailability", availability);
    beans.bind("regionResolver", new RegionResolver(configuration, tokenCache, errorMapper));
    beans.bind("inventoryCollector", new InventoryCollector(tokenCache, errorMapper));
    beans.bind("regionThreadPool", workers);
    beans.bind("regionQueues", new RegionQueues(context, capacity));
    var runTracker =
        new RunTracker(
            configuration,
            tokenCache,
            errorMapper,
            workers,
            progress,
            availability,
            optionalParts,
            properties::guards,
            counts,
            spool,
            capacity,
            clock,
            ticker);
    beans.bind("runTracker", runTracker);
    beans.bind("removalNotices", new RemovalNotices(runTracker));
    beans.bind(
        "transferTracker",
        new TransferTracker(
            configuration, runTracker, errorMapper, availability, progress, spool, ticker));
    beans.bind("runLock", new RunLock(data));
    beans.bind(
        "runReportStore",
        new RunReportStore(data.resolve("runs"), () -> properties.number("glancesync.runs-kept")));
    beans.bind("loggingContext", new LoggingContext());
    beans.bind("errors", errors);
  }

  private void bindRequests(Registry beans) {
    beans.bind("tokenCache", tokenCache);
    beans.bind("errorMapper", errorMapper);
    beans.bind("renewToken", new RenewToken(tokenCache, context));
    var noteAttempt = new NoteAttempt(clock);
    beans.bind("noteAttempt", noteAttempt);
    beans.bind("newTries", new NewTries());
    beans.bind(
        "beforeRetryDelay",
        noteAttempt.and(new WaitAsAsked(retryAfter), new SuspendPermit(limiter)));
    beans.bind("afterRetryDelay", new ResumePermit(limiter));
    beans.bind("glance", new Glance(tokenCache::address));
    beans.bind("optionalParts", optionalParts);
    beans.bind("optionalPartFallback", new OptionalPartFallback(optionalParts));
    beans.bind("listingReader", listingReader);
    bindClients(beans);
  }

  /** Binds the HTTP clients that the routes name, by the kind of request. */
  private void bindClients(Registry beans) {
    int connect = properties.number("glancesync.connect-timeout");
    int response = properties.number("glancesync.response-timeout");
    beans.bind("tlsConnections", TlsConnections.of(connect, response));
    beans.bind("writeTimeout", writeTimeout);
    bindClient(beans, "writeTimeoutInterceptor", writeTimeoutInterceptor::configure);
    Duration answer = Duration.ofSeconds(connect + response);
    bindLimit(beans, "answerLimits", small("an answer", answer, "glancesync.response-timeout"));
    bindLimit(beans, "signInLimits", small("a sign-in", answer, "glancesync.response-timeout"));
    bindLimit(
        beans,
        "pageLimits",
        new AnswerLimit(
            "a page of its list of images",
            PAGE_BYTES,
            this::listTimeout,
            "list_images_timeout",
            false));
    bindLimit(
        beans,
        "downloadLimits",
        new AnswerLimit(
            "an image's content",
            Long.MAX_VALUE,
            target -> properties.stallTimeout(),
            "glancesync.stall-timeout",
            true));
    bindLimit(
        beans,
        "uploadLimits",
        small(
            "the answer to an upload",
            Duration.ofSeconds(properties.number("glancesync.store-timeout")),
            "glancesync.store-timeout"));
  }

  private static AnswerLimit small(String what, Duration time, String setting) {
    return new AnswerLimit(what, ANSWER_BYTES, target -> time, setting, false);
  }

  private void bindLimit(Registry beans, String name, AnswerLimit limit) {
    var guard = new AnswerGuard(limit, deadlineTimer, this::tls);
    bindClient(
        beans,
        name,
        client -> {
          writeTimeoutInterceptor.configure(client);
          guard.configure(client);
        });
  }

  private static void bindClient(Registry beans, String name, HttpClientConfigurer client) {
    beans.bind(name, client);
  }

  private Duration listTimeout(String target) {
    return configuration.get().target(target).listImagesTimeout();
  }

  private Tls tls(String target) {
    // a notification has no target
    return target.isEmpty() ? Tls.STANDARD : configuration.get().target(target).tls();
  }

  private void bindTransfers(Registry beans) {
    beans.bind("limiter", limiter);
    beans.bind("transferThreadPool", transferWorkers);
    beans.bind("copySteps", new CopySteps(tokenCache::projectId, this::others));
    beans.bind("spareCopyCleanup", new SpareCopyCleanup(this::others));
    beans.bind("contentProvider", contentProvider);
    beans.bind("answerVerifier", new AnswerVerifier());
    beans.bind("deliveryCheck", new DeliveryCheck(ticker, this::storeTimeout));
    beans.bind("bandwidthLimiter", bandwidth);
    beans.bind("updateSteps", new UpdateSteps(tokenCache, listingReader));
    beans.bind("transferJson", new TransferJson());
    beans.bind("journal", journal);
  }

  private void bindChecks(Registry beans) {
    var deadLetters = new DeadLetterStore(data, clock);
    var office =
        new DeadLetterService(
            deadLetters,
            errorMapper,
            configuration,
            progress,
            properties::deadLetterLimit,
            properties::deadLetterAge,
            clock);
    beans.bind("deadLetterStore", deadLetters);
    beans.bind("deadLetterService", office);
    beans.bind("targetChecks", new TargetChecks(configuration, tokenCache, errorMapper, ticker));
    beans.bind("nameChecks", new NameChecks(configuration, properties::schedules, tokenCache));
    beans.bind("spoolChecks", new SpoolChecks(configuration, spool, contentProvider));
    beans.bind(
        "hostChecks",
        new HostChecks(
            context,
            home.resolve("routes"),
            data,
            new DataChecks(data, counts, journal, scheduleHistory),
            office,
            () -> isServing() ? refusedEdits.all() : List.of(),
            () -> properties.special(configuration.get().targets().keySet()),
            new BandwidthChecks(this::allowance, configuration, tokenCache, clock),
            new ScheduleChecks(properties::schedules, scheduleHistory, this::isServing, clock)));
  }

  private void bindService(Registry beans) {
    beans.bind(
        "scheduleService",
        new ScheduleService(
            properties::schedules,
            () -> configuration.get().maxChildren(),
            scheduleHistory,
            clock));
    beans.bind("scheduleRoutes", new ScheduleRoutes(context));
    beans.bind("beforeRun", beforeRunHook);
    beans.bind("webhook", new Webhook(() -> properties.webhook().orElseThrow(), secrets));
  }

  private boolean isServing() {
    try {
      return ProcessLock.isTaken(data, ProcessLock.SERVICE);
    } catch (IOException e) {
      // if the lock cannot be read, it cannot be held; another check reports what is wrong
      return false;
    }
  }

  /** Ends threads that Camel does not know. */
  @Override
  public void close() {
    writeTimeout.close();
    deadlineTimer.close();
    workers.shutdown();
    transferWorkers.shutdown();
  }
}
