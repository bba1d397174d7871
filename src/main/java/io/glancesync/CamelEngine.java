package io.glancesync;

import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationReloader;
import io.glancesync.config.CurrentConfiguration;
import io.glancesync.config.DataFolder;
import io.glancesync.config.Loaded;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.deadletter.Retry;
import io.glancesync.error.ErrorReport;
import io.glancesync.error.FileErrors;
import io.glancesync.error.RefusedException;
import io.glancesync.error.TransferException.MessageDropped;
import io.glancesync.error.UnreachableException;
import io.glancesync.file.LimitedFile;
import io.glancesync.file.RuntimeData;
import io.glancesync.limit.Timetable;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.RegionList;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.property.ApplicationProperties;
import io.glancesync.property.BandwidthKeys;
import io.glancesync.property.CapacityKeys;
import io.glancesync.property.KnownProperties;
import io.glancesync.property.PropertyDefinition;
import io.glancesync.region.RegionChoice;
import io.glancesync.reload.PropertyLine;
import io.glancesync.reload.RefusedEdits;
import io.glancesync.reload.Reload;
import io.glancesync.reload.RouteFilesCollector;
import io.glancesync.reload.RouteFolder;
import io.glancesync.reload.StartFailure;
import io.glancesync.reload.WatchedFiles;
import io.glancesync.report.Check;
import io.glancesync.report.RunReport;
import io.glancesync.route.ScheduleTemplate;
import io.glancesync.run.Progress;
import io.glancesync.run.RunRequest;
import io.glancesync.text.Printable;
import io.glancesync.time.Clocks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Camel, started with the routes of {@code routes/} and the beans that they call. */
public final class CamelEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.conf");
  private static final Logger FILES = LoggerFactory.getLogger("glancesync.files");

  /** The addresses, and the route template, through which Java enters the routes. */
  static final Set<String> ENTRY_POINTS =
      Set.of(
          "direct:run",
          "direct:sync",
          "direct:retry-dead-letters",
          "direct:list-regions",
          "direct:take-inventory",
          "direct:check",
          "direct:check-names",
          "direct:run-if-due",
          "direct:admit",
          ScheduleTemplate.ID);

  private static final String FILE = "conf/application.properties";

  /** A message about a setting: its key, and all text after the file's name. */
  private static final Pattern SETTING =
      Pattern.compile("\\Q" + FILE + "\\E: ((glancesync\\S+) = .*)", Pattern.DOTALL);

  private final Main main = new Main();
  private final Path home;
  private final CurrentConfiguration configuration;
  private final Path data;
  private final boolean isEnvironmentFirst;
  private final ProducerTemplate template;
  private Map<String, String> texts = Map.of();
  private Beans beans;
  private Front front = Front.NONE;

  /**
   * Starts the routes.
   *
   * @param home the folder that holds {@code routes} and {@code conf}
   * @param properties as in {@link io.glancesync.cli.run.EngineStarter#start}
   * @param isService whether it is to {@link #serve}, and so has the HTTP API if that is wanted
   */
  public CamelEngine(
      Path home,
      Configuration given,
      Map<String, String> properties,
      Progress progress,
      Clocks clocks,
      boolean isService) {
    this.home = home;
    configuration = new CurrentConfiguration(given);
    data = DataFolder.of(home, properties, System.getenv());
    isEnvironmentFirst = properties.isEmpty();
    requireFiles();
    // a signal ends a command at once: the journal has what it began
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.setDefaultPropertyPlaceholderLocation("file:" + home.resolve(FILE) + ";optional=true");
    KnownProperties.standards().forEach(main::addInitialProperty);
    main.setRoutesCollector(
        new RouteFilesCollector(new RouteFolder(home.resolve("routes")), texts));
    // has the collector called
    main.configure().withRoutesIncludePattern("file:" + home.resolve("routes") + "/*.camel.yaml");
    main.addInitialProperty("glancesync.home", home.toString());
    main.addOverrideProperty(Front.PROPERTY, "false");
    properties.forEach(main::addOverrideProperty);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeInitialize(BaseMainSupport starting) {
            properties(starting.getCamelContext()).setEncoding("UTF-8");
          }

          @Override
          public void beforeConfigure(BaseMainSupport starting) {
            if (!properties.isEmpty()) {
              setEnvironmentAside(starting.getCamelContext());
            }
            CamelContext context = starting.getCamelContext();
            checked(context, home, given.targets().keySet()).forEach(LOG::warn);
            new RuntimeData(data).openness().ifPresent(FILES::warn);
            beans = new Beans(context, home, data, configuration, progress, clocks, isService);
            beans.bind();
            if (isService) {
              front = Front.of(context, beans, configuration, data);
            }
          }
        });
    start(home);
    template = main.getCamelContext().createProducerTemplate();
  }

  /** Checks the files first: Camel would wait for a pipe, and read a file of any size. */
  private void requireFiles() {
    try {
      new RouteFolder(home.resolve("routes")).check();
      texts = WatchedFiles.texts(home);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // the start reports what is missing
    } catch (IOException e) {
      throw new ConfigurationException(
          "Tried to start the routes of %s with %s, but %s"
              .formatted(home.resolve("routes"), home.resolve(FILE), FileErrors.text(e)),
          "correct the file, or take the one that was delivered");
    }
  }

  private void start(Path home) {
    try {
      main.start();
    } catch (RuntimeException e) {
      var failure = new StartFailure(e);
      if (failure.innermost() instanceof ConfigurationException ours) {
        close();
        throw new ConfigurationException(located(ours.getMessage()));
      }
      String reason = failure.text(main.getCamelContext());
      close();
      throw new ConfigurationException(
          "Tried to start the routes of %s with %s, but %s"
              .formatted(home.resolve("routes"), home.resolve(FILE), reason),
          "correct the file, or take the one that was delivered");
    }
  }

  /** Adds the line, or the variable, of the wrong setting to a message. */
  private String located(String message) {
    Matcher setting = SETTING.matcher(message);
    if (!setting.matches()) {
      return message;
    }
    String key = setting.group(2);
    String variable = PropertyDefinition.variable(key);
    if (isEnvironmentFirst && System.getenv(variable) != null) {
      return "$%s: %s".formatted(variable, setting.group(1));
    }
    int line = PropertyLine.of(settings(), key);
    return line == 0 ? message : "%s:%d: %s".formatted(FILE, line, setting.group(1));
  }

  private String settings() {
    try {
      return LimitedFile.text(home.resolve(FILE), LimitedFile.CONFIGURATION);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Lowers the precedence of variables; otherwise a variable would override options of higher
   * precedence.
   */
  private static void setEnvironmentAside(CamelContext context) {
    properties(context)
        .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
  }

  private static PropertiesComponent properties(CamelContext context) {
    return (PropertiesComponent) context.getPropertiesComponent();
  }

  /**
   * Checks the values of {@code conf/application.properties} as a Camel context resolves them.
   *
   * @param targets the targets that exist
   * @return warnings
   * @throws ConfigurationException when a value cannot be used
   */
  static List<String> checked(CamelContext values, Path home, Set<String> targets) {
    var properties = new ApplicationProperties(new CamelProperties(values));
    properties.check();
    var bandwidth = new BandwidthKeys(properties, targets);
    bandwidth.allowance();
    var capacity = new CapacityKeys(properties);
    // reads those that only the environment has, too
    capacity.inForce(targets);
    return Stream.of(
            properties.warnings(targets, routes(home)),
            bandwidth.warnings(),
            capacity.warnings(targets))
        .flatMap(List::stream)
        .toList();
  }

  private static Collection<String> routes(Path home) {
    try {
      return new RouteFolder(home.resolve("routes")).texts().values();
    } catch (IOException e) {
      // reported when the routes are started
      return List.of();
    }
  }

  @Override
  public void limit(Timetable bandwidth) {
    beans.limits().limitTotal(bandwidth);
  }

  /**
   * Makes sure that credentials exist. A missing one is reported before anything is done, and not
   * as the target's error.
   */
  private void requireCredentials(List<String> words) {
    RegionChoice.targets(words).forEach(it -> configuration.get().target(it).credential());
  }

  @Override
  public RunReport run(RunRequest request) {
    requireCredentials(request.regions());
    return ask(request.dryRun() ? "direct:sync" : "direct:run", request, RunReport.class);
  }

  @Override
  public RunReport retry(Retry wanted) {
    return ask("direct:retry-dead-letters", wanted, RunReport.class);
  }

  @Override
  public OverviewTracker overview() {
    return beans.overview();
  }

  @Override
  public RegionList regions() {
    return ask("direct:list-regions", null, RegionList.class);
  }

  @Override
  public Inventory inventory(List<String> words) {
    requireCredentials(words);
    return ask("direct:take-inventory", words, Inventory.class);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<Check> check(boolean trying) {
    return ask("direct:check", trying, List.class);
  }

  @Override
  public void serve(Supplier<Loaded> reader) {
    var reloader = new ConfigurationReloader(configuration, reader);
    Reload reload = reload();
    beans
        .changes()
        .set(
            () -> {
              reload.pollBeforeRun();
              reloader.poll();
              reloader.take();
            });
    RefusedEdits refused = beans.refusedEdits();
    Runnable poll =
        () -> {
          reload.poll();
          refused.note(reload.problems());
          beans.overview().taken(reload.takeApplied());
          beans.overview().refusedEdits(refused.present());
          beans.overviewFeed().poll();
          reloader.poll();
          beans.limits().poll();
          front.poll();
        };
    Runnable fresh =
        () -> {
          refused.clear();
          sayUnknownNames();
          beans.metricsFileWriter().serve();
        };
    var triggers = new Triggers(main.getCamelContext());
    Runnable look =
        () -> {
          poll.run();
          reload.betweenEdits(triggers::startNew);
        };
    new Service(main.getCamelContext(), data, beans, triggers, front, look, fresh).work();
  }

  /** Checks names in a thread of its own, because it takes as long as the clouds take to answer. */
  private void sayUnknownNames() {
    var thread = new Thread(this::checkNames, "names");
    thread.setDaemon(true);
    thread.start();
  }

  @SuppressWarnings("unchecked")
  private void checkNames() {
    try {
      List<Check> checks = ask("direct:check-names", null, List.class);
      checks.forEach(it -> LOG.warn("{}: {}", it.subject(), it.text()));
    } catch (RuntimeException e) {
      // a target that cannot be asked now fails the next run, which reports why
      LOG.debug("names could not be looked up", e);
    }
  }

  private Reload reload() {
    return new Reload(
        main.getCamelContext(),
        new WatchedFiles(home, texts),
        beans.runLock(),
        ENTRY_POINTS,
        it -> checked(it, home, configuration.get().targets().keySet()));
  }

  private <T> T ask(String route, Object body, Class<T> type) {
    Exchange answer = template.request(route, exchange -> exchange.getMessage().setBody(body));
    // even a run that broke off has a report
    Throwable problem =
        Optional.<Throwable>ofNullable(answer.getException())
            .orElseGet(() -> answer.getVariable("error", Throwable.class));
    Object result = answer.getMessage().getBody();
    if (problem == null && type.isInstance(result)) {
      return type.cast(result);
    }
    ErrorReport failure = beans.failures().ofRun(problem == null ? new MessageDropped() : problem);
    throw switch (failure.kind()) {
      case CONFIGURATION -> new ConfigurationException(Printable.of(failure.message()));
      case UNREACHABLE -> new UnreachableException(failure, problem);
      case OTHER -> new RefusedException(failure, problem);
    };
  }

  @Override
  public void close() {
    main.stop();
    front.close();
    if (beans != null) {
      beans.close();
    }
  }
}
