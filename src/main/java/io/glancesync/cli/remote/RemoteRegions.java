package io.glancesync.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.region.NearestName;
import io.glancesync.region.RegionName;
import io.glancesync.region.RegionPause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The regions that a service has in its view.
 *
 * @param nodes each as the service answers it
 */
record RemoteRegions(Map<RegionName, JsonNode> nodes) {
  static final String PATH = "/v2/regions";

  static RemoteRegions of(ServiceClient service) {
    List<JsonNode> all = service.all(PATH + "?limit=1000", "regions");
    var nodes = new LinkedHashMap<RegionName, JsonNode>();
    all.forEach(it -> nodes.put(RegionName.of(it.path("region").asText()), it));
    return new RemoteRegions(nodes);
  }

  static String path(RegionName region) {
    return PATH + "/" + ServiceClient.encoded(region.toString());
  }

  /** All regions of the target {@code master}, or what the words name. */
  List<RegionName> named(List<String> words, TypedCommand command) {
    if (words.isEmpty()) {
      return ofTarget(RegionName.MASTER_TARGET);
    }
    var named = new ArrayList<RegionName>();
    for (String word : words) {
      RegionName name = RegionName.of(word);
      if (name.region().isEmpty()) {
        named.addAll(ofTarget(name.target()));
      } else if (nodes.containsKey(name)) {
        named.add(name);
      } else {
        List<String> known = nodes.keySet().stream().map(RegionName::toString).toList();
        throw command.wrong(
            "the service knows no region '%s', or has not compared it since it began%s"
                .formatted(word, NearestName.hint(word, known)));
      }
    }
    return named.stream().distinct().toList();
  }

  private List<RegionName> ofTarget(String target) {
    return nodes.keySet().stream().filter(it -> it.target().equals(target)).toList();
  }

  /** Why it cannot be reached; empty when it can. */
  Optional<String> problem(RegionName region) {
    JsonNode node = nodes.get(region);
    return node == null || node.path("reachable").asBoolean(true)
        ? Optional.empty()
        : Optional.of(node.path("error").asText("it cannot be reached"));
  }

  /** Empty when it is not paused by its own name, or not known. */
  Optional<RegionPause> pause(RegionName region) {
    return Optional.ofNullable(nodes.get(region)).flatMap(it -> pause(region, it));
  }

  /** The pause of a region as the service answers it. */
  static Optional<RegionPause> pause(RegionName region, JsonNode node) {
    JsonNode pause = node.path("paused");
    return pause.isObject()
        ? Optional.of(
            new RegionPause(
                region,
                Instant.parse(pause.path("since").asText()),
                Optional.ofNullable(pause.path("until").textValue()).map(Instant::parse),
                pause.path("reason").asText(),
                pause.path("by").asText()))
        : Optional.empty();
  }
}
