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

  private final Map<ImageId, Image> images = new LinkedHashMap<>();
  private Optional<String> next = Optional.of(FIRST_PAGE + false);
  private boolean isHiddenPass;

  Listing() {}

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
  void add(List<Image> page, String path) {
    int before = images.size();
    page.forEach(image -> images.put(image.id(), image));
    if (path.isEmpty()) {
      next = isHiddenPass ? Optional.empty() : Optional.of(FIRST_PAGE + true);
      isHiddenPass = true;
    } else if (images.size() == before) {
      throw new UnexpectedAnswerException(
          "Glance's list does not end: a page brought nothing new, and still there is a next");
    } else {
      next = Optional.of(path.substring(path.indexOf('?') + 1));
    }
  }
}
