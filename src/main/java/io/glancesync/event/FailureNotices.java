package io.glancesync.event;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureLedger;
import io.glancesync.report.FailureLedger.RunScope;
import io.glancesync.report.OpenFailure;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces after a run what fails that did not before, what still fails after a day, and what has
 * recovered (specification, section 9). What fails is noted in one small JSON file. A problem with
 * it is only logged, so that no run loses its result because of it.
 */
public final class FailureNotices {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.notify");

  private final StateFile<List<StoredFailure>> file;
  private final Progress progress;
  private final Supplier<RegionName> master;
  private final Predicate<String> isEnding;

  /**
   * @param image absent for a region
   * @param action the same
   * @param since ISO 8601
   */
  private record StoredFailure(
      String region, String image, String action, String error, String since, boolean reminded) {}

  /**
   * @param file the file, which is made when it is first needed
   * @param master the region that images come from
   * @param isEnding whether a run, by its id, begins nothing any more. What it puts off then does
   *     not count as failed
   */
  public FailureNotices(
      Path file, Progress progress, Supplier<RegionName> master, Predicate<String> isEnding) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<List<StoredFailure>>() {},
            List.of(),
            "%s, which says what failed, cannot be understood (%s); it is set aside, and what fails is told again");
    this.progress = progress;
    this.master = master;
    this.isEnding = isEnding;
  }

  /**
   * Announces what changed with a run.
   *
   * @param run null when it could not even begin
   */
  public synchronized void compared(Run run, RunReport report) {
    if (isEnding.test(report.run())) {
      return;
    }
    try {
      file.problem().ifPresent(LOG::warn);
      List<OpenFailure> before =
          file.readOrSetAside().stream().flatMap(FailureNotices::failure).toList();
      FailureLedger ledger = FailureLedger.after(before, report, scope(run));
      if (!ledger.open().equals(before)) {
        file.write(ledger.open().stream().map(FailureNotices::stored).toList());
      }
      if (!ledger.changes().isEmpty()) {
        progress.changed(report, ledger.changes());
      }
    } catch (RuntimeException e) {
      LOG.error("nobody can be told what fails: {}", e.getMessage());
    }
  }

  private RunScope scope(Run run) {
    if (run == null) {
      return new RunScope(master.get(), Set.of(), false);
    }
    Set<String> targets =
        run.words().isEmpty()
            ? Set.of(RegionName.MASTER_TARGET)
            : run.words().stream()
                .map(RegionName::of)
                .filter(it -> it.region().isEmpty())
                .map(RegionName::target)
                .collect(Collectors.toSet());
    boolean isWhole = run.isAboutAll() && !run.isNarrowed() && run.isMasterTrusted();
    return new RunScope(master.get(), targets, isWhole);
  }

  /** Nothing when somebody edited it away. */
  private static Stream<OpenFailure> failure(StoredFailure stored) {
    if (stored == null || stored.region() == null || stored.since() == null) {
      return Stream.empty();
    }
    try {
      return Stream.of(
          new OpenFailure(
              RegionName.of(stored.region()),
              Optional.ofNullable(stored.image()),
              Stream.of(Action.values())
                  .filter(it -> it.text().equals(stored.action()))
                  .findFirst(),
              Optional.ofNullable(stored.error()).orElse(""),
              Instant.parse(stored.since()),
              stored.reminded()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static StoredFailure stored(OpenFailure failure) {
    return new StoredFailure(
        failure.region().toString(),
        failure.image().orElse(null),
        failure.action().map(Action::text).orElse(null),
        failure.error(),
        failure.since().toString(),
        failure.isReminded());
  }
}
