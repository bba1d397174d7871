package io.glancesync.cli.demo;

import io.glancesync.cli.display.Display;
import io.glancesync.cli.display.Wrapped;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.RunView;
import io.glancesync.cli.run.Runner;
import io.glancesync.config.Configuration;
import io.glancesync.config.ConfigurationLoader;
import io.glancesync.config.source.Environment;
import io.glancesync.embedded.example.ExampleCloud;
import io.glancesync.file.TemporaryFolder;
import io.glancesync.run.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** The example, from what differs to what can be tried next. */
final class Demo {
  private static final String DATA = "var";

  private final CommandContext invocation;
  private final ExampleCloud cloud;
  private final TemporaryFolder folder;
  private final String regions;

  Demo(CommandContext invocation, ExampleCloud cloud, TemporaryFolder folder) {
    this.invocation = invocation;
    this.cloud = cloud;
    this.folder = folder;
    this.regions = String.join(" ", cloud.words());
  }

  /**
   * Shows the states, does a run, shows the states again, withdraws an image, and says what
   * happened.
   */
  int run() {
    introduce();
    cloud.fill(folder.path().resolve("images"));
    Configuration configuration = configuration();
    try (var runner = new Runner(invocation.starter(), configuration, properties())) {
      title("1. What differs from Valladolid: glancesync status " + regions);
      print(view(configuration, runner).states(invocation.stateColors()));
      title("2. Bring it in step: glancesync sync --parallel " + regions);
      RunView done = sync(cloud.words(), configuration, runner);
      print(done.summary());
      title("3. What differs now: glancesync status " + regions);
      print(view(configuration, runner).states(invocation.stateColors()));
      title(
          "4. Valladolid deletes %s: glancesync sync %s"
              .formatted(ExampleCloud.WITHDRAWN, cloud.withdrawnIn()));
      cloud.withdraw();
      RunView withdrawn = sync(List.of(cloud.withdrawnIn()), configuration, runner);
      print(withdrawn.summary());
      var story = new DemoStory(done.report(), withdrawn.report(), cloud);
      title("What happened");
      story.sentences().forEach(it -> print(Wrapped.item(it, width())));
      return story.wentAsIntended() ? ExitCode.DONE : notAsIntended();
    }
  }

  private void introduce() {
    String text =
        "Five regions inside this program, as an example. Valladolid is the master; Burgos and"
            + " Caceres share its Keystone; Madrid and Sevilla are a partner's, with a Keystone of"
            + " their own.";
    print(Wrapped.lines(text, width()));
    invocation.out().flush();
  }

  private Configuration configuration() {
    Path file = folder.write("glancesync.conf", cloud.configuration());
    folder.write("clouds.yaml", cloud.clouds());
    // nothing of the user's own clouds
    var surroundings = new Environment(Map.of(), folder.path(), folder.path(), folder.path());
    return new ConfigurationLoader(surroundings).load(Optional.of(file), List.of()).configuration();
  }

  private Map<String, String> properties() {
    return Map.of(
        "glancesync.var", folder.path().resolve(DATA).toString(),
        "glancesync.region.max-copies", "2",
        "glancesync.retry.max-retries", "3",
        "glancesync.retry.initial-delay", "200ms");
  }

  private RunView view(Configuration configuration, Runner runner) {
    return runner.run(new RunRequest(cloud.words(), true, configuration.maxChildren()));
  }

  private RunView sync(List<String> words, Configuration configuration, Runner runner) {
    invocation.out().flush();
    try (Display display = invocation.display()) {
      return runner.run(new RunRequest(words, false, configuration.maxChildren()), display);
    }
  }

  private int notAsIntended() {
    invocation.complain("the example did not go as it was meant to; see above");
    return ExitCode.FAILED;
  }

  void sayWhatToTry() {
    title("What to try next");
    hint("demo --keep", "leaves the example running, to play with");
    hint("status", "what differs in your own cloud: source its openrc first");
    hint("help", "all commands");
  }

  private void hint(String command, String purpose) {
    String words = invocation.program() + " " + command;
    int longest = invocation.program().length() + " demo --keep".length();
    invocation.out().println("  " + words + " ".repeat(longest - words.length() + 3) + purpose);
  }

  /** For the time during which the regions go on to run. */
  void sayHowToPlay() {
    String program = invocation.program();
    title("The example runs on until you press Ctrl-C. In another terminal:");
    print(
        List.of(
            "  export GLANCESYNC_CONFIG=" + folder.path().resolve("glancesync.conf"),
            "  export GLANCESYNC_VAR=" + folder.path().resolve(DATA),
            "  export OS_CLIENT_CONFIG_FILE=" + folder.path().resolve("clouds.yaml"),
            "  " + program + " status " + regions,
            "  " + program + " sync Caceres --config master.replace=any",
            "  openstack --os-cloud master --os-region-name Burgos image list"));
    invocation.out().flush();
  }

  private void title(String text) {
    invocation.out().println();
    invocation
        .out()
        .println(Ansi.valueOf(invocation.isColored()).string("@|bold %s|@".formatted(text)));
    invocation.out().flush();
  }

  private void print(List<String> lines) {
    lines.forEach(invocation.out()::println);
  }

  private int width() {
    return Math.min(invocation.terminal().screen().columns(), 100);
  }
}
