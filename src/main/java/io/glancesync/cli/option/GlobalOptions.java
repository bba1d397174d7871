package io.glancesync.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a command's name: what may stand before or after every command. */
@Command(
    name = "glancesync",
    description = "Keeps the images of several OpenStack regions in step with a master region.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    sortSynopsis = false,
    usageHelpAutoWidth = false,
    usageHelpWidth = 96,
    abbreviateSynopsis = true)
public final class GlobalOptions implements Runnable {
  /** What stands below the help of all commands. */
  public static final String[] FOOTER = {
    "%nExit code: " + ExitCode.TEXT + ".",
    "%nExamples:",
    "  glancesync status                    what is to be done",
    "  glancesync sync                      do it",
    "  glancesync help sync                 all about one command"
  };

  @Spec private CommandSpec spec;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = {
        "The configuration. Otherwise: $$GLANCESYNC_CONFIG, conf/glancesync.conf here,"
            + " /etc/glancesync.conf, conf/glancesync.conf beside the program."
      })
  private Path conf;

  @Option(
      names = "--config",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      arity = "1..*",
      parameterConsumer = ConfigOptions.class,
      description = {
        "Overrides the configuration: section.key=value, or key=value for [DEFAULT]. Takes all such"
            + " words up to the next option or --."
      })
  private List<String> config = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = {
        "Ask the service at this address, such as https://glancesync.example.com:8080, instead of"
            + " this host's files. Otherwise: $$GLANCESYNC_URL. The token: $$OS_TOKEN, or a sign-in"
            + " with $$OS_CLOUD or $$OS_AUTH_URL and so on."
      })
  private String url;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      description = "Colours: auto (on a terminal, unless $$NO_COLOR is set), always, never.")
  private Color color = Color.AUTO;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log more, and show where in the program an error came from.")
  private boolean debug;

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  public Optional<Path> conf() {
    return Optional.ofNullable(conf);
  }

  public List<String> config() {
    return config;
  }

  /** The address of a service, as it was written. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  public Color color() {
    return color;
  }

  public boolean isDebug() {
    return debug;
  }
}
