package io.glancesync.api.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.api.ApiAnswer;
import io.glancesync.api.ApiException;
import io.glancesync.api.ApiQuery;
import io.glancesync.api.ApiRequest;
import io.glancesync.api.ProblemType;
import io.glancesync.api.UrlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A list of which a caller gets a part at a time, as Glance does it: {@code limit}, {@code marker},
 * and {@code next} while there is more.
 *
 * @param name of the list in the answer
 * @param items all of them, in their order
 * @param id of an item: the marker of what comes after it
 */
record JsonList<T>(String name, List<T> items, Function<T, String> id) {
  static final String LIMIT = "limit";
  static final String MARKER = "marker";

  private static final int STANDARD = 100;
  private static final int MOST = 1000;

  /**
   * The part that the caller asks for.
   *
   * @param json of an item; only those of the part are asked for it
   * @throws ApiException if limit or marker cannot be
   */
  ApiAnswer answer(ApiRequest request, Function<T, ? extends JsonNode> json) {
    ApiQuery query = request.call().query();
    int limit = (int) query.number(LIMIT, STANDARD, 1, MOST);
    int from = query.first(MARKER).map(this::after).orElse(0);
    List<T> part = items.subList(from, Math.min(items.size(), from + limit));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode array = node.putArray(name);
    part.forEach(it -> array.add(json.apply(it)));
    if (from + limit < items.size()) {
      node.put("next", next(request, limit, id.apply(part.get(part.size() - 1))));
    }
    return ApiAnswer.ok(node.toString());
  }

  private int after(String marker) {
    return IntStream.range(0, items.size())
        .filter(it -> id.apply(items.get(it)).equals(marker))
        .map(it -> it + 1)
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.of(
                    ProblemType.BAD_REQUEST,
                    "The marker '%s' is not in the list, or not any more; begin again without one"
                        .formatted(marker),
                    Optional.empty()));
  }

  private static String next(ApiRequest request, int limit, String last) {
    var parts = new ArrayList<String>();
    request
        .call()
        .query()
        .values()
        .forEach(
            (key, values) -> {
              if (!key.equals(LIMIT) && !key.equals(MARKER)) {
                values.forEach(it -> parts.add(key + "=" + UrlPath.segment(it)));
              }
            });
    parts.add(LIMIT + "=" + limit);
    parts.add(MARKER + "=" + UrlPath.segment(last));
    return UrlPath.path(request.call().path()) + "?" + String.join("&", parts);
  }
}
