package io.glancesync.route;

import java.util.List;

/**
 * The right to work, in one or several permit pools at once. A holder that has to wait for
 * something else suspends the permit meanwhile, so that nobody waits behind it. Guarded by its
 * {@link ConcurrencyLimiter}.
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

  /** Acquires a permit if all pools have a free one. */
  boolean tryAcquire() {
    if (!rooms.stream().allMatch(PermitPool::hasFreePermit)) {
      return false;
    }
    release();
    rooms.forEach(PermitPool::acquire);
    isTaken = true;
    return true;
  }

  /** Suspends the permit if all pools allow it. */
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

  /**
   * Suspends this permit in favour of another one, which acquires it. The number of suspended
   * permits stays the same.
   */
  boolean tryHandOver(Permit other) {
    beginWaiting();
    if (other.tryAcquire()) {
      return true;
    }
    tryAcquire();
    return false;
  }

  /** Releases the permit: its holder neither works nor waits any more. */
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
