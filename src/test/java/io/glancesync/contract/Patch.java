package io.glancesync.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operations on an image, in their order. */
public record Patch(List<Map<String, Object>> operations) {
  public static Patch add(String path, Object value) {
    return new Patch(List.of()).and("add", path, value);
  }

  public static Patch replace(String path, Object value) {
    return new Patch(List.of()).and("replace", path, value);
  }

  public static Patch remove(String path) {
    return new Patch(List.of(Map.of("op", "remove", "path", path)));
  }

  public Patch and(Patch more) {
    var all = new ArrayList<>(operations);
    all.addAll(more.operations);
    return new Patch(all);
  }

  private Patch and(String operation, String path, Object value) {
    return and(new Patch(List.of(Api.map("op", operation, "path", path, "value", value))));
  }
}
