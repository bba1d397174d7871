package io.glancesync.route;

import java.util.List;

/**
 * Leave to work, in one or several rooms at once. Who has to wait for something else gives it up
 * meanwhile, so that nobody waits behind it. Guarded by the {@link Places} that it is one of.
 */
public final class Place {
  private final List<Room> rooms;
  private boolean isTaken;
  private boolean isGivenUp;

  Place(List<Room> rooms) {
    this.rooms = rooms;
  }

  boolean isTaken() {
    return isTaken;
  }

  boolean isGivenUp() {
    return isGivenUp;
  }

  /** Takes it if all rooms have one. */
  boolean tryToTake() {
    if (!rooms.stream().allMatch(Room::hasPlace)) {
      return false;
    }
    giveBack();
    rooms.forEach(Room::enter);
    isTaken = true;
    return true;
  }

  /** Its holder waits, if all rooms let it. */
  boolean tryToWait() {
    if (!isTaken || !rooms.stream().allMatch(Room::letsWait)) {
      return false;
    }
    beginWaiting();
    return true;
  }

  private void beginWaiting() {
    giveBack();
    rooms.forEach(Room::beginWaiting);
    isGivenUp = true;
  }

  /** Its holder waits instead of another, who takes this place; as many wait as before. */
  boolean tryToHandTo(Place other) {
    beginWaiting();
    if (other.tryToTake()) {
      return true;
    }
    tryToTake();
    return false;
  }

  /** Its holder neither works nor waits. */
  void giveBack() {
    if (isTaken) {
      rooms.forEach(Room::leave);
    } else if (isGivenUp) {
      rooms.forEach(Room::endWaiting);
    }
    isTaken = false;
    isGivenUp = false;
  }
}
