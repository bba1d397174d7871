package io.glancesync.route;

import io.glancesync.image.Image;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.RegionImages;
import io.glancesync.openstack.Unlisted;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the images of regions one after the other. */
public final class Inventories {
  private final Sessions sessions;
  private final Failures failures;

  public Inventories(Sessions sessions, Failures failures) {
    this.sessions = sessions;
    this.failures = failures;
  }

  /** Nothing listed yet. */
  public Collected begin(Regions.Wish wish) {
    var collected = new Collected();
    Regions.unreached(wish).values().forEach(it -> collected.errors.add(it.unlisted()));
    return collected;
  }

  /** A region was listed. */
  public void found(Collected collected, RegionName region, Collection<Image> images) {
    collected.regions.add(
        new RegionImages(region, sessions.projectId(region), List.copyOf(images)));
  }

  /** A region could not be listed. */
  public void failed(Collected collected, RegionName region, Throwable cause) {
    collected.errors.add(failures.ofRegion(region, cause).unlisted());
  }

  /** What was collected so far. */
  public static final class Collected {
    private final List<RegionImages> regions = new ArrayList<>();
    private final List<Unlisted> errors = new ArrayList<>();

    public Inventory inventory() {
      return new Inventory(regions, errors);
    }
  }
}
