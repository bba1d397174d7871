package io.glancesync.cli;

import io.glancesync.plan.Plan;
import io.glancesync.plan.Step;
import io.glancesync.time.Ticks;
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
  private final Ticks ticks;
  private final Map<String, Long> underWay = new HashMap<>();
  private Long since;
  private long toSend;
  private long sent;

  Totals(Ticks ticks) {
    this.ticks = ticks;
  }

  synchronized void planned(Plan plan) {
    toSend +=
        plan.steps()
            .filter(Step.Copy.class::isInstance)
            .mapToLong(step -> step.master().size())
            .sum();
  }

  /** Its content is sent from the first byte. */
  synchronized void sending(Transfer transfer) {
    since = since == null ? Long.valueOf(ticks.nanos()) : since;
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
      toSend -= transfer.step().master().size() - passed;
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
    return since == null ? Duration.ZERO : ticks.since(since);
  }

  /** For people. */
  synchronized String text() {
    String amounts = "%s of %s".formatted(Amount.ofBytes(sent), Amount.ofBytes(toSend));
    if (since == null || sent <= 0) {
      return amounts;
    }
    Duration time = ticks.since(since);
    double left = time.toMillis() * ((double) (toSend - sent) / sent);
    return "%s, %s, %s left"
        .formatted(
            amounts, Amount.ofRate(sent, time), Amount.ofTime(Duration.ofMillis((long) left)));
  }
}
