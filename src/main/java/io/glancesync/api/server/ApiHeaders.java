package io.glancesync.api.server;

import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers, and which parameters of a query, get from a request into a message, and which from
 * a message into an answer. All others stay outside: they would take the place of ours, or leak.
 */
final class ApiHeaders implements HeaderFilterStrategy {
  static final String IMAGE = "image";

  private static final Set<String> IN = set(RequestGate.TOKEN, RequestGate.ID, IMAGE);
  private static final Set<String> OUT = set("Location", "WWW-Authenticate", "Retry-After");

  private static Set<String> set(String... names) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(Set.of(names));
    return set;
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !IN.contains(name);
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OUT.contains(name);
  }
}
