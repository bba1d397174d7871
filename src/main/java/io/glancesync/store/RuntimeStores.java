package io.glancesync.store;

import io.glancesync.store.file.FileJournal;
import io.glancesync.transfer.Journal;
import java.nio.file.Path;

/**
 * What one run leaves to the next, and to those who look. Made once for a process: only one object
 * of a kind knows what its own threads are about to change.
 */
public record RuntimeStores(Journal journal) {
  /**
   * The stores of one host, in files of the run-time data, which are made when they are first
   * needed.
   *
   * @param data the folder of the run-time data, which may not exist yet
   */
  public static RuntimeStores inFiles(Path data) {
    return new RuntimeStores(new FileJournal(data.resolve("in-flight")));
  }
}
