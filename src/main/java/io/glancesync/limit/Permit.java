package io.glancesync.limit;

import java.util.List;

/**
 * The right to work, in one or several permit pools at once. A holder that has to wait for
 * something else suspends the permit meanwhile, so that nobody waits behind it. Guarded by its
 * {@link ConcurrencyLimiter}.
 */
public final class Permit {
  private final List<PermitPool> pools;
  private boolean isHeld;
  private boolean isSuspended;

  Permit(List<PermitPool> pools) {
    this.pools = pools;
  }

  boolean isHeld() {
    return isHeld;
  }

  boolean isSuspended() {
    return isSuspended;
  }

  /** Acquires a permit if all pools have a free one. */
  boolean tryAcquire() {
    if (!pools.stream().allMatch(PermitPool::hasFreePermit)) {
      return false;
    }
    release();
    pools.forEach(PermitPool::acquire);
    isHeld = true;
    return true;
  }

  /** Suspends the permit if all pools allow it. */
  boolean trySuspend() {
    if (!isHeld || !pools.stream().allMatch(PermitPool::allowsSuspension)) {
      return false;
    }
    suspend();
    return true;
  }

  private void suspend() {
    release();
    pools.forEach(PermitPool::beginSuspension);
    isSuspended = true;
  }

  /**
   * Suspends this permit in favour of another one, which acquires it. The number of suspended
   * permits stays the same.
   */
  boolean tryHandOver(Permit other) {
    suspend();
    if (other.tryAcquire()) {
      return true;
    }
    tryAcquire();
    return false;
  }

  /** Releases the permit: its holder neither works nor waits any more. */
  void release() {
    if (isHeld) {
      pools.forEach(PermitPool::release);
    } else if (isSuspended) {
      pools.forEach(PermitPool::endSuspension);
    }
    isHeld = false;
    isSuspended = false;
  }
}
