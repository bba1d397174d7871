package io.glancesync.limit;

import java.util.function.IntSupplier;

/**
 * A pool of permits, with a limit of holders that work and a limit of suspended ones. Guarded by
 * its {@link ConcurrencyLimiter}.
 */
final class PermitPool {
  private final IntSupplier permits;
  private final IntSupplier maxSuspended;
  private int held;
  private int suspended;

  /**
   * @param permits how many may work at the same time; read at each use
   * @param maxSuspended how many more may be suspended; read at each use
   */
  PermitPool(IntSupplier permits, IntSupplier maxSuspended) {
    this.permits = permits;
    this.maxSuspended = maxSuspended;
  }

  boolean hasFreePermit() {
    return held < permits.getAsInt();
  }

  boolean allowsSuspension() {
    return suspended < maxSuspended.getAsInt();
  }

  void acquire() {
    held++;
  }

  void release() {
    held--;
  }

  void beginSuspension() {
    suspended++;
  }

  void endSuspension() {
    suspended--;
  }
}
