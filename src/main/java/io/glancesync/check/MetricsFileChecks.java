package io.glancesync.check;

import io.glancesync.error.FileErrors;
import io.glancesync.file.AtomicFile;
import io.glancesync.report.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks whether the file for metrics can be written.
 *
 * @param file empty when there is to be none
 */
public record MetricsFileChecks(Supplier<Optional<Path>> file) {
  private static final String SUBJECT = "metrics";

  /** One line if there is such a file. No run depends on it, so that it is a warning at most. */
  public List<Check> all() {
    return file.get().map(MetricsFileChecks::check).stream().toList();
  }

  private static Check check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      AtomicFile.probe(folder);
      return Check.ok(SUBJECT, "%s can be written".formatted(file));
    } catch (IOException e) {
      return Check.warning(
          SUBJECT,
          "Tried to write into %s, but %s; make the folder, make it writable, or correct glancesync.metrics.file"
              .formatted(folder, FileErrors.reason(e)));
    }
  }
}
