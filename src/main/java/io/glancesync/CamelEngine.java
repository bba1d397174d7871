package io.glancesync;

import io.glancesync.cli.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationException;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.DataFolder;
import io.glancesync.config.Loaded;
import io.glancesync.config.Rereading;
import io.glancesync.file.FileTrouble;
import io.glancesync.file.RunReports;
import io.glancesync.openstack.Found;
import io.glancesync.openstack.Glance;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.RefusedException;
import io.glancesync.openstack.UnreachableException;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.reload.Reload;
import io.glancesync.reload.RouteFolder;
import io.glancesync.reload.StartTrouble;
import io.glancesync.report.Check;
import io.glancesync.report.RunReport;
import io.glancesync.route.Breakers;
import io.glancesync.route.Changes;
import io.glancesync.route.Checks;
import io.glancesync.route.Connections;
import io.glancesync.route.Contents;
import io.glancesync.route.Copies;
import io.glancesync.route.DeadLetterOffice;
import io.glancesync.route.Failure;
import io.glancesync.route.Failures;
import io.glancesync.route.HostChecks;
import io.glancesync.route.Inventories;
import io.glancesync.route.LogMarks;
import io.glancesync.route.NoteAttempt;
import io.glancesync.route.RegionQueues;
import io.glancesync.route.RegionWorkers;
import io.glancesync.route.Regions;
import io.glancesync.route.RenewToken;
import io.glancesync.route.RetryAfter;
import io.glancesync.route.Runs;
import io.glancesync.route.ScheduleRoutes;
import io.glancesync.route.Sessions;
import io.glancesync.route.StallGuard;
import io.glancesync.route.Updates;
import io.glancesync.route.WaitAsAsked;
import io.glancesync.route.Webhook;
import io.glancesync.schedule.ScheduleBook;
import io.glancesync.schedule.ScheduleChecks;
import io.glancesync.schedule.Schedules;
import io.glancesync.transfer.DeadLetter;
import io.glancesync.transfer.DeadLetters;
import io.glancesync.transfer.Journal;
import io.glancesync.transfer.MasterCounts;
import io.glancesync.transfer.ProcessLock;
import io.glancesync.transfer.Progress;
import io.glancesync.transfer.RunRequest;
import io.glancesync.transfer.TransferJson;
import io.glancesync.transfer.Turns;
import io.glancesync.transfer.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camel, started with the routes of {@code routes/} and the beans that they call. */
final class CamelEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.conf");

  /** Where Java enters the routes. */
  private static final Set<String> CALLED =
      Set.of(
          "direct:run",
          "direct:sync",
          "direct:retry",
          "direct:regions",
          "direct:inventory",
          "direct:check",
          "direct:due");

  private static final String REFUSED_EDITS = "refused-edits.json";

  private final Main main = new Main();
  private final Path home;
  private final CurrentConfiguration configuration;
  private final Changes changes = new Changes();

  /** What ends threads that Camel knows nothing of. */
  private final List<Runnable> threads = new ArrayList<>();

  private final Clock clock;
  private final Failures failures;
  private final ProducerTemplate template;
  private final Path data;

  /**
   * Starts the routes.
   *
   * @param home the folder that holds {@code routes} and {@code conf}
   * @param properties as of {@link io.glancesync.cli.EngineStarter#start}
   */
  CamelEngine(
      Path home,
      Configuration given,
      Map<String, String> properties,
      Progress progress,
      Clock clock) {
    this.home = home;
    configuration = new CurrentConfiguration(given);
    this.clock = clock;
    data = DataFolder.of(home, properties, System.getenv());
    // a signal ends a command at once: what it had begun is in the journal
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setDefaultPropertyPlaceholderLocation(
        "file:" + home.resolve("conf/application.properties"));
    main.configure().withRoutesIncludePattern("file:" + home.resolve("routes") + "/*.camel.yaml");
    main.addInitialProperty("glancesync.home", home.toString());
    properties.forEach(main::addOverrideProperty);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeConfigure(BaseMainSupport starting) {
            if (!properties.isEmpty()) {
              setEnvironmentAside(starting.getCamelContext());
            }
            bind(starting.getCamelContext(), home, progress);
          }
        });
    start(home);
    failures = main.lookupByType(Failures.class).values().iterator().next();
    template = main.getCamelContext().createProducerTemplate();
  }

  private void start(Path home) {
    try {
      main.start();
    } catch (RuntimeException e) {
      var trouble = new StartTrouble(e);
      if (trouble.innermost() instanceof ConfigurationException ours) {
        close();
        throw ours;
      }
      String reason = trouble.text(main.getCamelContext());
      close();
      throw new ConfigurationException(
          "Tried to start the routes of %s with %s, but %s; correct the file, or take the one that was delivered"
              .formatted(
                  home.resolve("routes"), home.resolve("conf/application.properties"), reason));
    }
  }

  private static boolean isServing(Path data) {
    try {
      return ProcessLock.isTaken(data, ProcessLock.SERVICE);
    } catch (IOException e) {
      // where nobody can look, nobody can lock; another check says what is wrong
      return false;
    }
  }

  /** Otherwise a variable would win over what is said to count more. */
  private static void setEnvironmentAside(CamelContext context) {
    var properties = (PropertiesComponent) context.getPropertiesComponent();
    properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
  }

  /**
   * Looks at the values of {@code conf/application.properties} as a Camel resolves them.
   *
   * @return warnings
   * @throws ConfigurationException when one cannot be used
   */
  static List<String> checked(CamelContext values, Path home) {
    var properties = new ApplicationProperties(values);
    properties.check();
    return properties.warnings(routes(home));
  }

  private static Collection<String> routes(Path home) {
    try {
      return new RouteFolder(home.resolve("routes")).texts().values();
    } catch (IOException e) {
      // it is said when the routes are started
      return List.of();
    }
  }

  private void bind(CamelContext context, Path home, Progress progress) {
    var sessions = new Sessions(configuration, clock);
    var workers = new RegionWorkers();
    var properties = new ApplicationProperties(context);
    checked(context, home).forEach(LOG::warn);
    var retryAfter = new RetryAfter(clock, properties::longestDelay);
    var failures = new Failures(configuration, retryAfter);
    var schedules = new ScheduleBook(data.resolve("schedules.json"));
    var breakers = new Breakers(failures, workers, properties::patience, clock);
    Registry beans = context.getRegistry();
    beans.bind("sessions", sessions);
    beans.bind("failures", failures);
    beans.bind("regions", new Regions(configuration, sessions, failures));
    beans.bind("checks", new Checks(configuration, sessions, failures, clock));
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
    beans.bind(
        "hostChecks",
        new HostChecks(
            context,
            home.resolve("routes"),
            data,
            office,
            () -> isServing(data) ? new RefusedEdits(data.resolve(REFUSED_EDITS)).all() : List.of(),
            new ScheduleChecks(properties::schedules, schedules, () -> isServing(data), clock)));
    beans.bind("inventories", new Inventories(sessions, failures));
    beans.bind("regionWorkers", workers);
    beans.bind(
        "runs",
        new Runs(
            configuration,
            sessions,
            failures,
            workers,
            progress,
            breakers,
            properties::guards,
            new MasterCounts(data.resolve("master-images.json")),
            clock));
    beans.bind("breakers", breakers);
    beans.bind("logMarks", new LogMarks());
    beans.bind("webhook", new Webhook(() -> properties.webhook().orElseThrow()));
    beans.bind("changes", changes);
    beans.bind(
        "schedules",
        new Schedules(
            properties::schedules, () -> configuration.get().maxChildren(), schedules, clock));
    beans.bind("scheduleRoutes", new ScheduleRoutes(context));
    beans.bind("turns", new Turns(data));
    beans.bind(
        "runReports",
        new RunReports(data.resolve("runs"), () -> properties.number("glancesync.runs-kept")));
    beans.bind("regionQueues", new RegionQueues(context));
    beans.bind("renewToken", new RenewToken(sessions, context));
    beans.bind("retryAfter", retryAfter);
    var noteAttempt = new NoteAttempt(clock);
    beans.bind("noteAttempt", noteAttempt);
    beans.bind("noteAndWait", noteAttempt.and(new WaitAsAsked(retryAfter)));
    beans.bind("copies", new Copies());
    beans.bind("contents", new Contents(configuration, progress));
    beans.bind("updates", new Updates(sessions));
    beans.bind("glance", new Glance());
    beans.bind("transferJson", new TransferJson());
    beans.bind("journal", new Journal(data.resolve("in-flight")));
    beans.bind(
        "connections",
        Connections.of(
            configuration,
            sessions,
            properties.number("glancesync.connect-timeout"),
            properties.number("glancesync.response-timeout")));
    var watchdog = new Watchdog(properties::stallTimeout);
    beans.bind("watchdog", watchdog);
    threads.add(watchdog::close);
    threads.add(workers::shutdown);
    beans.bind("stallGuard", new StallGuard(watchdog));
  }

  @Override
  public RunReport run(RunRequest request) {
    return ask(request.dryRun() ? "direct:sync" : "direct:run", request, RunReport.class);
  }

  @Override
  public RunReport retry(List<DeadLetter> letters) {
    return ask("direct:retry", letters, RunReport.class);
  }

  @Override
  public Found regions() {
    return ask("direct:regions", null, Found.class);
  }

  @Override
  public Inventory inventory(List<String> words) {
    return ask("direct:inventory", words, Inventory.class);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Check> check(boolean trying) {
    return ask("direct:check", trying, List.class);
  }

  @Override
  public void serve(Supplier<Loaded> reader) {
    var rereading = new Rereading(configuration, reader);
    Reload reload = reload();
    changes.before(
        () -> {
          reload.lookBeforeRun();
          rereading.look();
          rereading.take();
        });
    var refused = new RefusedEdits(data.resolve(REFUSED_EDITS));
    Runnable look =
        () -> {
          reload.look();
          refused.note(reload.troubles());
          rereading.look();
        };
    new Service(main.getCamelContext(), data, look, refused::clear).work();
  }

  private Reload reload() {
    CamelContext context = main.getCamelContext();
    Turns turns = context.getRegistry().findSingleByType(Turns.class);
    try {
      return new Reload(context, home, turns, CALLED, it -> checked(it, home));
    } catch (IOException e) {
      throw new RefusedException(
          "Tried to read the files of %s, but %s; make them readable"
              .formatted(home.resolve("routes"), FileTrouble.text(e)),
          e);
    }
  }

  private <T> T ask(String route, Object body, Class<T> type) {
    Exchange answer = template.request(route, exchange -> exchange.getMessage().setBody(body));
    // a run that broke off has a report all the same
    Throwable trouble =
        Optional.<Throwable>ofNullable(answer.getException())
            .orElseGet(() -> answer.getVariable("trouble", Throwable.class));
    if (trouble == null) {
      return answer.getMessage().getBody(type);
    }
    Failure failure = failures.ofRun(trouble);
    throw switch (failure.kind()) {
      case CONFIGURATION -> new ConfigurationException(failure.message());
      case UNREACHABLE -> new UnreachableException(failure.message(), trouble);
      case OTHER -> new RefusedException(failure.message(), trouble);
    };
  }

  @Override
  public void close() {
    main.stop();
    threads.forEach(Runnable::run);
  }
}
