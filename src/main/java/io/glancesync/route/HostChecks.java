package io.glancesync.route;

import io.glancesync.check.BandwidthChecks;
import io.glancesync.check.DataChecks;
import io.glancesync.check.ScheduleChecks;
import io.glancesync.check.TargetChecks;
import io.glancesync.error.FileTrouble;
import io.glancesync.file.AtomicFile;
import io.glancesync.file.PrivateFolder;
import io.glancesync.report.Check;
import io.glancesync.run.DeadLetterService;
import io.glancesync.text.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Checks what runs need of this host. To add a check, add a line to the list. */
public final class HostChecks {
  private static final String HOST = "this host";
  private static final long LEAST_BYTES = 1_000_000_000;

  private final CamelContext context;
  private final Path routes;
  private final Path data;
  private final DataChecks files;
  private final ScheduleChecks schedules;
  private final BandwidthChecks bandwidth;
  private final Supplier<List<String>> refusedEdits;
  private final Supplier<List<String>> special;
  private final List<Supplier<Check>> all;

  /**
   * @param routes the folder of the route files
   * @param data the folder of the run-time data, which may not exist yet
   * @param files the checks of the files in that folder
   * @param refusedEdits the edits that a running service does not apply
   * @param special settings that only some installations have, such as limits of targets
   */
  public HostChecks(
      CamelContext context,
      Path routes,
      Path data,
      DataChecks files,
      DeadLetterService office,
      Supplier<List<String>> refusedEdits,
      Supplier<List<String>> special,
      BandwidthChecks bandwidth,
      ScheduleChecks schedules) {
    this.files = files;
    this.schedules = schedules;
    this.bandwidth = bandwidth;
    this.refusedEdits = refusedEdits;
    this.special = special;
    this.context = context;
    this.routes = routes;
    this.data = data;
    all = List.of(this::data, office::check, this::routes, this::settings);
  }

  /** Runs all checks. */
  public void look(TargetChecks.Checkup checkup) {
    all.forEach(check -> checkup.add(check.get()));
    files.all().forEach(checkup::add);
    bandwidth.all().forEach(checkup::add);
    refusedEdits.get().forEach(it -> checkup.add(Check.failed("edits", it)));
    schedules.all().forEach(checkup::add);
  }

  private Check data() {
    try {
      PrivateFolder.make(data);
      AtomicFile.probe(data);
      return space(data, Files.getFileStore(data).getUsableSpace());
    } catch (IOException e) {
      return Check.failed(
          HOST,
          "Tried to write into glancesync.var, but %s; make room there, make it writable, or set glancesync.var in conf/application.properties or $GLANCESYNC_VAR"
              .formatted(FileTrouble.text(e)));
    }
  }

  public static Check space(Path folder, long free) {
    String text = "%s is writable, %s free".formatted(folder, Size.of(free));
    return free < LEAST_BYTES
        ? Check.warning(HOST, text + "; make room, at least 1 GB")
        : Check.ok(HOST, text);
  }

  /** Reports the route files. That the routes were started proves that the files can be read. */
  private Check routes() {
    try (Stream<Path> files = Files.list(routes)) {
      long count = files.filter(it -> it.toString().endsWith(".camel.yaml")).count();
      return Check.ok("routes", "%d files, %d routes".formatted(count, context.getRoutesSize()));
    } catch (IOException e) {
      return Check.failed("routes", FileTrouble.text(e));
    }
  }

  private Check settings() {
    String common =
        context.resolvePropertyPlaceholders(
            "retries {{glancesync.retries}}, retry-delay {{glancesync.retry-delay}} ms"
                + " times {{glancesync.delay-growth}} up to {{glancesync.longest-delay}} s"
                + " (+- {{glancesync.delay-jitter}} %),"
                + " connect-timeout {{glancesync.connect-timeout}} s,"
                + " response-timeout {{glancesync.response-timeout}} s,"
                + " store-timeout {{glancesync.store-timeout}} s,"
                + " stall-timeout {{glancesync.stall-timeout}} s,"
                + " probe-delay {{glancesync.probe-delay}} ms,"
                + " region-patience {{glancesync.region-patience}} s,"
                + " shrunken-master {{glancesync.shrunken-master}} %,"
                + " most-replaced {{glancesync.most-replaced}},"
                + " dead-letter-limit {{glancesync.dead-letter-limit}},"
                + " dead-letter-age {{glancesync.dead-letter-age}} days,"
                + " copies-per-region {{glancesync.copies-per-region}},"
                + " downloads {{glancesync.downloads}},"
                + " waiting-per-region {{glancesync.waiting-per-region}},"
                + " spool-limit {{glancesync.spool-limit}} GB,"
                + " spool-patience {{glancesync.spool-patience}} s,"
                + " missed-runs {{glancesync.missed-runs}},"
                + " stop-grace {{glancesync.stop-grace}} s,"
                + " runs-kept {{glancesync.runs-kept}},"
                + " notify {{glancesync.notify}}");
    return Check.ok(
        "settings",
        Stream.concat(Stream.of(common), special.get().stream()).collect(Collectors.joining(", ")));
  }
}
