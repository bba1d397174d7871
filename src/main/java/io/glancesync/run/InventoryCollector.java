package io.glancesync.run;

import io.glancesync.error.ErrorMapper;
import io.glancesync.image.Image;
import io.glancesync.openstack.Inventory;
import io.glancesync.openstack.ListingFailure;
import io.glancesync.openstack.RegionImages;
import io.glancesync.openstack.TokenCache;
import io.glancesync.region.RegionName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Collects the images of regions one after the other. */
public final class InventoryCollector {
  private final TokenCache tokenCache;
  private final ErrorMapper errorMapper;

  public InventoryCollector(TokenCache tokenCache, ErrorMapper errorMapper) {
    this.tokenCache = tokenCache;
    this.errorMapper = errorMapper;
  }

  /** The images of a region. */
  public RegionImages found(RegionName region, Collection<Image> images) {
    return new RegionImages(region, tokenCache.projectId(region), List.copyOf(images));
  }

  /** Why a region could not be listed. */
  public ListingFailure failed(RegionName region, Throwable cause) {
    return ListingFailure.of(errorMapper.ofRegion(region, cause));
  }

  /**
   * The images of all regions.
   *
   * @param answers by region, each what {@link #found} or {@link #failed} returned
   */
  public Inventory inventory(RegionResolver.RegionSelection wish, List<?> answers) {
    Stream<ListingFailure> unreached =
        RegionResolver.unreached(wish).values().stream().map(ListingFailure::of);
    return new Inventory(
        of(RegionImages.class, answers).toList(),
        Stream.concat(unreached, of(ListingFailure.class, answers)).toList());
  }

  private static <T> Stream<T> of(Class<T> type, List<?> answers) {
    return answers.stream().filter(type::isInstance).map(type::cast);
  }
}
