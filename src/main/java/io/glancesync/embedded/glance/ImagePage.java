package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.embedded.http.Query;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One page of a list of images. */
record ImagePage(List<StoredImage> images, Query query, boolean isFull) {
  private static final int DEFAULT = 25;
  private static final int LARGEST = 1000;

  /**
   * Cuts the page that the query asks for out of a list.
   *
   * @param sorted every image that the list is about
   * @param order in which they are
   * @throws RejectedRequestException when limit or marker is wrong
   */
  static ImagePage cut(
      List<StoredImage> sorted,
      Comparator<StoredImage> order,
      Query query,
      ImageTable all,
      ImagePermissions imagePermissions)
      throws RejectedRequestException {
    int limit = limit(query);
    Optional<StoredImage> marker = marker(query.value("marker"), all, imagePermissions);
    // the marker need not be in the list any more: what matters is where it would be
    int start =
        (int)
            marker
                .map(it -> sorted.stream().filter(one -> order.compare(one, it) <= 0).count())
                .orElse(0L)
                .longValue();
    List<StoredImage> page =
        sorted.subList(Math.min(start, sorted.size()), Math.min(start + limit, sorted.size()));
    return new ImagePage(page, query, !page.isEmpty() && page.size() == limit);
  }

  private static int limit(Query query) throws RejectedRequestException {
    Optional<String> text = query.value("limit");
    if (text.isEmpty()) {
      return DEFAULT;
    }
    if (!text.get().strip().matches("[+-]?[0-9]{1,9}")) {
      throw new RejectedRequestException(400, "limit param must be an integer");
    }
    int limit = Integer.parseInt(text.get().strip());
    if (limit < 0) {
      throw new RejectedRequestException(400, "limit param must be positive");
    }
    return Math.min(limit, LARGEST);
  }

  private static Optional<StoredImage> marker(
      Optional<String> marker, ImageTable all, ImagePermissions imagePermissions)
      throws RejectedRequestException {
    if (marker.isEmpty()) {
      return Optional.empty();
    }
    String id = marker.get();
    StoredImage image =
        all.find(id)
            .or(() -> imagePermissions.isAdmin() ? all.findDeleted(id) : Optional.empty())
            .orElseThrow(() -> new RejectedRequestException(400, "No image found with ID " + id));
    if (!imagePermissions.mayRead(image)) {
      throw new RejectedRequestException(
          403, "Forbidding request, image %s not visible".formatted(id));
    }
    return Optional.of(image);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("images").addAll(images.stream().map(StoredImage::json).toList());
    Query bare = query.without("marker");
    json.put("first", address(bare));
    json.put("schema", "/v2/schemas/images");
    if (isFull) {
      json.put("next", address(bare.with("marker", images.get(images.size() - 1).id())));
    }
    return json;
  }

  private static String address(Query query) {
    return "/v2/images" + (query.isEmpty() ? "" : "?" + query);
  }
}
