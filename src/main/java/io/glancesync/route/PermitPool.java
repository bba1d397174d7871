package io.glancesync.route;

import java.util.function.IntSupplier;

/**
 * A pool of permits, with a limit of holders that work and a limit of suspended ones. Guarded by
 * its {@link ConcurrencyLimiter}.
 */
final class PermitPool {
  private final IntSupplier places;
  private final IntSupplier mostWaiting;
  private int working;
  private int waiting;

  /**
   * @param places how many may work at the same time; read at each use
   * @param mostWaiting how many more may be suspended; read at each use
   */
  PermitPool(IntSupplier places, IntSupplier mostWaiting) {
    this.places = places;
    this.mostWaiting = mostWaiting;
  }

  boolean hasFreePermit() {
    return working < places.getAsInt();
  }

  boolean allowsSuspension() {
    return waiting < mostWaiting.getAsInt();
  }

  void acquire() {
    working++;
  }

  void release() {
    working--;
  }

  void beginSuspension() {
    waiting++;
  }

  void endSuspension() {
    waiting--;
  }
}
