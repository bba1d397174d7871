package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.region.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Begins the lists of regions' images and reads their pages, each list within its limits. */
public final class ListingReader {
  private static final PageReader PAGES = new PageReader(Glance::image);

  /** So many lists may be in memory at once: the master region's and those in hand. */
  private static final int SHARES = 4;

  /** So many times as long as a page may take. */
  private static final int PAGES_LONG = 10;

  private final Function<String, Duration> pageTime;
  private final LongSupplier nanos;
  private final OptionalParts parts;
  private final Function<RegionName, String> server;

  /**
   * @param pageTime {@code list_images_timeout}, by the target
   * @param nanos how time goes by
   * @param parts what the regions do not want to be asked
   * @param server the address of a region's Glance, for messages
   */
  public ListingReader(
      Function<String, Duration> pageTime,
      LongSupplier nanos,
      OptionalParts parts,
      Function<RegionName, String> server) {
    this.pageTime = pageTime;
    this.nanos = nanos;
    this.parts = parts;
    this.server = server;
  }

  /** The request for a list of all images. */
  public ListingRequest request(RegionName at) {
    return new ListingRequest(at, begin(at));
  }

  /** A listing of all images, of which nothing is known yet. */
  public Listing begin(RegionName at) {
    return listing(at, List.of(Listing.VISIBLE, Listing.HIDDEN), image -> true);
  }

  /** A listing of the active images of a name. */
  public Listing named(RegionName at, String name, boolean isHidden) {
    // without an operator of our own a name such as "in:krn" would be read as one of Glance's
    String filter =
        "&status=active&name=" + URLEncoder.encode("eq:" + name, StandardCharsets.UTF_8);
    return listing(
        at,
        List.of((isHidden ? Listing.HIDDEN : Listing.VISIBLE) + filter),
        image -> image.isActive() && image.name().equals(name));
  }

  private Listing listing(RegionName at, List<String> passes, Predicate<Image> wanted) {
    return new Listing(
        passes,
        wanted,
        () -> parts.isRefused(at, OptionalParts.Part.OS_HIDDEN),
        room(),
        pageTime.apply(at.target()).multipliedBy(PAGES_LONG),
        nanos);
  }

  private static long room() {
    return Runtime.getRuntime().maxMemory() / SHARES;
  }

  /**
   * Reads one page.
   *
   * @param listing that it will be part of; null when of none
   * @param body null when there was none
   * @param at the region whose Glance answered
   * @throws UnexpectedAnswerException when that is not a page of images, or too much; it names the
   *     server
   * @throws IOException when it broke off
   */
  public Page page(Listing listing, InputStream body, RegionName at) throws IOException {
    try {
      return PAGES.read(body, listing == null ? Listing.limit(room()) : listing::requireRoom);
    } catch (UnexpectedAnswerException e) {
      throw e.from(server.apply(at));
    }
  }

  /**
   * Adds one page to a listing, which knows then where the next one is.
   *
   * @param at the region whose Glance answered
   * @throws UnexpectedAnswerException when the pages never end; it names the server
   */
  public void add(Listing listing, Page page, RegionName at) {
    try {
      listing.add(page);
    } catch (UnexpectedAnswerException e) {
      throw e.from(server.apply(at));
    }
  }
}
