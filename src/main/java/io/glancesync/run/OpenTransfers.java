package io.glancesync.run;

import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The transfers that have not ended yet. Each is taken up by one message at most, and ends once,
 * whatever a route does with its messages.
 */
final class OpenTransfers {
  private final Ticker ticker;

  /** When each began, in ticks; empty before that. */
  private final Map<String, Optional<Long>> open = new HashMap<>();

  private final Set<String> taken = new HashSet<>();

  OpenTransfers(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void add(Transfer transfer) {
    open.put(key(transfer), Optional.empty());
  }

  synchronized boolean contains(Transfer transfer) {
    return open.containsKey(key(transfer));
  }

  /** Takes a transfer up; false if a message has taken it up before, or if it has ended. */
  synchronized boolean take(Transfer transfer) {
    String key = key(transfer);
    return open.containsKey(key) && taken.add(key);
  }

  private boolean isTaken(Transfer transfer) {
    return taken.contains(key(transfer));
  }

  /** Records that the message that took the transfer up works on it no longer. */
  synchronized void leave(Transfer transfer) {
    taken.remove(key(transfer));
    notifyAll();
  }

  /**
   * Waits until no message works on any of the transfers.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  synchronized void awaitLeft(Collection<Transfer> transfers) throws InterruptedException {
    while (transfers.stream().anyMatch(this::isTaken)) {
      wait();
    }
  }

  synchronized void begun(Transfer transfer) {
    open.replace(key(transfer), Optional.of(ticker.nanos()));
  }

  /**
   * Ends a transfer.
   *
   * @return empty if it has ended before
   */
  synchronized Optional<Ended> end(Transfer transfer) {
    return Optional.ofNullable(open.remove(key(transfer)))
        .map(it -> new Ended(it.isPresent(), it.map(ticker::since).orElse(Duration.ZERO)));
  }

  /**
   * A transfer that has just ended.
   *
   * @param hasBegun whether it ever began
   * @param duration how long it took; zero if it never began
   */
  record Ended(boolean hasBegun, Duration duration) {}

  private static String key(Transfer transfer) {
    return transfer.run() + transfer.key();
  }
}
