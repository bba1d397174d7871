package io.glancesync.openstack;

import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Begins the lists of regions' images and reads their pages, each list within its limits. */
public final class Listings {
  private static final PageReader PAGES = new PageReader(Glance::image);

  /** So many lists may be in memory at once: the master region's and those in hand. */
  private static final int SHARES = 4;

  /** So many times as long as a page may take. */
  private static final int PAGES_LONG = 10;

  private final Function<String, Duration> pageTime;
  private final LongSupplier nanos;

  /**
   * @param pageTime {@code list_images_timeout}, by the target
   * @param nanos how time goes by
   */
  public Listings(Function<String, Duration> pageTime, LongSupplier nanos) {
    this.pageTime = pageTime;
    this.nanos = nanos;
  }

  /** A listing of which nothing is known yet. */
  public Listing begin(RegionName at) {
    return new Listing(room(), pageTime.apply(at.target()).multipliedBy(PAGES_LONG), nanos);
  }

  private static long room() {
    return Runtime.getRuntime().maxMemory() / SHARES;
  }

  /**
   * Reads one page.
   *
   * @param listing that it will be part of; null when of none
   * @param body null when there was none
   * @throws UnexpectedAnswerException when that is not a page of images, or too much
   * @throws IOException when it broke off
   */
  public Page page(Listing listing, InputStream body) throws IOException {
    return PAGES.read(body, listing == null ? Listing.limit(room()) : listing::requireRoom);
  }

  /**
   * Adds one page to a listing, which knows then where the next one is.
   *
   * @throws UnexpectedAnswerException when the pages never end
   */
  public void add(Listing listing, Page page) {
    listing.add(page);
  }
}
