package io.glancesync.cli;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Engine;
import io.glancesync.openstack.RegionList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code regions}: every region of every target. */
@Command(
    name = "regions",
    description = "Lists every region of every target, one per line.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ".",
      "%nExamples:",
      "  glancesync regions",
      "  glancesync regions | grep '^other:'"
    })
final class RegionsCommand implements Callable<Integer> {
  private final CommandContext invocation;

  RegionsCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    RegionList found;
    try (Engine engine = invocation.engine(invocation.configuration())) {
      found = engine.regions();
    }
    found.regions().forEach(it -> invocation.print(it.toString()));
    found.errors().forEach(it -> invocation.complain(it.text()));
    return ExitCode.of(found.errors());
  }
}
