package io.glancesync.route;

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
    return taken(List.of(regions.computeIfAbsent(region, this::region)));
  }

  /**
   * Acquires a permit for a download, from the pool of all downloads and from the pool of the
   * target.
   *
   * @param region the first region that asked for the image
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized Permit acquireForDownload(RegionName region) throws InterruptedException {
    return taken(List.of(master, targets.computeIfAbsent(region.target(), this::target)));
  }

  private PermitPool region(RegionName region) {
    return new PermitPool(() -> capacity.copiesPerRegion(region.target()), capacity::waiting);
  }

  private PermitPool target(String target) {
    return new PermitPool(() -> capacity.downloads(target), capacity::waiting);
  }

  private Permit taken(List<PermitPool> rooms) throws InterruptedException {
    var place = new Permit(rooms);
    await(place, coming);
    return place;
  }

  private void await(Permit place, List<Permit> queue) throws InterruptedException {
    queue.add(place);
    try {
      letIn();
      while (!place.isHeld()) {
        wait();
      }
    } catch (InterruptedException e) {
      queue.remove(place);
      release(place);
      throw e;
    }
  }

  private void letIn() {
    boolean changed = returning.removeIf(it -> it.tryAcquire() || isHanded(it));
    if (coming.removeIf(Permit::tryAcquire) || changed) {
      notifyAll();
    }
  }

  private boolean isHanded(Permit back) {
    Optional<Permit> place = willing.stream().filter(it -> it.tryHandOver(back)).findFirst();
    place.ifPresent(willing::remove);
    return place.isPresent();
  }

  /**
   * Suspends the permit while its holder waits. When the limit of suspended permits is reached, the
   * holder keeps the permit until a resumed one needs it.
   *
   * @param place null where no limit applies
   */
  public synchronized void suspend(Permit place) {
    if (place == null) {
      return;
    }
    if (!place.trySuspend() && place.isHeld() && !willing.contains(place)) {
      willing.add(place);
    }
    letIn();
  }

  /**
   * Resumes a suspended permit as soon as one is free again; at once if the holder kept it.
   *
   * @param place null where no limit applies
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  public synchronized void resume(Permit place) throws InterruptedException {
    willing.remove(place);
    if (place != null && place.isSuspended()) {
      await(place, returning);
    }
  }

  /**
   * Releases the permit because its holder has finished.
   *
   * @param place null where no limit applies
   */
  public synchronized void release(Permit place) {
    if (place != null) {
      willing.remove(place);
      place.release();
      letIn();
    }
  }
}
