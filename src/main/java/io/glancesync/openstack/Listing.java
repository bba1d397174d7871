package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a region as far as they were listed. Glance lists in pages, and hidden images only
 * when asked for them, so that there are two passes. It ends, whatever the server says.
 */
public final class Listing {
  private static final String FIRST_PAGE = "limit=" + Page.LIMIT + "&os_hidden=";

  /** Of the smallest pages that a Glance is known to give, enough for 25 000 images. */
  private static final int MOST_PAGES = 1000;

  private final Map<ImageId, Image> images = new LinkedHashMap<>();
  private final long mostBytes;
  private Optional<String> next = Optional.of(FIRST_PAGE + false);
  private boolean isHiddenPass;
  private int pages;
  private long bytes;

  /**
   * @param mostBytes of all pages together
   */
  Listing(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  public boolean hasNext() {
    return next.isPresent();
  }

  /** The query of the next page. */
  public String query() {
    return next.orElseThrow();
  }

  public Collection<Image> images() {
    return images.values();
  }

  /**
   * Adds a page.
   *
   * @throws UnexpectedAnswerException when the pages never end
   */
  void add(Page page) {
    int before = images.size();
    page.images().forEach(image -> images.put(image.id(), image));
    bytes += page.bytes();
    requireLimits();
    if (page.next().isEmpty()) {
      next = isHiddenPass ? Optional.empty() : Optional.of(FIRST_PAGE + true);
      isHiddenPass = true;
    } else if (images.size() == before) {
      throw new UnexpectedAnswerException(
          "Glance's list does not end: a page brought nothing new, and still there is a next");
    } else {
      next = Optional.of(FIRST_PAGE + isHiddenPass + "&marker=" + page.next().get());
    }
  }

  private void requireLimits() {
    if (++pages > MOST_PAGES) {
      throw new UnexpectedAnswerException(
          "Glance's list does not end: it has more than %d pages".formatted(MOST_PAGES));
    }
    if (bytes > mostBytes) {
      throw new UnexpectedAnswerException(
          "Glance's list of images is larger than %d MB, a quarter of the memory that this program may use; raise that by JAVA_OPTS=-Xmx..., if there are so many images"
              .formatted(mostBytes >> 20));
    }
  }
}
