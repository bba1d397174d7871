package io.glancesync.limit;

/**
 * How much may be done at the same time. Each number is read whenever something is about to begin,
 * so that an edit applies to what begins next.
 */
public interface Capacity {
  /** Concurrent transfers per region of the target. */
  int copiesPerRegion(String target);

  /** Concurrent regions of the target, among the regions of a run. */
  int regions(String target);

  /** Concurrent downloads from the master region. */
  int downloads();

  /** Concurrent downloads that the regions of the target asked for. */
  int downloads(String target);

  /** Suspended transfers per region, or suspended downloads. They hold no permit. */
  int waiting();
}
