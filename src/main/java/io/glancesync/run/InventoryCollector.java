package io.glancesync.run;

import io.glancesync.error.ErrorMapper;
import io.glancesync.image.Image;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionImages;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the images of regions one after the other. */
public final class InventoryCollector {
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;

  public InventoryCollector(TokenCache tokenCache, ErrorMapper errorMapper) {
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
  }

  /** Begins a collection; nothing is listed yet. */
  public Collected begin(RegionResolver.RegionSelection wish) {
    var collected = new Collected();
    RegionResolver.unreached(wish)
        .values()
        .forEach(it -> collected.errors.add(ListingFailure.of(it)));
    return collected;
  }

  /** Adds the images of a region. */
  public void found(Collected collected, RegionName region, Collection<Image> images) {
    collected.regions.add(
        new RegionImages(region, tokenCache.projectId(region), List.copyOf(images)));
  }

  /** Records that a region could not be listed. */
  public void failed(Collected collected, RegionName region, Throwable cause) {
    collected.errors.add(ListingFailure.of(errorMapper.ofRegion(region, cause)));
  }

  /** What was collected so far. */
  public static final class Collected {
    private final List<RegionImages> regions = new ArrayList<>();
    private final List<ListingFailure> errors = new ArrayList<>();

    public Inventory inventory() {
      return new Inventory(regions, errors);
    }
  }
}
