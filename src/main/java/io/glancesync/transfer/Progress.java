package io.glancesync.transfer;

import io.glancesync.plan.Plan;
import io.glancesync.report.RegionResult;
import io.glancesync.report.TransferResult;

/** Is told what a run is doing, as it happens and from several threads at once. */
public interface Progress {
  /** A region was compared; this is what is going to be done. */
  default void planned(Plan plan) {}

  /** A transfer has left its queue. */
  default void begun(Transfer transfer) {}

  /** Its content is sent from the first byte, for the first time or once more. */
  default void sending(Transfer transfer) {}

  /** So many bytes more were sent. */
  default void sent(Transfer transfer, long bytes) {}

  default void ended(Transfer transfer, TransferResult result) {}

  default void ended(RegionResult result) {}

  /** It was not begun, or broken off, as the service was told to end: nothing is wrong with it. */
  default void putOff(Transfer transfer, TransferResult result) {
    ended(transfer, result);
  }

  /** The same of what was to be done in a region. */
  default void putOff(RegionResult result) {
    ended(result);
  }

  /** A dead letter of a region that is through was looked at again. */
  default void judged(Resolution resolution) {}
}
