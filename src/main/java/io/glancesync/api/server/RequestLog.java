package io.glancesync.api.server;

import io.glancesync.text.Printable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

  /**
   * A request has begun.
   *
   * @return its id; another one if a request with that id is open
   */
  String begun(String wanted) {
    return users.putIfAbsent(wanted, "-") == null ? wanted : begun(id());
  }

  /** Whether no request is open. */
  boolean isQuiet() {
    return users.isEmpty();
  }

  static String id() {
    return "req-" + UUID.randomUUID();
  }

  /**
   * @param path as it came; what it asks for after a question mark is not logged
   * @param from when it began, in nanoseconds of this process
   */
  void ended(String request, String method, String path, String code, long from) {
    String user = users.remove(request);
    LOG.info(
        "{} {} {} {} ms {} {}",
        Printable.of(method),
        Printable.of(path.length() > LONGEST ? path.substring(0, LONGEST) + "…" : path),
        code,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
        Printable.of(user == null ? "-" : user),
        request);
  }
}
