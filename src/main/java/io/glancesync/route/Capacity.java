package io.glancesync.route;

/**
 * How much may go on at once. Each number is asked for whenever something wants to begin, so that
 * an edit applies to what comes next.
 */
public interface Capacity {
  /** Transfers of one region of the target. */
  int copiesPerRegion(String target);

  /** Regions of the target, of those that a run may work on. */
  int regions(String target);

  /** Images that are read from the master region. */
  int downloads();

  /** Of them, those that the target's regions asked for. */
  int downloads(String target);

  /** Transfers of a region, or downloads, that wait and keep no place meanwhile. */
  int waiting();
}
