package io.glancesync.event;

import com.fasterxml.jackson.core.type.TypeReference;
import io.glancesync.file.StateFile;
import io.glancesync.plan.Action;
import io.glancesync.region.RegionName;
import io.glancesync.report.FailureLedger;
import io.glancesync.report.OpenFailure;
import io.glancesync.report.RunReport;
import io.glancesync.run.Progress;
import io.glancesync.run.Run;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
  private final BooleanSupplier isStopping;

  /**
   * @param image absent for a region
   * @param action the same
   * @param since ISO 8601
   */
  private record StoredFailure(
      String region, String image, String action, String error, String since, boolean reminded) {}

  /**
   * @param file the file, which is made when it is first needed
   * @param isStopping whether the service was told to stop: what a run puts off then is no failure
   */
  public FailureNotices(Path file, Progress progress, BooleanSupplier isStopping) {
    this.file =
        new StateFile<>(
            file,
            new TypeReference<List<StoredFailure>>() {},
            List.of(),
            "%s, which says what failed, cannot be understood (%s); it is set aside, and what fails is told again");
    this.progress = progress;
    this.isStopping = isStopping;
  }

  /**
   * Announces what changed with a run.
   *
   * @param run null when it could not even begin
   */
  public synchronized void compared(Run run, RunReport report) {
    if (isStopping.getAsBoolean()) {
      return;
    }
    boolean isWhole = run != null && run.isAboutAll() && !run.isNarrowed();
    try {
      file.problem().ifPresent(LOG::warn);
      List<OpenFailure> before =
          file.readOrSetAside().stream().flatMap(FailureNotices::failure).toList();
      FailureLedger ledger = FailureLedger.after(before, report, isWhole);
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
