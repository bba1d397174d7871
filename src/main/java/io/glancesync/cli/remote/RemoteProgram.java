package io.glancesync.cli.remote;

import io.glancesync.cli.letters.DeadLettersCommand;
import io.glancesync.cli.run.CommandContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands that a service on another host can do. They are typed as those of this host, and
 * print the same.
 */
public final class RemoteProgram {
  private static final String VARIABLE = "GLANCESYNC_URL";

  /** They ask neither this host's files nor a service; the last two only say what is missing. */
  private static final Set<String> ANYWHERE =
      Set.of("help", "completion", DeadLettersCommand.NAME, "");

  private static final Map<String, Served> COMMANDS = commands();

  private final CommandContext invocation;

  public RemoteProgram(CommandContext invocation) {
    this.invocation = invocation;
  }

  /**
   * A command.
   *
   * @param options those that the service can serve
   * @param work does it, and returns the exit code
   */
  private record Served(Set<String> options, BiFunction<RemoteCall, TypedCommand, Integer> work) {}

  private static Map<String, Served> commands() {
    var all = new LinkedHashMap<String, Served>();
    Set<String> chosen = Set.of("--region", "--image", "--class", "--all");
    all.put("status", new Served(Set.of("--image", "--format"), RemoteStatus::show));
    all.put("runs", new Served(Set.of(), RemoteRuns::list));
    all.put("runs list", new Served(Set.of("--limit", "--format"), RemoteRuns::list));
    all.put("runs show", new Served(Set.of("--format"), RemoteRuns::show));
    all.put(
        "dead-letters list",
        new Served(
            Set.of("--region", "--image", "--class", "--all", "--format"), RemoteLetters::list));
    all.put(
        "dead-letters show",
        new Served(
            Set.of("--region", "--image", "--class", "--all", "--format"), RemoteLetters::show));
    all.put("dead-letters retry", new Served(chosen, RemoteLetters::retry));
    all.put("dead-letters discard", new Served(chosen, RemoteLetters::discard));
    all.put("pause", new Served(Set.of("--until", "--reason"), RemotePauses::pause));
    all.put("resume", new Served(Set.of(), RemotePauses::resume));
    all.put(
        "sync",
        new Served(
            Set.of(
                "--image",
                "--dry-run",
                "--parallel",
                "--accept-shrunken-master",
                "--quiet",
                "--report",
                "--no-wait"),
            RemoteSync::run));
    return all;
  }

  /** Whether a service is to be asked: {@code --url}, or the variable. */
  public boolean isAsked(ParseResult words) {
    return written().isPresent() && !ANYWHERE.contains(TypedCommand.of(words).name());
  }

  private Optional<String> written() {
    return invocation.options().url().or(() -> invocation.environment().variable(VARIABLE));
  }

  /**
   * Does what the words ask for.
   *
   * @return the exit code
   * @throws ParameterException when a service cannot do it
   */
  public int execute(ParseResult words) {
    Integer help = CommandLine.executeHelpRequest(words);
    if (help != null) {
      return help;
    }
    TypedCommand command = TypedCommand.of(words);
    Served served = COMMANDS.get(command.name());
    if (served == null) {
      throw command.wrong(
          "%s works on this host only, and not with %s; with it work: %s"
              .formatted(command.name(), source(), String.join(", ", COMMANDS.keySet())));
    }
    command.requireOnly(served.options());
    requireNoConfiguration(command);
    try {
      return execute(served, command);
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ExecutionException(command.words().commandSpec().commandLine(), e.toString(), e);
    }
  }

  private void requireNoConfiguration(TypedCommand command) {
    boolean isNamed = invocation.options().conf().isPresent();
    if (isNamed || !invocation.options().config().isEmpty()) {
      throw command.wrong(
          "option %s cannot be used with %s, as the service has its own configuration"
              .formatted(isNamed ? "--conf" : "--config", source()));
    }
  }

  private String source() {
    return invocation.options().url().isPresent() ? "--url" : "$" + VARIABLE;
  }

  private int execute(Served served, TypedCommand command) {
    ServiceUrl url = ServiceUrl.of(written().orElseThrow(), source());
    OperatorToken token = OperatorToken.of(invocation.environment());
    token.warnings().forEach(invocation::warn);
    try (var web = new WebConnection(token.tls(), WebConnection.PATIENCE)) {
      var service = new ServiceClient(url, web, new TokenIssue(token, web));
      return served.work().apply(new RemoteCall(invocation, service), command);
    }
  }
}
