package io.glancesync.run;

import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The transfers that have not ended yet, and their start times. */
final class OpenTransfers {
  private final Ticker ticker;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> begun = new ConcurrentHashMap<>();

  OpenTransfers(Ticker ticker) {
    this.ticker = ticker;
  }

  void add(Transfer transfer) {
    open.add(key(transfer));
  }

  boolean contains(Transfer transfer) {
    return open.contains(key(transfer));
  }

  void begun(Transfer transfer) {
    begun.put(key(transfer), ticker.nanos());
  }

  /** Removes a transfer and returns how long it took; nothing when it never began. */
  Duration end(Transfer transfer) {
    open.remove(key(transfer));
    Long since = begun.remove(key(transfer));
    return since == null ? Duration.ZERO : ticker.since(since);
  }

  private static String key(Transfer transfer) {
    return transfer.run() + transfer.key();
  }
}
