package io.glancesync.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glancesync.text.Printable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Something that has happened. It is sent to all routes that listen to it.
 *
 * @param name the name of its queue, such as {@code run-ended}
 * @param headers the headers of the message; texts without control characters, and numbers
 * @param body the body, as JSON; it is made only if a route listens
 */
public record EventMessage(String name, Map<String, Object> headers, Supplier<ObjectNode> body) {
  /** The queues of all events. */
  public static final Set<String> QUEUES =
      Set.of(
          "seda:run-started",
          "seda:run-ended",
          "seda:failures-changed",
          "seda:transfer-ended",
          "seda:dead-letter-created",
          "seda:dead-letter-closed",
          "seda:region-unreachable",
          "seda:region-reachable");

  public EventMessage {
    requireNonNull(name, "name");
    headers = Map.copyOf(headers);
    requireNonNull(body, "body");
  }

  static EventMessage of(String name, Supplier<ObjectNode> body) {
    return new EventMessage(name, Map.of(), body);
  }

  /** The event with one more header, {@code GlanceSync} and this name. */
  EventMessage with(String header, Object value) {
    var more = new LinkedHashMap<>(headers);
    more.put("GlanceSync" + header, value instanceof Number ? value : Printable.of("" + value));
    return new EventMessage(name, more, body);
  }
}
