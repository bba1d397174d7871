package io.glancesync.route;

import java.util.function.IntSupplier;

/**
 * Where so many may work, and so many more wait. Guarded by the {@link ConcurrencyLimiter} that it
 * is in.
 */
final class PermitPool {
  private final IntSupplier places;
  private final IntSupplier mostWaiting;
  private int working;
  private int waiting;

  /**
   * @param places how many may work; asked each time
   * @param mostWaiting how many may wait besides; asked each time
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
