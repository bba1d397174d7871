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
public final class Places {
  private final Capacity capacity;
  private final Map<RegionName, Room> regions = new HashMap<>();
  private final Map<String, Room> targets = new HashMap<>();
  private final Room master;

  /** Who goes on next where there is room: those that were at work before, then who came first. */
  private final List<Place> returning = new ArrayList<>();

  private final List<Place> coming = new ArrayList<>();

  /** Who waits for something, but keeps a place, as enough wait without one. */
  private final List<Place> willing = new ArrayList<>();

  public Places(Capacity capacity) {
    this.capacity = capacity;
    master = new Room(capacity::downloads, capacity::waiting);
  }

  /**
   * A place among the region's transfers, once there is one.
   *
   * @throws InterruptedException while it waited
   */
  public synchronized Place ofTransfer(RegionName region) throws InterruptedException {
    return taken(List.of(regions.computeIfAbsent(region, this::region)));
  }

  /**
   * A place among the downloads, and among those that the target's regions asked for.
   *
   * @param region that asked first
   * @throws InterruptedException while it waited
   */
  public synchronized Place ofDownload(RegionName region) throws InterruptedException {
    return taken(List.of(master, targets.computeIfAbsent(region.target(), this::target)));
  }

  private Room region(RegionName region) {
    return new Room(() -> capacity.copiesPerRegion(region.target()), capacity::waiting);
  }

  private Room target(String target) {
    return new Room(() -> capacity.downloads(target), capacity::waiting);
  }

  private Place taken(List<Room> rooms) throws InterruptedException {
    var place = new Place(rooms);
    await(place, coming);
    return place;
  }

  private void await(Place place, List<Place> queue) throws InterruptedException {
    queue.add(place);
    try {
      letIn();
      while (!place.isTaken()) {
        wait();
      }
    } catch (InterruptedException e) {
      queue.remove(place);
      leave(place);
      throw e;
    }
  }

  private void letIn() {
    boolean changed = returning.removeIf(it -> it.tryToTake() || isHanded(it));
    if (coming.removeIf(Place::tryToTake) || changed) {
      notifyAll();
    }
  }

  private boolean isHanded(Place back) {
    Optional<Place> place = willing.stream().filter(it -> it.tryToHandTo(back)).findFirst();
    place.ifPresent(willing::remove);
    return place.isPresent();
  }

  /**
   * Its holder waits. Where enough do so already it keeps the place, until one of them needs it.
   *
   * @param place null where nothing limits what goes on
   */
  public synchronized void giveUp(Place place) {
    if (place == null) {
      return;
    }
    if (!place.tryToWait() && place.isTaken() && !willing.contains(place)) {
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
  public synchronized void takeAgain(Place place) throws InterruptedException {
    willing.remove(place);
    if (place != null && place.isGivenUp()) {
      await(place, returning);
    }
  }

  /**
   * Its holder is through.
   *
   * @param place null where nothing limits what goes on
   */
  public synchronized void leave(Place place) {
    if (place != null) {
      willing.remove(place);
      place.giveBack();
      letIn();
    }
  }
}
