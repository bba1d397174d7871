package io.glancesync.api.server;

import io.glancesync.api.ApiCall;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers get from a request into a message, and which from a message into an answer. All
 * others stay outside: they would take the place of ours, or leak. A query is read as a whole.
 */
final class ApiHeaders implements HeaderFilterStrategy {
  /** The parts of paths that stand for something. */
  static final Set<String> PARAMETERS =
      Set.of("region", "task", "run", "letter", "schedule", "file");

  /** The headers of requests that are not about who calls. */
  static final Set<String> OF_CALLS =
      Set.of(ApiCall.IF_NONE_MATCH, ApiCall.IDEMPOTENCY_KEY, ApiCall.ACCEPT, ApiCall.LAST_EVENT_ID);

  private static final Set<String> IN = in();
  private static final Set<String> OUT =
      set(
          "Location",
          "WWW-Authenticate",
          "Retry-After",
          "ETag",
          "Cache-Control",
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "Referrer-Policy");

  private static Set<String> in() {
    Set<String> in = set(RequestGate.TOKEN, RequestGate.ID);
    in.addAll(OF_CALLS);
    return in;
  }

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
