package io.glancesync.cli;

import io.glancesync.cli.option.ExitCode;
import io.glancesync.cli.option.OptionTexts;
import io.glancesync.cli.run.CommandContext;
import io.glancesync.cli.run.Engine;
import io.glancesync.config.Configuration;
import io.glancesync.file.Backup;
import io.glancesync.file.BackupWriter;
import io.glancesync.image.Image;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.RegionImages;
import io.glancesync.region.RegionName;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: the images' metadata, written to files. */
@Command(
    name = "backup",
    description =
        "Writes the metadata of all images of these regions and of the master region to files, and"
            + " prints their paths.",
    footer = {
      "%nExit code: " + ExitCode.TEXT + ".",
      "%nExamples:",
      "  glancesync backup                    all regions of the target master",
      "  glancesync backup Burgos --to /var/backups/glance"
    })
final class BackupCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final CommandContext invocation;

  @Parameters(paramLabel = "REGION", description = OptionTexts.REGIONS)
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder to write to, made if there is none. Default: backup_glance_TIME.")
  private Path to;

  BackupCommand(CommandContext invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Configuration configuration = invocation.configuration();
    Instant now = invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    var writer = BackupWriter.to(to == null ? Path.of(defaultName(now)) : to);
    Inventory inventory;
    try (Engine engine = invocation.engine(configuration)) {
      inventory = engine.inventory(regions);
    }
    writer.write(backup(now, inventory)).forEach(it -> invocation.print(it.toString()));
    inventory.errors().forEach(it -> invocation.complain(it.text()));
    return ExitCode.of(inventory.errors());
  }

  private static String defaultName(Instant now) {
    return "backup_glance_" + TIMESTAMP.format(now);
  }

  private static Backup backup(Instant now, Inventory inventory) {
    var projects = new TreeMap<String, String>();
    var images = new TreeMap<RegionName, List<Image>>();
    for (RegionImages region : inventory.regions()) {
      projects.put(region.region().target(), region.projectId());
      images.put(region.region(), region.images());
    }
    return new Backup(Optional.of(now), projects, images);
  }
}
