package io.glancesync.embedded.glance;

import com.fasterxml.jackson.databind.node.TextNode;
import io.glancesync.embedded.http.Call;
import io.glancesync.embedded.http.Fault;
import io.glancesync.embedded.http.RejectedRequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a Glance does otherwise than most. A {@link Fault} disturbs single requests; a quirk belongs
 * to the server and stays when all faults are cleared.
 */
public final class Quirks {
  /** What it says when a header or a parameter is refused. */
  public static final String REFUSED = "is refused by a quirk";

  private final Map<String, Integer> headers = new LinkedHashMap<>();
  private final Map<String, Integer> parameters = new LinkedHashMap<>();
  private final Map<String, InjectedProperty> properties = new LinkedHashMap<>();
  private final Map<String, Integer> inUse = new LinkedHashMap<>();

  /** What becomes of a request that removes or changes a property of the server's own. */
  public enum Removal {
    /** The request succeeds, and the property is as it was. */
    IGNORED,
    /** The whole request is refused with 403. */
    REFUSED
  }

  private record InjectedProperty(String value, Removal removal) {}

  Quirks() {}

  /** Requests that have this header are answered with the status. */
  public synchronized Quirks refuseHeader(String name, int status) {
    headers.put(name, status);
    return this;
  }

  /** Requests whose query has this parameter are answered with the status. */
  public synchronized Quirks refuseParameter(String name, int status) {
    parameters.put(name, status);
    return this;
  }

  /** Images that are created or changed get this property, and keep it. */
  public synchronized Quirks addProperty(String name, String value, Removal removal) {
    properties.put(name, new InjectedProperty(value, removal));
    return this;
  }

  /** The next so many requests to delete this image are refused with 409: it is in use. */
  public synchronized Quirks keepInUse(String id, int times) {
    inUse.put(id, times);
    return this;
  }

  synchronized void check(Call call) throws RejectedRequestException {
    for (Map.Entry<String, Integer> header : headers.entrySet()) {
      if (call.header(header.getKey()).isPresent()) {
        throw new RejectedRequestException(
            header.getValue(), "The header %s %s.".formatted(header.getKey(), REFUSED));
      }
    }
    for (Map.Entry<String, Integer> parameter : parameters.entrySet()) {
      if (call.query().value(parameter.getKey()).isPresent()) {
        throw new RejectedRequestException(
            parameter.getValue(), "The parameter %s %s.".formatted(parameter.getKey(), REFUSED));
      }
    }
  }

  synchronized void checkDelete(String id) throws RejectedRequestException {
    int times = inUse.getOrDefault(id, 0);
    if (times > 0) {
      inUse.put(id, times - 1);
      throw new RejectedRequestException(
          409, "Image %s could not be deleted because it is in use.".formatted(id));
    }
  }

  synchronized void addTo(StoredImage created) {
    properties.forEach((name, property) -> created.set(name, TextNode.valueOf(property.value)));
  }

  /** Puts back what a request removed or changed, or refuses the request. */
  synchronized void keep(StoredImage before, StoredImage changed) throws RejectedRequestException {
    for (Map.Entry<String, InjectedProperty> property : properties.entrySet()) {
      String name = property.getKey();
      Optional<String> old = text(before, name);
      boolean isTouched = old.isPresent() && !old.equals(text(changed, name));
      if (isTouched && property.getValue().removal == Removal.REFUSED) {
        throw new RejectedRequestException(403, "Property %s is protected.".formatted(name));
      }
      changed.set(name, TextNode.valueOf(old.orElse(property.getValue().value)));
    }
  }

  private static Optional<String> text(StoredImage image, String property) {
    return image.hasProperty(property) ? Optional.of(image.text(property)) : Optional.empty();
  }
}
