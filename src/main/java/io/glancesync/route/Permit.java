package io.glancesync.route;

import java.util.List;

/**
 * Leave to work, in one or several rooms at once. Who has to wait for something else gives it up
 * meanwhile, so that nobody waits behind it. Guarded by the {@link ConcurrencyLimiter} that it is
 * one of.
 */
public final class Permit {
  private final List<PermitPool> rooms;
  private boolean isTaken;
  private boolean isGivenUp;

  Permit(List<PermitPool> rooms) {
    this.rooms = rooms;
  }

  boolean isHeld() {
    return isTaken;
  }

  boolean isSuspended() {
    return isGivenUp;
  }

  /** Takes it if all rooms have one. */
  boolean tryAcquire() {
    if (!rooms.stream().allMatch(PermitPool::hasFreePermit)) {
      return false;
    }
    release();
    rooms.forEach(PermitPool::acquire);
    isTaken = true;
    return true;
  }

  /** Its holder waits, if all rooms let it. */
  boolean trySuspend() {
    if (!isTaken || !rooms.stream().allMatch(PermitPool::allowsSuspension)) {
      return false;
    }
    beginWaiting();
    return true;
  }

  private void beginWaiting() {
    release();
    rooms.forEach(PermitPool::beginSuspension);
    isGivenUp = true;
  }

  /** Its holder waits instead of another, who takes this place; as many wait as before. */
  boolean tryHandOver(Permit other) {
    beginWaiting();
    if (other.tryAcquire()) {
      return true;
    }
    tryAcquire();
    return false;
  }

  /** Its holder neither works nor waits. */
  void release() {
    if (isTaken) {
      rooms.forEach(PermitPool::release);
    } else if (isGivenUp) {
      rooms.forEach(PermitPool::endSuspension);
    }
    isTaken = false;
    isGivenUp = false;
  }
}
