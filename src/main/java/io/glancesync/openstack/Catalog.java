package io.glancesync.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.glancesync.openstack.Endpoint.RefusedAddress;
import io.glancesync.region.RegionName;
import io.glancesync.text.Printable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a service catalog says about images.
 *
 * @param glances the image endpoint of each region
 * @param refused the regions whose image endpoint cannot be used, each with the reason
 * @param nameless the regions that have a name which no command and no configuration could write
 */
public record Catalog(
    SortedMap<String, Endpoint> glances, SortedMap<String, String> refused, Set<String> nameless) {
  /** Each is worked on, so that a catalog may not make up as many as it likes. */
  private static final int MOST_REGIONS = 500;

  public Catalog {
    glances = Collections.unmodifiableSortedMap(new TreeMap<>(glances));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    nameless = Collections.unmodifiableSet(new LinkedHashSet<>(nameless));
  }

  /**
   * Reads the catalog of a token.
   *
   * @param interfaceName which endpoints are wanted, for example {@code public}
   * @throws UnexpectedAnswerException when it has more regions than any cloud
   */
  static Catalog of(JsonNode catalog, String interfaceName) {
    var glances = new TreeMap<String, Endpoint>();
    var refused = new TreeMap<String, String>();
    var nameless = new LinkedHashSet<String>();
    for (JsonNode service : catalog) {
      if (service.path("type").asText().equals("image")) {
        for (JsonNode endpoint : service.path("endpoints")) {
          if (endpoint.path("interface").asText().equals(interfaceName)) {
            String region = endpoint.path("region_id").asText(endpoint.path("region").asText());
            if (RegionName.canBeWritten(region)) {
              add(region, endpoint.path("url").asText(), glances, refused);
            } else {
              nameless.add(region);
            }
            if (glances.size() + refused.size() + nameless.size() > MOST_REGIONS) {
              throw new UnexpectedAnswerException(
                  "Keystone's catalog has image endpoints for more than %d regions, so that nothing of it is used"
                      .formatted(MOST_REGIONS),
                  "check the address and the catalog");
            }
          }
        }
      }
    }
    return new Catalog(glances, refused, nameless);
  }

  /** The first address that can be used is the region's. */
  private static void add(
      String region,
      String address,
      SortedMap<String, Endpoint> glances,
      SortedMap<String, String> refused) {
    try {
      glances.putIfAbsent(region, Endpoint.of(address));
      refused.remove(region);
    } catch (RefusedAddress e) {
      if (!glances.containsKey(region)) {
        refused.putIfAbsent(
            region, "the address '%s' %s".formatted(Printable.address(address), e.getMessage()));
      }
    }
  }
}
