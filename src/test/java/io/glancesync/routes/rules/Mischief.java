package io.glancesync.routes.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an edit of a route may do with its messages; one route of all does it at a time. */
public final class Mischief {
  /** What happens to a message. */
  public enum Kind {
    /** The steps of the route are left out, and the callers go on. */
    DROPPED,
    /** The message goes no further, in this route and in those that called it. */
    STOPPED,
    /** The steps are taken twice. */
    REPEATED,
    /** A copy of the message goes the same way at the same time. */
    COPIED,
    /** The message becomes several, with the same body. */
    SPLIT,
    /** The message waits. */
    DELAYED,
    /** The first message fails after the steps were taken. */
    FAILED_LATE,
    /** The message is sent to a queue in the middle of the route, and nobody waits for it. */
    SENT_ON,
    /** Each doTry of the route is left out, with its doFinally. */
    TRY_LEFT_OUT,
    /** The route stops within its doTry, so that Camel skips the doFinally. */
    STOPPED_IN_TRY,
    /** The first message fails at the beginning of the doTry. */
    FAILED_IN_TRY
  }

  /** Makes it known to the routes. */
  public static final String BEANS =
      """
      - beans:
          - name: mischief
            type: io.glancesync.routes.rules.Mischief
      - route:
          id: audit
          from:
            uri: seda:audit
            steps:
              - log: an edit sends messages here
      """;

  private static volatile String route = "";
  private static volatile Kind kind = Kind.DROPPED;
  private static final AtomicInteger DONE = new AtomicInteger();

  public static void in(String id, Kind what) {
    route = id;
    kind = what;
    DONE.set(0);
  }

  public static void end() {
    route = "";
  }

  static boolean isDone() {
    return DONE.get() > 0;
  }

  /** The text of a route file, in which each route calls this at its beginning. */
  public static String prepared(String text) {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    List<Object> elements = yaml.load(text);
    for (Object element : elements) {
      if (child(element, "route") instanceof Map<?, ?> found) {
        Map<String, Object> from = map(found.get("from"));
        if (from.get("uri").toString().startsWith("direct:")) {
          from.put("steps", steps(found.get("id").toString(), from));
        }
      }
    }
    return new Yaml().dump(elements);
  }

  private static List<Object> steps(String id, Map<String, Object> from) {
    List<Object> own = tries(id, (List<?>) from.get("steps"));
    Map<String, Object> send = Map.of("to", Map.of("uri", "seda:audit", "pattern", "InOnly"));
    own.add(1, filter(id, "sendsOn", List.of(send)));
    own.add(0, filter(id, "stops", List.of(Map.of("stop", Map.of()))));
    own.add(filter(id, "fails", List.of(failure())));
    var loop = new LinkedHashMap<String, Object>();
    loop.put("method", method(id, "times"));
    loop.put("steps", own);
    Object split =
        Map.of(
            "split",
            Map.of(
                "method",
                Map.of("ref", "mischief", "method", "parts(${body})"),
                "steps",
                List.of(Map.of("loop", withoutIds(loop)))));
    var choice =
        Map.of(
            "when",
            List.of(with("method", method(id, "splits"), List.of(split))),
            "otherwise",
            Map.of("steps", List.of(Map.of("loop", withoutIds(loop)))));
    String uri = from.get("uri").toString();
    return List.of(
        filter(id, "copies", List.of(Map.of("wireTap", Map.of("uri", uri)))),
        filter(id, "delays", List.of(Map.of("delay", Map.of("constant", "50")))),
        Map.of("choice", choice));
  }

  private static List<Object> tries(String id, List<?> steps) {
    List<Object> own = new ArrayList<>();
    for (Object step : steps) {
      Object inside = triesInside(id, step);
      own.add(
          child(inside, "doTry") instanceof Map<?, ?> found
              ? filter(id, "tries", List.of(interrupted(id, map(found))))
              : inside);
    }
    return own;
  }

  private static Object triesInside(String id, Object step) {
    if (step instanceof Map<?, ?> all) {
      var map = new LinkedHashMap<String, Object>();
      all.forEach(
          (key, it) ->
              map.put(
                  key.toString(),
                  key.equals("steps") ? tries(id, (List<?>) it) : triesInside(id, it)));
      return map;
    }
    return step instanceof List<?> all
        ? all.stream().map(it -> triesInside(id, it)).toList()
        : step;
  }

  private static Object interrupted(String id, Map<String, Object> doTry) {
    List<Object> steps = new ArrayList<>((List<?>) doTry.get("steps"));
    steps.add(1, filter(id, "stopsInTry", List.of(Map.of("stop", Map.of()))));
    steps.add(1, filter(id, "failsInTry", List.of(failure())));
    var changed = new LinkedHashMap<>(doTry);
    changed.put("steps", steps);
    return Map.of("doTry", changed);
  }

  /** The steps once more: an id is used only once. */
  private static Object withoutIds(Object value) {
    if (value instanceof Map<?, ?> all) {
      var map = new LinkedHashMap<String, Object>();
      all.forEach((key, it) -> map.put(key.toString(), withoutIds(it)));
      map.remove("id");
      return map;
    }
    return value instanceof List<?> all ? all.stream().map(Mischief::withoutIds).toList() : value;
  }

  private static Object failure() {
    return Map.of(
        "throwException",
        Map.of("exceptionType", "java.lang.IllegalStateException", "message", "a step of an edit"));
  }

  private static Object filter(String id, String question, List<?> steps) {
    return Map.of("filter", with("method", method(id, question), steps));
  }

  private static Map<String, Object> with(String key, Object value, List<?> steps) {
    var map = new LinkedHashMap<String, Object>();
    map.put(key, value);
    map.put("steps", steps);
    return map;
  }

  private static Map<String, Object> method(String id, String question) {
    return Map.of("ref", "mischief", "method", "%s('%s')".formatted(question, id));
  }

  private static Object child(Object element, String key) {
    return element instanceof Map<?, ?> parent ? parent.get(key) : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static boolean is(String id, Kind what) {
    return route.equals(id) && kind == what && DONE.incrementAndGet() > 0;
  }

  public int times(String id) {
    return is(id, Kind.DROPPED) ? 0 : is(id, Kind.REPEATED) ? 2 : 1;
  }

  public boolean stops(String id) {
    return is(id, Kind.STOPPED);
  }

  /** Only once: the copy comes here, too. */
  public boolean copies(String id) {
    return is(id, Kind.COPIED) && DONE.get() == 1;
  }

  public boolean delays(String id) {
    return is(id, Kind.DELAYED);
  }

  public boolean fails(String id) {
    return is(id, Kind.FAILED_LATE) && DONE.get() == 1;
  }

  public boolean sendsOn(String id) {
    return is(id, Kind.SENT_ON);
  }

  public boolean tries(String id) {
    return !is(id, Kind.TRY_LEFT_OUT);
  }

  public boolean stopsInTry(String id) {
    return is(id, Kind.STOPPED_IN_TRY);
  }

  /** Only once, so that a later try may succeed. */
  public boolean failsInTry(String id) {
    return is(id, Kind.FAILED_IN_TRY) && DONE.get() == 1;
  }

  public boolean splits(String id) {
    return is(id, Kind.SPLIT);
  }

  /** The body, twice. */
  public List<Object> parts(Object body) {
    return body == null ? List.of("nothing", "nothing") : List.of(body, body);
  }
}
