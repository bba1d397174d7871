package io.glancesync.route;

import java.util.function.IntSupplier;

/** Where so many may work, and so many more wait. Guarded by the {@link Places} that it is in. */
final class Room {
  private final IntSupplier places;
  private final IntSupplier mostWaiting;
  private int working;
  private int waiting;

  /**
   * @param places how many may work; asked each time
   * @param mostWaiting how many may wait besides; asked each time
   */
  Room(IntSupplier places, IntSupplier mostWaiting) {
    this.places = places;
    this.mostWaiting = mostWaiting;
  }

  boolean hasPlace() {
    return working < places.getAsInt();
  }

  boolean letsWait() {
    return waiting < mostWaiting.getAsInt();
  }

  void enter() {
    working++;
  }

  void leave() {
    working--;
  }

  void beginWaiting() {
    waiting++;
  }

  void endWaiting() {
    waiting--;
  }
}
