package io.glancesync.openstack;

import io.glancesync.image.Image;
import io.glancesync.image.ImageId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of a region as far as they were listed. Glance lists in pages, and hidden images only
 * when asked for them, so that there are two passes.
 */
public final class Listing {
  private static final String FIRST_PAGE = "limit=1000&os_hidden=";

  private final Map<ImageId, Image> images;
  private final Optional<String> next;
  private final boolean hiddenPass;

  private Listing(Map<ImageId, Image> images, Optional<String> next, boolean hiddenPass) {
    this.images = images;
    this.next = next;
    this.hiddenPass = hiddenPass;
  }

  /** Nothing listed yet. */
  public static Listing begin() {
    return new Listing(new LinkedHashMap<>(), Optional.of(FIRST_PAGE + false), false);
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
   * @param path Glance's {@code next}: a path with a query, empty on the last page
   * @throws UnexpectedAnswerException when the pages never end
   */
  Listing withPage(List<Image> page, String path) {
    var more = new LinkedHashMap<>(images);
    page.forEach(image -> more.put(image.id(), image));
    if (!path.isEmpty()) {
      if (more.size() == images.size()) {
        throw new UnexpectedAnswerException(
            "Glance's list does not end: a page brought nothing new, and still there is a next");
      }
      return new Listing(more, Optional.of(path.substring(path.indexOf('?') + 1)), hiddenPass);
    }
    Optional<String> pass = hiddenPass ? Optional.empty() : Optional.of(FIRST_PAGE + true);
    return new Listing(more, pass, true);
  }
}
