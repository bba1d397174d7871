package io.glancesync.route;

import io.glancesync.transfer.Transfer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The transfers that are queued or under way, and since when. */
final class OpenTransfers {
  private final Clock clock;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

  OpenTransfers(Clock clock) {
    this.clock = clock;
  }

  void add(Transfer transfer) {
    open.add(key(transfer));
  }

  boolean contains(Transfer transfer) {
    return open.contains(key(transfer));
  }

  void begun(Transfer transfer) {
    begun.put(key(transfer), clock.instant());
  }

  /** Forgets a transfer and answers how long it took; nothing when it never began. */
  Duration end(Transfer transfer) {
    open.remove(key(transfer));
    Instant since = begun.remove(key(transfer));
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  private static String key(Transfer transfer) {
    return transfer.run() + transfer.key();
  }
}
