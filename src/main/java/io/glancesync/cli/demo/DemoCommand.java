package io.glancesync.cli.demo;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Interruption;
import io.glancesync.embedded.example.ExampleCloud;
import io.glancesync.file.TemporaryFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: a run on an example, without a cloud and without leaving anything behind. */
@Command(
    name = "demo",
    description =
        "Shows a run on an example: five small regions inside this program. It needs no cloud, no"
            + " network and no configuration, takes some seconds, and leaves nothing behind.",
    footer = {
      "%nExit code: "
          + ExitCode.TEXT
          + ". What fails in the example fails on purpose and is not a failure.",
      "%nExamples:",
      "  glancesync demo",
      "  glancesync demo --keep               leaves the example running, to play with"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String GONE = "The example is gone, and so is its folder.";

  private final CommandContext invocation;

  @Spec private CommandSpec spec;

  @Option(
      names = "--keep",
      description =
          "Leave the regions running until Ctrl-C, and print the configuration and what to try.")
  private boolean keep;

  public DemoCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    requireNoConfiguration();
    try (var folder = TemporaryFolder.in(temporary(), "glancesync-demo-");
        var cloud = new ExampleCloud()) {
      return Interruption.followed(
          () -> end(cloud, folder), () -> show(new Demo(invocation, cloud, folder)));
    }
  }

  private void end(ExampleCloud cloud, TemporaryFolder folder) {
    // first what may still write into the folder
    cloud.close();
    folder.close();
    invocation.say(GONE);
  }

  private void requireNoConfiguration() {
    if (invocation.options().conf().isPresent() || !invocation.options().config().isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "the demo has a configuration of its own");
    }
  }

  private Path temporary() {
    return Path.of(
        invocation.environment().variable("TMPDIR").orElse(System.getProperty("java.io.tmpdir")));
  }

  private int show(Demo demo) {
    int code = demo.run();
    if (keep) {
      demo.sayHowToPlay();
      waitForInterruption();
    } else {
      demo.sayWhatToTry();
    }
    return code;
  }

  private static void waitForInterruption() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
