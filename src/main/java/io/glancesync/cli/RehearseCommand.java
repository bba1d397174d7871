package io.glancesync.cli;

import io.glancesync.cli.display.HumanReadable;
import io.glancesync.cli.display.Summary;
import io.glancesync.cli.display.Table;
import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.Format;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.StateRow;
import io.glancesync.config.Configuration;
import io.glancesync.file.Backup;
import io.glancesync.file.BackupReader;
import io.glancesync.file.BackupWriter;
import io.glancesync.file.ReportJson;
import io.glancesync.file.UnusableFileException;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse}: what a run would do, tried on a backup. */
@Command(
    name = "rehearse",
    description =
        "Plans a run over a backup and applies it to that model in memory: what would happen,"
            + " without contacting a cloud.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ". Work to do is not a failure.",
      "%nExamples:",
      "  glancesync rehearse backup_glance_20260101T120000Z",
      "  glancesync rehearse DIR Burgos --config metadata_set=nid,type --format csv",
      "  glancesync rehearse DIR --to AFTER && diff -r DIR AFTER"
    })
final class RehearseCommand implements Callable<Integer> {
  private final CommandContext invocation;

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of the backup.")
  private Path folder;

  @Parameters(
      index = "1..*",
      paramLabel = "REGION",
      description =
          "Region, target:Region, or target: for all of its regions. None means all regions of the"
              + " backup but the master region.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "DIR2",
      description = "Write what would be there afterwards to this folder, as a backup.")
  private Path to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table (the default), csv (lines before,STATE,REGION,IMAGE, then the same with after), or"
              + " json (the report).")
  private Format format = Format.TABLE;

  RehearseCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    Backup backup = BackupReader.read(folder);
    Optional<BackupWriter> writer = Optional.ofNullable(to).map(this::writer);
    Rehearsed rehearsed =
        new Rehearser(configuration, backup).rehearse(regions, invocation.clock().instant());
    print(rehearsed);
    writer.ifPresent(it -> it.write(rehearsed.afterwards()));
    return ExitCode.DONE;
  }

  private BackupWriter writer(Path to) {
    if (to.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize())) {
      throw new UnusableFileException(
          to + ": this is the backup that is rehearsed; name another folder");
    }
    return BackupWriter.to(to);
  }

  private void print(Rehearsed rehearsed) {
    switch (format) {
      case TABLE -> {
        table().lines(rehearsed.rows()).forEach(invocation.out()::println);
        rehearsed.impossible().forEach(it -> invocation.print("Impossible: " + it));
        new Summary(rehearsed.report(), rehearsed.before(), Comparator.<RegionName>naturalOrder())
            .conclusion()
            .forEach(invocation::print);
      }
      case CSV -> {
        StateRow.of(rehearsed.before()).forEach(row -> printCsv("before", row));
        StateRow.of(rehearsed.after()).forEach(row -> printCsv("after", row));
      }
      case JSON -> invocation.out().print(ReportJson.text(rehearsed.report()));
    }
  }

  private void printCsv(String when, StateRow row) {
    invocation.out().println(when + "," + row.csv());
  }

  private Table<RehearsedRow> table() {
    return new Table<RehearsedRow>(invocation.stateColors())
        .column("BEFORE", RehearsedRow::before)
        .column("ACTION", RehearsedRow::action)
        .column("AFTER", RehearsedRow::after)
        .number("SIZE", row -> HumanReadable.ofBytes(row.size()))
        .column("REGION", row -> row.region().toString())
        .column("IMAGE", RehearsedRow::image);
  }
}
