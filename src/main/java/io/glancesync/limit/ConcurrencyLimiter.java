package io.glancesync.limit;

import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how many transfers per region, and how many downloads from the master, run at the same
 * time. A transfer that waits for its next retry, or for something else, is suspended and holds no
 * permit.
 */
public final class ConcurrencyLimiter {
  private final Capacity capacity;
  private final Map<RegionName, PermitPool> regions = new HashMap<>();
  private final Map<String, PermitPool> targets = new HashMap<>();
  private final PermitPool master;

  /**
   * The queues for free permits: transfers that were suspended come first, then new ones in the
   * order of their arrival.
   */
  private final List<Permit> returning = new ArrayList<>();

  private final List<Permit> coming = new ArrayList<>();

  /**
   * Holders that wait but still hold their permit, because the limit of suspended transfers is
   * reached.
   */
  private final List<Permit> willing = new ArrayList<>();

  public ConcurrencyLimiter(Capacity capacity) {
    this.capacity = capacity;
    master = new PermitPool(capacity::downloads, capacity::waiting);
  }

  /**
   * Acquires a permit for a transfer to the region; waits until one is free.
   *
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized Permit acquireForTransfer(RegionName region) throws InterruptedException {
    return acquire(List.of(regions.computeIfAbsent(region, this::region)));
  }

  /**
   * Acquires a permit for a download, from the pool of all downloads and from the pool of the
   * target.
   *
   * @param region the first region that asked for the image
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized Permit acquireForDownload(RegionName region) throws InterruptedException {
    return acquire(List.of(master, targets.computeIfAbsent(region.target(), this::target)));
  }

  private PermitPool region(RegionName region) {
    return new PermitPool(() -> capacity.copiesPerRegion(region.target()), capacity::waiting);
  }

  private PermitPool target(String target) {
    return new PermitPool(() -> capacity.downloads(target), capacity::waiting);
  }

  private Permit acquire(List<PermitPool> pools) throws InterruptedException {
    var permit = new Permit(pools);
    await(permit, coming);
    return permit;
  }

  private void await(Permit permit, List<Permit> queue) throws InterruptedException {
    queue.add(permit);
    try {
      admit();
      while (!permit.isHeld()) {
        wait();
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      // else it would be admitted later, when nobody waits for it any more
      queue.remove(permit);
      release(permit);
      throw e;
    }
  }

  private void admit() {
    boolean changed = returning.removeIf(it -> it.tryAcquire() || isHandedOver(it));
    if (coming.removeIf(Permit::tryAcquire) || changed) {
      notifyAll();
    }
  }

  private boolean isHandedOver(Permit back) {
    Optional<Permit> permit = willing.stream().filter(it -> it.tryHandOver(back)).findFirst();
    permit.ifPresent(willing::remove);
    return permit.isPresent();
  }

  /**
   * Suspends the permit while its holder waits. When the limit of suspended permits is reached, the
   * holder keeps the permit until a resumed one needs it.
   *
   * @param permit null where no limit applies
   */
  public synchronized void suspend(Permit permit) {
    if (permit == null) {
      return;
    }
    if (!permit.trySuspend() && permit.isHeld() && !willing.contains(permit)) {
      willing.add(permit);
    }
    admit();
  }

  /**
   * Resumes a suspended permit as soon as one is free again; at once if the holder kept it.
   *
   * @param permit null where no limit applies
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized void resume(Permit permit) throws InterruptedException {
    willing.remove(permit);
    if (permit != null && permit.isSuspended()) {
      await(permit, returning);
    }
  }

  /**
   * Releases the permit because its holder has finished.
   *
   * @param permit null where no limit applies
   */
  public synchronized void release(Permit permit) {
    if (permit != null) {
      willing.remove(permit);
      permit.release();
      admit();
    }
  }
}
