package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a Glance says of itself to everybody who asks. */
final class GlanceVersions {
  private static final List<String> VERSIONS =
      List.of(
          "v2.15", "v2.13", "v2.12", "v2.11", "v2.10", "v2.9", "v2.8", "v2.7", "v2.6", "v2.5",
          "v2.4", "v2.3", "v2.2", "v2.1", "v2.0");

  private GlanceVersions() {}

  static ObjectNode json(String url) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode versions = root.putArray("versions");
    for (String id : VERSIONS) {
      ObjectNode version = versions.addObject().put("id", id);
      version.put("status", versions.size() == 1 ? "CURRENT" : "SUPPORTED");
      version.putArray("links").addObject().put("rel", "self").put("href", url + "/v2/");
    }
    return root;
  }
}
