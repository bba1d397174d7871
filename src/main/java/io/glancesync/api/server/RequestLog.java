package io.glancesync.api.server;

import io.glancesync.text.Printable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line for each request: method, path, code, milliseconds, user and request id. */
final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger("glancesync.http");
  private static final int LONGEST = 300;

  private final Map<String, String> users = new ConcurrentHashMap<>();

  /** Notes who sent a request that is still open. */
  void user(String request, String user) {
    users.computeIfPresent(request, (id, none) -> user);
  }

  void begun(String request) {
    users.put(request, "-");
  }

  /**
   * @param path as it came; what it asks for after a question mark is not logged
   */
  void ended(String request, String method, String path, int code, long millis) {
    String user = users.remove(request);
    LOG.info(
        "{} {} {} {} ms {} {}",
        Printable.of(method),
        Printable.of(path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path),
        code,
        millis,
        Printable.of(user == null ? "-" : user),
        request);
  }
}
