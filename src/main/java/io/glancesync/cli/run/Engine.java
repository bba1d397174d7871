package io.glancesync.cli.run;

import io.glancesync.config.Loaded;
import io.glancesync.deadletter.Retry;
import io.glancesync.limit.Timetable;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.RegionList;
import io.glancesync.overview.OverviewTracker;
import io.glancesync.report.Check;
import io.glancesync.report.RunReport;
import io.glancesync.run.RunRequest;
import java.util.List;
import java.util.function.Supplier;

/** What the commands have done: the routes, started for one command and closed after it. */
public interface Engine extends AutoCloseable {
  /**
   * From now on no more than this goes to all regions together, whatever else is said about that.
   */
  void limit(Timetable bandwidth);

  /**
   * Does one run.
   *
   * @throws io.glancesync.config.source.ConfigurationException when the user has to correct
   *     something
   * @throws io.glancesync.error.UnreachableException when the master cannot be reached
   * @throws io.glancesync.error.RefusedException when the master answers, but refuses
   */
  RunReport run(RunRequest request);

  /**
   * Does one run about these dead letters and nothing else. Those that it closes are gone
   * afterwards, the others lie in their folder and ask for no retry any more.
   *
   * @throws RuntimeException as of {@link #run}
   */
  RunReport retry(Retry wanted);

  /** The view of what is going on here: of the runs, and of what they have under way. */
  OverviewTracker overview();

  /** Every region of every target. */
  RegionList regions();

  /** The images of the master region and of the regions that the words name. */
  Inventory inventory(List<String> words);

  /**
   * Looks whether runs can work. What is wrong is in the result: it is thrown only where nothing
   * can be looked at.
   *
   * @param trying whether to try publishing an image for real, which changes regions for a moment
   */
  List<Check> check(boolean trying);

  /**
   * Does runs on schedule until the program is told to end; runs under way then have some time.
   *
   * @param reader reads the configuration anew
   * @throws io.glancesync.error.RefusedException when another service works with the same data
   */
  void serve(Supplier<Loaded> reader);

  @Override
  void close();
}
