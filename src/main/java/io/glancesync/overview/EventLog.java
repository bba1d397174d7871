package io.glancesync.overview;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The newest events, for readers that come again and again.
 *
 * <p>How far transfers are is one event at most: a newer one takes the place of the one before,
 * which tells nothing that the newer one does not. Else an hour of a long copy would push out
 * everything else.
 *
 * <p>A reader copies without the lock: however many read, a writer is not held up.
 */
public final class EventLog {
  /** How many events are kept, besides that of progress. */
  static final int MOST = 1000;

  private final String epoch;
  private final AtomicReferenceArray<OverviewEvent> ring = new AtomicReferenceArray<>(MOST);
  private final ReentrantLock lock = new ReentrantLock();
  private volatile OverviewEvent progress;
  private int next;

  /** The id of the newest event that is forgotten, and is none of progress. */
  private volatile long forgotten;

  /** Written last, so that who reads it finds the event. */
  private volatile long newest;

  /**
   * @param epoch names the start
   */
  EventLog(String epoch) {
    this.epoch = epoch;
  }

  /** Appends an event. */
  void append(Instant time, Happening what) {
    lock.lock();
    try {
      var event = new OverviewEvent(newest + 1, time, what);
      if (what instanceof Happening.TransfersProgressed) {
        progress = event;
      } else {
        OverviewEvent old = ring.get(next);
        forgotten = old == null ? forgotten : old.id();
        ring.set(next, event);
        next = (next + 1) % MOST;
      }
      newest = event.id();
    } finally {
      lock.unlock();
    }
  }

  /** The id of the newest event; 0 before the first. */
  public long newest() {
    return newest;
  }

  /** The events after this one that are there now; all with 0. */
  public EventPage since(long id) {
    long end = newest;
    List<OverviewEvent> found =
        Stream.concat(
                Stream.ofNullable(progress),
                Stream.iterate(0, i -> i < MOST, i -> i + 1).map(ring::get))
            .filter(it -> it != null && it.id() > id && it.id() <= end)
            .sorted(Comparator.comparingLong(OverviewEvent::id))
            .collect(toCollection(ArrayList::new));
    // read last: what was overwritten meanwhile is forgotten by now
    return new EventPage(epoch, end, id >= forgotten && id <= end, found);
  }
}
