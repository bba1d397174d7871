package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.embedded.http.Query;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In which order images are listed: the newest first, unless the request says otherwise. */
final class ImageOrder {
  private static final List<String> KEYS =
      List.of(
          "name",
          "status",
          "container_format",
          "disk_format",
          "size",
          "id",
          "created_at",
          "updated_at");

  private ImageOrder() {}

  static Comparator<StoredImage> of(Query query) throws RejectedRequestException {
    var keys = new ArrayList<String>();
    var directions = new ArrayList<String>();
    if (query.value("sort").isPresent()) {
      if (query.value("sort_key").isPresent() || query.value("sort_dir").isPresent()) {
        throw new RejectedRequestException(400, "Old and new sorting syntax cannot be combined");
      }
      for (String word : query.value("sort").get().split(",")) {
        String[] parts = word.split(":", 2);
        keys.add(parts[0].strip());
        directions.add(parts.length > 1 && !parts[1].isEmpty() ? parts[1].strip() : "desc");
      }
    } else {
      keys.addAll(query.values("sort_key"));
      directions.addAll(query.values("sort_dir"));
      if (directions.size() > 1 && directions.size() != keys.size()) {
        throw new RejectedRequestException(
            400, "Number of sort dirs does not match the number of sort keys");
      }
    }
    return of(keys.isEmpty() ? List.of("created_at") : keys, directions);
  }

  private static Comparator<StoredImage> of(List<String> keys, List<String> directions)
      throws RejectedRequestException {
    Comparator<StoredImage> order = null;
    for (int i = 0; i < keys.size(); i++) {
      String direction =
          directions.isEmpty() ? "desc" : directions.get(Math.min(i, directions.size() - 1));
      Comparator<StoredImage> next = by(keys.get(i), direction);
      order = order == null ? next : order.thenComparing(next);
    }
    String last = directions.isEmpty() ? "desc" : directions.get(directions.size() - 1);
    return order.thenComparing(by("created_at", last));
  }

  private static Comparator<StoredImage> by(String key, String direction)
      throws RejectedRequestException {
    if (!KEYS.contains(key)) {
      throw new RejectedRequestException(
          400,
          "Invalid sort key: %s. It must be one of the following: %s"
              .formatted(key, String.join(", ", KEYS)));
    }
    if (!List.of("asc", "desc").contains(direction)) {
      throw new RejectedRequestException(400, "Invalid sort direction: " + direction);
    }
    Comparator<StoredImage> ascending = ascending(key);
    return direction.equals("asc") ? ascending : ascending.reversed();
  }

  /** What has no value comes first, as in Glance's database. */
  private static Comparator<StoredImage> ascending(String key) {
    if (key.equals("created_at")) {
      // finer than what Glance shows
      return Comparator.comparingLong(StoredImage::sequence);
    }
    if (key.equals("size")) {
      return Comparator.comparingLong(image -> image.get(key).asLong(-1));
    }
    return Comparator.comparing(image -> text(image.get(key)));
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }
}
