package io.glancesync.embedded.example;

import io.glancesync.embedded.glance.Content;
import java.util.HashMap;
import java.util.Map;

/**
 * An image that can be put into a region, or into several.
 *
 * @param properties its fields but name and owner, and its user properties
 */
record ExampleImage(String name, Map<String, String> properties, Content content) {
  ExampleImage {
    properties = Map.copyOf(properties);
  }

  /** A public image. */
  static ExampleImage named(String name) {
    return new ExampleImage(
        name, Map.of("visibility", "public", "type", "base"), Content.of(new byte[0]));
  }

  ExampleImage renamed(String other) {
    return new ExampleImage(other, properties, content);
  }

  ExampleImage with(String property, String value) {
    var more = new HashMap<>(properties);
    more.put(property, value);
    return new ExampleImage(name, more, content);
  }

  /** Of a distribution. */
  ExampleImage of(String distribution, String version) {
    return with("os_distro", distribution).with("os_version", version);
  }

  /** One of Amazon's formats, for disk and container. */
  ExampleImage format(String word) {
    return with("disk_format", word).with("container_format", word);
  }

  ExampleImage content(Content other) {
    return new ExampleImage(name, properties, other);
  }

  Map<String, String> fields(String owner) {
    var fields = new HashMap<>(properties);
    fields.put("name", name);
    fields.put("owner", owner);
    return fields;
  }
}
