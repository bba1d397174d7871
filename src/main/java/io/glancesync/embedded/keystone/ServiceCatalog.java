package io.glancesync.embedded.keystone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Keystone tells about where the services are. */
final class ServiceCatalog {
  private static final List<String> INTERFACES = List.of("public", "internal", "admin");

  /** Address by region, by type of service. */
  private final Map<String, Map<String, String>> services = new LinkedHashMap<>();

  synchronized void add(String type, String region, String url) {
    services.computeIfAbsent(type, it -> new LinkedHashMap<>()).put(region, url);
  }

  synchronized ArrayNode json() {
    ArrayNode catalog = JsonNodeFactory.instance.arrayNode();
    services.forEach(
        (type, regions) -> {
          ObjectNode service = catalog.addObject();
          ArrayNode endpoints = service.putArray("endpoints");
          regions.forEach(
              (region, url) -> INTERFACES.forEach(it -> endpoints.add(endpoint(it, region, url))));
          service.put("id", Ids.of("service", type));
          service.put("type", type);
          service.put("name", type.equals("image") ? "glance" : "keystone");
        });
    return catalog;
  }

  private static ObjectNode endpoint(String interfaceName, String region, String url) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", Ids.of("endpoint", interfaceName, region, url))
        .put("interface", interfaceName)
        .put("region_id", region)
        .put("url", url)
        .put("region", region);
  }
}
