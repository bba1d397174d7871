package io.glancesync.report;

import java.util.List;
import java.util.Optional;

/**
 * The reports of past runs; the oldest go when there are too many.
 *
 * <p>The run at work keeps its report when it ends, and commands and the API read reports at the
 * same time, from several processes. So a report may go after it was listed: it is empty then. A
 * report is kept for good when {@link #keep} returns; a reader finds all of it or nothing.
 *
 * <p>All methods throw an {@link java.io.UncheckedIOException} when the reports cannot be used. Its
 * message says what to do.
 */
public interface RunReportStore {
  /**
   * Keeps a report under the run's id, and lets the oldest go if there are too many then. A report
   * of the same run is replaced.
   */
  void keep(RunReport report);

  /**
   * The ids of all runs that have a report, newest first. An id begins with the time at which its
   * run began, so that this is the order of the ids.
   */
  List<String> ids();

  /**
   * The report of a run, as other programs read it; empty when there is none.
   *
   * @param run one of {@link #ids}: what a user writes is not looked up
   */
  Optional<String> text(String run);

  /**
   * The report of a run; empty when there is none. One that cannot be understood is an error that
   * names it; it is not set aside, and the others can be read.
   *
   * @param run as of {@link #text}
   */
  Optional<RunReport> report(String run);
}
