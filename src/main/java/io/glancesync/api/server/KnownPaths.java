package io.glancesync.api.server;

import io.glancesync.api.server.PathTable.PathMethods;
import io.glancesync.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The paths that there are, and those that will be there in a moment: routes start one after the
 * other, and one that was edited is replaced.
 */
final class KnownPaths {
  /** How long a path that is gone may come back. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Supplier<PathTable> present;
  private final Ticker ticker;
  private final Map<PathMethods, Long> seen = new ConcurrentHashMap<>();

  KnownPaths(Supplier<PathTable> present, Ticker ticker) {
    this.present = present;
    this.ticker = ticker;
  }

  /** The paths that there are now. */
  PathTable present() {
    return present.get();
  }

  /**
   * Notes which paths there are. Called about once a second, as soon as all routes have started.
   *
   * @return whether this is the first time
   */
  boolean look() {
    boolean isFirst = seen.isEmpty();
    long now = ticker.nanos();
    seen.values().removeIf(this::isOver);
    present().entries().forEach(it -> seen.put(it, now));
    return isFirst;
  }

  /** Whether a path that is not there may come in a moment. */
  boolean isExpected(String path) {
    if (seen.isEmpty()) {
      return true;
    }
    List<PathMethods> lately =
        seen.entrySet().stream()
            .filter(it -> !isOver(it.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return !new PathTable(lately).methods(path).isEmpty();
  }

  private boolean isOver(long time) {
    return ticker.since(time).compareTo(SOON) > 0;
  }
}
