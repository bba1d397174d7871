package io.glancesync.cli.run;

import io.glancesync.cli.display.BarDisplay;
import io.glancesync.cli.display.Display;
import io.glancesync.cli.display.LogDisplay;
import io.glancesync.cli.display.StateColors;
import io.glancesync.cli.display.Terminal;
import io.glancesync.cli.option.GlobalOptions;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.DataFolder;
import io.glancesync.config.Loaded;
import io.glancesync.config.source.ConfigurationException;
import io.glancesync.config.source.Environment;
import io.glancesync.deadletter.DeadLetter;
import io.glancesync.deadletter.DeadLetterStore;
import io.glancesync.error.RefusedException;
import io.glancesync.file.ProcessLock;
import io.glancesync.region.PausedRegions;
import io.glancesync.region.RegionName;
import io.glancesync.report.RunReportStore;
import io.glancesync.run.PauseFile;
import io.glancesync.run.Progress;
import io.glancesync.run.RollbackPins;
import io.glancesync.store.RuntimeStores;
import io.glancesync.text.Printable;
import io.glancesync.time.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What every command has at hand: its configuration, an engine, and where to write. */
public record CommandContext(
    GlobalOptions options,
    EngineStarter starter,
    Environment environment,
    Path home,
    Terminal terminal,
    Clock clock) {
  private static final String FILE = "glancesync.conf";

  public PrintWriter out() {
    return terminal.out();
  }

  /** A line of a result for a person, whatever is in it. */
  public void print(String line) {
    terminal.out().println(Printable.of(line));
  }

  /** Says something that is not a result. */
  public void say(String line) {
    terminal.err().println(Printable.of(line));
  }

  public void warn(String sentence) {
    say("warning: " + sentence);
  }

  public void complain(String sentence) {
    say("glancesync: " + sentence);
  }

  /** The same for what has line breaks of its own, such as an excerpt of a file of the user's. */
  public void complainAtLength(String text) {
    Printable.lines("glancesync: " + text).forEach(terminal.err()::println);
  }

  public boolean isColored() {
    return options
        .color()
        .isOn(terminal.outIsTerminal(), environment.environment().get("NO_COLOR"));
  }

  public StateColors stateColors() {
    return new StateColors(Ansi.valueOf(isColored()));
  }

  /**
   * Reads the configuration and says what its author should know.
   *
   * @throws io.glancesync.config.source.ConfigurationException when it cannot be used
   */
  public Configuration configuration() {
    return load().configuration();
  }

  /** The same, for who wants to know about the warnings too. */
  public Loaded load() {
    Loaded loaded = read();
    loaded.warnings().forEach(this::warn);
    return loaded;
  }

  /** The same, without a word. */
  public Loaded read() {
    var loader = new ConfigurationLoader(environment);
    return loader.load(file(loader), options.config());
  }

  /** Where the configuration comes from: a file, or the environment alone. */
  public String configurationPlace() {
    var loader = new ConfigurationLoader(environment);
    return loader.find(file(loader)).map(Path::toString).orElse("the environment");
  }

  /**
   * Where the keys of a region's target stand, or may be written: {@code section [master] of
   * conf/glancesync.conf}.
   */
  public String keysOf(RegionName region) {
    var loader = new ConfigurationLoader(environment);
    return "section [%s] of %s"
        .formatted(
            region.target(),
            loader.find(file(loader)).map(Path::toString).orElse("a new conf/" + FILE));
  }

  /** The file of the properties, which need not exist. */
  public Path propertiesFile() {
    return home.resolve("conf/application.properties");
  }

  /** The file beside the program is the last resort: it is there from the start. */
  private Optional<Path> file(ConfigurationLoader loader) {
    if (loader.find(options.conf()).isPresent()) {
      return options.conf();
    }
    return Optional.of(home.resolve("conf").resolve(FILE)).filter(Files::exists);
  }

  /** Bars for a person; log lines for everybody else. */
  public Display display() {
    return terminal.errIsTerminal()
        ? new BarDisplay(terminal)
        : new LogDisplay(terminal, Ticker.REAL);
  }

  /** Shows nothing of a region in which nothing is to be done. */
  public Display quietDisplay() {
    return new LogDisplay(terminal, Ticker.REAL, true);
  }

  /** An engine for what is not a run. */
  public Engine engine(Configuration configuration) {
    return starter.start(configuration, Map.of(), new Progress() {});
  }

  /** The dead letters, without any engine. */
  public DeadLetterStore deadLetters() {
    return stores(data()).letters();
  }

  /** Who gives the command: account and host. */
  public String user() {
    return CommandUser.name();
  }

  /** What was rolled back, without any engine. */
  public RollbackPins pins() {
    return new RollbackPins(data().resolve("pinned.json"));
  }

  /** The dead letters as who only looks sees them, who is told what is wrong with their files. */
  public List<DeadLetter> seenLetters() {
    DeadLetterStore letters = deadLetters();
    letters.problems().forEach(this::warn);
    return letters.seen();
  }

  /** Where pauses are noted. */
  public PauseFile pauseFile() {
    return new PauseFile(data());
  }

  /** The regions that runs leave out now, as who only looks sees them. */
  public PausedRegions paused() {
    try {
      return pauseFile().read().at(clock.instant());
    } catch (RefusedException e) {
      warn(e.getMessage());
      return PausedRegions.NONE;
    }
  }

  /** Whether a service is in the middle of a run, or waits for somebody else's. */
  public boolean isServiceBusy() {
    try {
      return ProcessLock.isTaken(data(), ProcessLock.SERVICE)
          && stores(data()).turns().holder().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether runs of this command see or select other images than the configuration says. */
  public boolean isNarrowed() {
    return Narrowing.isBy(options.config());
  }

  /** Says that another run is at work, or that one broke off, and what of it cannot be read. */
  public void sayWhatIsInHand() {
    Path data;
    try {
      data = data();
    } catch (ConfigurationException e) {
      // the start of the engine says it
      return;
    }
    runsInProgress(data).notes().forEach(this::say);
  }

  /**
   * The run that is at work now, as far as the files of the run-time data tell. Says what is wrong
   * with these files.
   */
  public Optional<RunAtWork> runAtWork() {
    try {
      Path data = data();
      return runsInProgress(data).atWork(this::warn);
    } catch (UncheckedIOException e) {
      warn(e.getMessage());
      return Optional.empty();
    }
  }

  /** The reports of past runs. */
  public RunReportStore reports() {
    return stores(data()).reports();
  }

  private RunsInProgress runsInProgress(Path data) {
    RuntimeStores stores = stores(data);
    return new RunsInProgress(data, stores.journal(), stores.turns());
  }

  private RuntimeStores stores(Path data) {
    return RuntimeStores.inFiles(data, clock, RuntimeStores.StoreSettings.NONE);
  }

  private Path data() {
    return DataFolder.of(home, Map.of(), environment.environment());
  }

  /** How a person starts this program from the folder where they are. */
  public String program() {
    boolean isHere = home.equals(environment.workingFolder().toAbsolutePath());
    return isHere ? "./glancesync" : home.resolve("glancesync").toString();
  }

  public Runner runner(Configuration configuration) {
    return new Runner(starter, configuration, Map.of());
  }
}
