package io.glancesync.cli.display;

import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.time.Ticker;
import io.glancesync.transfer.Transfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far all copies of a run are together, as far as its regions are planned. Bytes that have to
 * be sent once more count once.
 */
final class Totals {
  private final Ticker ticker;
  private final Map<String, Long> underWay = new HashMap<>();
  private Long since;
  private long toSend;
  private long sent;

  Totals(Ticker ticker) {
    this.ticker = ticker;
  }

  synchronized void planned(Plan plan) {
    toSend += plan.steps().filter(Step.Copy.class::isInstance).mapToLong(step -> step.size()).sum();
  }

  /** Its content is sent from the first byte. */
  synchronized void sending(Transfer transfer) {
    since = since == null ? Long.valueOf(ticker.nanos()) : since;
    sent -= Optional.ofNullable(underWay.put(transfer.key(), 0L)).orElse(0L);
  }

  synchronized void sent(Transfer transfer, long bytes) {
    underWay.merge(transfer.key(), bytes, Long::sum);
    sent += bytes;
  }

  /** Whatever became of it, nothing more of it is to be sent. */
  synchronized void ended(Transfer transfer) {
    if (transfer.isCopy()) {
      long passed = Optional.ofNullable(underWay.remove(transfer.key())).orElse(0L);
      toSend -= transfer.step().size() - passed;
    }
    if (toSend == sent) {
      // what comes now is another run's, or another region's
      toSend = 0;
      sent = 0;
      since = null;
    }
  }

  synchronized long toSend() {
    return toSend;
  }

  synchronized long sent() {
    return sent;
  }

  /** Since the first byte of all. */
  synchronized Duration time() {
    return since == null ? Duration.ZERO : ticker.since(since);
  }

  /** For people. */
  synchronized String text() {
    String amounts =
        "%s of %s".formatted(HumanReadable.ofBytes(sent), HumanReadable.ofBytes(toSend));
    if (since == null || sent <= 0) {
      return amounts;
    }
    Duration time = ticker.since(since);
    double left = time.toMillis() * ((double) (toSend - sent) / sent);
    return "%s, %s, %s left"
        .formatted(
            amounts,
            HumanReadable.ofRate(sent, time),
            HumanReadable.ofTime(Duration.ofMillis((long) left)));
  }
}
