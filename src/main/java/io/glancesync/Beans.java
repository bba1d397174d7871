package io.glancesync;

import io.glancesync.bandwidth.Allowance;
import io.glancesync.bandwidth.Limits;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.Tls;
import io.glancesync.file.RunReports;
import io.glancesync.http.AnswerGuard;
import io.glancesync.http.AnswerLimit;
import io.glancesync.http.Connections;
import io.glancesync.http.Deadlines;
import io.glancesync.http.StallGuard;
import io.glancesync.log.SecretEvents;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.Listings;
import io.glancesync.openstack.OptionalParts;
import io.glancesync.plan.OtherSenders;
import io.glancesync.region.RegionName;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.route.Answers;
import io.glancesync.route.BandwidthChecks;
import io.glancesync.route.Breakers;
import io.glancesync.route.Capacity;
import io.glancesync.route.Changes;
import io.glancesync.route.Checks;
import io.glancesync.route.Contents;
import io.glancesync.route.Copies;
import io.glancesync.route.DataChecks;
import io.glancesync.route.DeadLetterOffice;
import io.glancesync.route.Deliveries;
import io.glancesync.route.Errors;
import io.glancesync.route.Failures;
import io.glancesync.route.GivePlaceUp;
import io.glancesync.route.HostChecks;
import io.glancesync.route.Inventories;
import io.glancesync.route.LeftOut;
import io.glancesync.route.LiveSecrets;
import io.glancesync.route.LogMarks;
import io.glancesync.route.NameChecks;
import io.glancesync.route.NewTries;
import io.glancesync.route.NoteAttempt;
import io.glancesync.route.Notices;
import io.glancesync.route.Places;
import io.glancesync.route.RegionQueues;
import io.glancesync.route.RegionWorkers;
import io.glancesync.route.Regions;
import io.glancesync.route.RenewToken;
import io.glancesync.route.RetryAfter;
import io.glancesync.route.Runs;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.route.Sessions;
import io.glancesync.route.SpareCopies;
import io.glancesync.route.SpoolChecks;
import io.glancesync.route.TakePlaceAgain;
import io.glancesync.route.Transfers;
import io.glancesync.route.Updates;
import io.glancesync.route.WaitAsAsked;
import io.glancesync.route.Webhook;
import io.glancesync.schedule.ScheduleBook;
import io.glancesync.schedule.ScheduleChecks;
import io.glancesync.schedule.Schedules;
import io.glancesync.time.Ticks;
import io.glancesync.transfer.DeadLetters;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.MasterCounts;
import io.glancesync.transfer.ProcessLock;
import io.glancesync.transfer.Progress;
import io.glancesync.transfer.Spool;
import io.glancesync.transfer.TransferJson;
import io.glancesync.transfer.Turns;
import io.glancesync.transfer.Watchdog;
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

/** The beans that the routes call, by the names under which they do. */
final class Beans implements AutoCloseable {
  private static final long PAGE_BYTES = 64L << 20;

  /** Of anything that is neither a page nor content. */
  private static final long ANSWER_BYTES = 1L << 20;

  private final CamelContext context;
  private final Path home;
  private final Path data;
  private final CurrentConfiguration configuration;
  private final Progress progress;
  private final Clock clock;
  private final Ticks ticks;
  private final ApplicationProperties properties;
  private final Changes changes = new Changes();
  private final RefusedEdits refusedEdits;
  private final Sessions sessions;
  private final LiveSecrets secrets;
  private final RetryAfter retryAfter;
  private final Failures failures;
  private final RegionWorkers workers = new RegionWorkers();
  private final ExecutorService transferWorkers = Executors.newCachedThreadPool(Beans::worker);
  private final Capacity capacity;
  private final Places places;
  private final Contents contents;
  private final ScheduleBook scheduleBook;
  private final Watchdog watchdog;
  private final StallGuard stallGuard;
  private final Deadlines deadlines = new Deadlines();
  private final Spool spool;
  private final MasterCounts counts;
  private final Journal journal;
  private final Limits limits;
  private final Errors errors = new Errors();
  private final OptionalParts optionalParts = new OptionalParts();
  private final Listings listings;

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
      Ticks ticks) {
    this.context = context;
    this.home = home;
    this.data = data;
    this.configuration = configuration;
    this.progress = progress;
    this.clock = clock;
    this.ticks = ticks;
    properties = new ApplicationProperties(context);
    refusedEdits = new RefusedEdits(data.resolve("refused-edits.json"));
    sessions = new Sessions(configuration, clock, ticks);
    listings = new Listings(this::listTimeout, Ticks.REAL::nanos, optionalParts, sessions::address);
    retryAfter = new RetryAfter(clock, properties::longestDelay);
    secrets = new LiveSecrets(configuration, sessions);
    SecretEvents.hide(secrets::redaction);
    failures = new Failures(configuration, retryAfter, secrets::hidden);
    scheduleBook = new ScheduleBook(data.resolve("schedules.json"));
    watchdog = new Watchdog(properties::stallTimeout, ticks);
    stallGuard = new StallGuard(watchdog);
    counts = new MasterCounts(data.resolve("master-images.json"));
    journal = new Journal(data.resolve("in-flight"));
    spool = new Spool(data.resolve("spool"), properties::spoolLimit, properties::spoolPatience);
    limits = new Limits(this::allowance, clock);
    capacity = new CapacityKeys(properties);
    places = new Places(capacity);
    contents = new Contents(configuration, spool, places, limits, progress, clock);
  }

  private static Thread worker(Runnable task) {
    var thread = new Thread(task, "transfer");
    thread.setDaemon(true);
    return thread;
  }

  Failures failures() {
    return failures;
  }

  Errors errors() {
    return errors;
  }

  Changes changes() {
    return changes;
  }

  RefusedEdits refusedEdits() {
    return refusedEdits;
  }

  Limits limits() {
    return limits;
  }

  private Allowance allowance() {
    return new BandwidthKeys(properties, configuration.get().targets().keySet()).allowance();
  }

  /** A sender that is alive is at most as silent as this GlanceSync would be. */
  private OtherSenders others(RegionName region) {
    return new OtherSenders(sessions.now(region), properties.stallTimeout().plus(storeTimeout()));
  }

  private Duration storeTimeout() {
    return Duration.ofSeconds(properties.number("glancesync.store-timeout"));
  }

  /** Makes the beans known to the routes. */
  void bind() {
    // the logger of a log step that names none
    context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, "glancesync.route.${routeId}");
    Registry beans = context.getRegistry();
    bindRuns(beans);
    bindRequests(beans);
    bindTransfers(beans);
    bindChecks(beans);
    bindService(beans);
  }

  private void bindRuns(Registry beans) {
    var breakers = new Breakers(failures, workers, properties::patience, clock, ticks);
    beans.bind("breakers", breakers);
    beans.bind("regions", new Regions(configuration, sessions, failures));
    beans.bind("inventories", new Inventories(sessions, failures));
    beans.bind("regionWorkers", workers);
    beans.bind("regionQueues", new RegionQueues(context, capacity));
    var runs =
        new Runs(
            configuration,
            sessions,
            failures,
            workers,
            progress,
            breakers,
            optionalParts,
            properties::guards,
            counts,
            spool,
            capacity,
            clock,
            ticks);
    beans.bind("runs", runs);
    beans.bind("notices", new Notices(runs));
    beans.bind(
        "transfers",
        new Transfers(configuration, runs, failures, breakers, progress, spool, ticks));
    beans.bind("turns", new Turns(data));
    beans.bind(
        "runReports",
        new RunReports(data.resolve("runs"), () -> properties.number("glancesync.runs-kept")));
    beans.bind("logMarks", new LogMarks());
    beans.bind("errors", errors);
  }

  private void bindRequests(Registry beans) {
    beans.bind("sessions", sessions);
    beans.bind("failures", failures);
    beans.bind("renewToken", new RenewToken(sessions, context));
    beans.bind("retryAfter", retryAfter);
    var noteAttempt = new NoteAttempt(clock);
    beans.bind("noteAttempt", noteAttempt);
    beans.bind("newTries", new NewTries());
    beans.bind(
        "noteAndWait", noteAttempt.and(new WaitAsAsked(retryAfter), new GivePlaceUp(places)));
    beans.bind("goOn", new TakePlaceAgain(places));
    beans.bind("glance", new Glance(sessions::address));
    beans.bind("optionalParts", optionalParts);
    beans.bind("leftOut", new LeftOut(optionalParts));
    beans.bind("listings", listings);
    bindClients(beans);
  }

  /** What routes name as the client of a request, by what they ask for. */
  private void bindClients(Registry beans) {
    int connect = properties.number("glancesync.connect-timeout");
    int response = properties.number("glancesync.response-timeout");
    beans.bind("connections", Connections.of(connect, response));
    beans.bind("watchdog", watchdog);
    bindClient(beans, "stallGuard", stallGuard::configure);
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
    var guard = new AnswerGuard(limit, deadlines, this::tls);
    bindClient(
        beans,
        name,
        client -> {
          stallGuard.configure(client);
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
    // a message goes to no target
    return target.isEmpty() ? Tls.STANDARD : configuration.get().target(target).tls();
  }

  private void bindTransfers(Registry beans) {
    beans.bind("places", places);
    beans.bind("transferWorkers", transferWorkers);
    beans.bind("copies", new Copies(sessions::projectId, this::others));
    beans.bind("spareCopies", new SpareCopies(this::others));
    beans.bind("contents", contents);
    beans.bind("answers", new Answers());
    beans.bind("deliveries", new Deliveries(ticks, this::storeTimeout));
    beans.bind("limits", limits);
    beans.bind("updates", new Updates(sessions, listings));
    beans.bind("transferJson", new TransferJson());
    beans.bind("journal", journal);
  }

  private void bindChecks(Registry beans) {
    var deadLetters = new DeadLetters(data, clock);
    var office =
        new DeadLetterOffice(
            deadLetters,
            failures,
            configuration,
            progress,
            properties::deadLetterLimit,
            properties::deadLetterAge,
            clock);
    beans.bind("deadLetters", deadLetters);
    beans.bind("deadLetterOffice", office);
    beans.bind("checks", new Checks(configuration, sessions, failures, ticks));
    beans.bind("nameChecks", new NameChecks(configuration, properties::schedules, sessions));
    beans.bind("spoolChecks", new SpoolChecks(configuration, spool, contents));
    beans.bind(
        "hostChecks",
        new HostChecks(
            context,
            home.resolve("routes"),
            data,
            new DataChecks(data, counts, journal, scheduleBook),
            office,
            () -> isServing() ? refusedEdits.all() : List.of(),
            () -> properties.special(configuration.get().targets().keySet()),
            new BandwidthChecks(this::allowance, configuration, sessions, clock),
            new ScheduleChecks(properties::schedules, scheduleBook, this::isServing, clock)));
  }

  private void bindService(Registry beans) {
    beans.bind(
        "schedules",
        new Schedules(
            properties::schedules, () -> configuration.get().maxChildren(), scheduleBook, clock));
    beans.bind("scheduleRoutes", new ScheduleRoutes(context));
    beans.bind("changes", changes);
    beans.bind("webhook", new Webhook(() -> properties.webhook().orElseThrow(), secrets));
  }

  private boolean isServing() {
    try {
      return ProcessLock.isTaken(data, ProcessLock.SERVICE);
    } catch (IOException e) {
      // where nobody can look, nobody can lock; another check says what is wrong
      return false;
    }
  }

  /** Ends threads that Camel knows nothing of. */
  @Override
  public void close() {
    watchdog.close();
    deadlines.close();
    workers.shutdown();
    transferWorkers.shutdown();
  }
}
