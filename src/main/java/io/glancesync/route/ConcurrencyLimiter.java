package io.glancesync.route;

import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets as many transfers of a region, and as many downloads from the master, go on at once as may.
 * One that waits, for its next try or for what somebody else does, takes nobody's place.
 */
public final class ConcurrencyLimiter {
  private final Capacity capacity;
  private final Map<RegionName, PermitPool> regions = new HashMap<>();
  private final Map<String, PermitPool> targets = new HashMap<>();
  private final PermitPool master;

  /** Who goes on next where there is room: those that were at work before, then who came first. */
  private final List<Permit> returning = new ArrayList<>();

  private final List<Permit> coming = new ArrayList<>();

  /** Who waits for something, but keeps a place, as enough wait without one. */
  private final List<Permit> willing = new ArrayList<>();

  public ConcurrencyLimiter(Capacity capacity) {
    this.capacity = capacity;
    master = new PermitPool(capacity::downloads, capacity::waiting);
  }

  /**
   * A place among the region's transfers, once there is one.
   *
   * @throws InterruptedException while it waited
   */
  public synchronized Permit acquireForTransfer(RegionName region) throws InterruptedException {
    return taken(List.of(regions.computeIfAbsent(region, this::region)));
  }

  /**
   * A place among the downloads, and among those that the target's regions asked for.
   *
   * @param region that asked first
   * @throws InterruptedException while it waited
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
   * Its holder waits. Where enough do so already it keeps the place, until one of them needs it.
   *
   * @param place null where nothing limits what goes on
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
   * Its holder goes on, as soon as there is a place for it again; at once where it kept its own.
   *
   * @param place null where nothing limits what goes on
   * @throws InterruptedException while it waited
   */
  public synchronized void resume(Permit place) throws InterruptedException {
    willing.remove(place);
    if (place != null && place.isSuspended()) {
      await(place, returning);
    }
  }

  /**
   * Its holder is through.
   *
   * @param place null where nothing limits what goes on
   */
  public synchronized void release(Permit place) {
    if (place != null) {
      willing.remove(place);
      place.release();
      letIn();
    }
  }
}
