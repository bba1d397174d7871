package io.glancesync.routes.rules;

import static java.util.stream.Collectors.toSet;

import io.glancesync.StartedEngine;
import io.glancesync.event.EventMessage;
import io.glancesync.routes.rules.RouteFiles.Found;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reader of the delivered routes may rely on. Each rule answers what breaks it. What is
 * plainly wrong in any route file, such as a call of a route that does not exist, {@code RouteLint}
 * finds.
 */
final class RouteRules {
  static final int LONGEST_FILE = 160;

  private static final Set<String> LISTENING = Set.of("direct:", "scheduler:", "seda:");

  /** Here any number of routes may listen, whatever their names. */
  private static final Set<String> EVENTS = EventMessage.QUEUES;

  private static final Set<String> OPEN_TO_ALL = Set.of("show-api");

  /** The files of the status page, in which nothing is secret. */
  private static final Set<String> OPEN_PAGES = Set.of("show-page", "show-page-file");

  private static final String STRIP = "direct:strip-message";

  private static final Set<String> SENDS = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich");

  private static final Set<String> COMPONENTS = Set.of("direct", "seda");
  private static final Set<String> REQUESTS = Set.of("http:glance", "http:keystone");

  private static final Set<String> FILES_OF_REQUESTS = Set.of("03", "70", "72", "73", "75", "80");
  private static final String FILE_OF_MESSAGES = "notify.camel.yaml";
  private static final Pattern KEBAB = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final Pattern VARIABLE = Pattern.compile("variable\\.([A-Za-z]+)");
  private static final Pattern FRESH = Pattern.compile("newTries|direct:fresh-session");
  private static final Pattern CALL = Pattern.compile("([A-Za-z]+)(\\((.*)\\))?");
  private static final Set<String> CODE =
      Set.of(
          "script",
          "groovy",
          "js",
          "javascript",
          "joor",
          "java",
          "python",
          "mvel",
          "ognl",
          "spel",
          "jexl",
          "bean-shell",
          "wasm");

  private final RouteFiles files;
  private final Map<String, Class<?>> beans;

  /**
   * @param beans their classes by their names
   */
  RouteRules(RouteFiles files, Map<String, Class<?>> beans) {
    this.files = files;
    this.beans = beans;
  }

  /** Every rule by its name. */
  static Map<String, Function<RouteRules, List<String>>> all() {
    var rules = new TreeMap<String, Function<RouteRules, List<String>>>();
    rules.put("a route introduces itself", RouteRules::withoutIntroduction);
    rules.put("a route listens at its id", RouteRules::atAnotherAddress);
    rules.put("what is there is called", RouteRules::neverCalled);
    rules.put("a bean and its method exist", RouteRules::missingBeans);
    rules.put("no program hides in a route", RouteRules::code);
    rules.put("only some files make requests", RouteRules::misplacedRequests);
    rules.put("what leaves is stripped", RouteRules::unstripped);
    rules.put("an endpoint holds no value", RouteRules::endpointsOfValues);
    rules.put("an answer has limits", RouteRules::requestsWithoutLimits);
    rules.put("what is read was set", RouteRules::unsetVariables);
    rules.put(
        "a description names what is read", it -> new RouteContracts(it.files).unnamedVariables());
    rules.put("a file can be read at one go", RouteRules::tooLong);
    rules.put("a request has all of its tries", RouteRules::oldTries);
    rules.put("a route names its error handling", RouteRules::withoutConfiguration);
    rules.put("a route of the API knows who calls", RouteRules::withoutCaller);
    rules.put("an error handler knows every error", RouteRules::incompleteConfigurations);
    rules.put("a step has an id", it -> new StepRules(it.files).withoutId());
    rules.put("no two steps have the same id", it -> new StepRules(it.files).ambiguous());
    rules.put("nothing is said in a comment", it -> new StepRules(it.files).comments());
    return rules;
  }

  private static boolean isOfApi(Map<?, ?> route) {
    return from(route).startsWith("platform-http:");
  }

  /** What can be called from outside asks for a token first, and lets out nothing but an answer. */
  private List<String> withoutCaller() {
    var broken = new ArrayList<String>();
    files.eachRoute(
        (file, route) -> {
          List<?> steps = (List<?>) ((Map<?, ?>) route.get("from")).get("steps");
          boolean isOpen =
              OPEN_TO_ALL.contains(text(route, "id"))
                  || steps.get(0).toString().contains("uri=direct:authenticate}")
                  || OPEN_PAGES.contains(text(route, "id"))
                      && steps.get(0).toString().contains("uri=direct:read-stranger}");
          boolean isSafe =
              steps.get(steps.size() - 1).toString().contains("ref=writeAnswer}")
                  && text(route, "routeConfigurationId").equals("answer-errors")
                  && route.toString().contains("headerFilterStrategy=#apiHeaders");
          if (isOfApi(route) && !(isOpen && isSafe)) {
            broken.add("%s: %s".formatted(file, text(route, "id")));
          }
        });
    return broken;
  }

  private List<String> withoutIntroduction() {
    var broken = new ArrayList<String>();
    files.eachFlow(
        (file, route) -> {
          String id = text(route, "id");
          if (!KEBAB.matcher(id).matches()) {
            broken.add("%s: the id '%s' is not kebab-case".formatted(file, id));
          }
          if (text(route, "description").isBlank()) {
            broken.add("%s: route '%s' has no description".formatted(file, id));
          }
        });
    return broken;
  }

  private List<String> atAnotherAddress() {
    var broken = new ArrayList<String>();
    files.eachRoute(
        (file, route) -> {
          if (!EVENTS.contains(from(route))
              && !isOfApi(route)
              && !LISTENING.contains(from(route).replace(text(route, "id"), ""))) {
            broken.add("%s: '%s' is at %s".formatted(file, text(route, "id"), from(route)));
          }
        });
    return broken;
  }

  private List<String> neverCalled() {
    Set<String> called = new TreeSet<>(called().toList());
    return consumers()
        .filter(it -> it.startsWith("direct:"))
        .filter(it -> !called.contains(it) && !StartedEngine.ENTRY_POINTS.contains(it))
        .toList();
  }

  private Stream<String> consumers() {
    var uris = new ArrayList<String>();
    files.eachFlow((file, route) -> uris.add(from(route)));
    return uris.stream();
  }

  private Stream<String> called() {
    return sends().map(it -> uri(it.value()));
  }

  private Stream<Found> sends() {
    return files.everything().stream().filter(it -> SENDS.contains(it.key()));
  }

  private List<String> missingBeans() {
    var broken = new ArrayList<String>();
    for (Found found : files.everything()) {
      if (Set.of("bean", "method").contains(found.key())
          && found.value() instanceof Map<?, ?> map) {
        missing(text(map, "ref"), text(map, "method"))
            .ifPresent(it -> broken.add(found.file() + ": " + it));
      } else if (Set.of("onRedeliveryRef", "onExceptionOccurredRef", "onPrepare")
              .contains(found.key())
          && !beans.containsKey(found.value().toString().replace("#", ""))) {
        broken.add("%s: there is no bean '%s'".formatted(found.file(), found.value()));
      } else if (found.key().equals("executorService")
          && !beans.containsKey(found.value().toString().replace("#", ""))) {
        broken.add("%s: there is no bean '%s'".formatted(found.file(), found.value()));
      }
    }
    return broken;
  }

  private Optional<String> missing(String ref, String call) {
    Class<?> type = beans.get(ref);
    if (type == null) {
      return Optional.of("there is no bean '%s'".formatted(ref));
    }
    var parts = CALL.matcher(call);
    if (!parts.matches()) {
      return Optional.of("'%s' is not a call of a method of %s".formatted(call, ref));
    }
    boolean exists =
        Stream.of(type.getMethods())
            .filter(method -> method.getName().equals(parts.group(1)))
            .anyMatch(method -> takes(method, parts.group(3)));
    return exists ? Optional.empty() : Optional.of("%s has no method %s".formatted(ref, call));
  }

  /** Without a list Camel passes the body, if anything. */
  private static boolean takes(Method method, String arguments) {
    return arguments == null
        ? method.getParameterCount() <= 1
        : method.getParameterCount() == (arguments.isBlank() ? 0 : arguments.split(",").length);
  }

  private List<String> code() {
    return files.everything().stream()
        .filter(it -> CODE.contains(it.key()))
        .map(it -> "%s: %s".formatted(it.file(), it.key()))
        .toList();
  }

  /** Keystone and Glance are called where a reader looks for it, at addresses from the catalog. */
  private List<String> misplacedRequests() {
    return sends()
        .filter(it -> !COMPONENTS.contains(uri(it.value()).replaceFirst(":.*", "")))
        .filter(it -> !isRequest(it))
        .map(it -> "%s: %s".formatted(it.file(), uri(it.value())))
        .toList();
  }

  private static boolean isRequest(Found send) {
    if (send.file().equals(FILE_OF_MESSAGES)) {
      return send.key().equals("to") && uri(send.value()).equals("http://webhook");
    }
    return FILES_OF_REQUESTS.contains(send.file().substring(0, 2))
        && send.key().equals("to")
        && REQUESTS.contains(uri(send.value()));
  }

  /** An endpoint is made of nothing that a server or a user chose: that is in headers. */
  private List<String> endpointsOfValues() {
    return sends()
        .filter(it -> !it.key().equals("to") || uri(it.value()).contains("${"))
        .filter(it -> uri(it.value()).contains("${") || uri(it.value()).contains("{{"))
        .map(it -> "%s: %s".formatted(it.file(), uri(it.value())))
        .toList();
  }

  /** Without limits a server could answer for ever. */
  private List<String> requestsWithoutLimits() {
    return sends()
        .filter(it -> uri(it.value()).startsWith("http"))
        .filter(it -> !it.value().toString().matches(".*httpClientConfigurer=#[a-zA-Z]+Limits.*"))
        .map(it -> "%s: %s".formatted(it.file(), uri(it.value())))
        .toList();
  }

  /**
   * A queue, or a server of somebody else's, is handed nothing of ours: right before it is the call
   * of direct:strip-message. Only what an HTTP request needs may be set in between.
   */
  private List<String> unstripped() {
    var broken = new ArrayList<String>();
    for (Found found : files.everything()) {
      if (found.key().equals("steps") && found.value() instanceof List<?> steps) {
        unstripped(steps).map(it -> found.file() + ": " + it).forEach(broken::add);
      }
    }
    return broken;
  }

  private static Stream<String> unstripped(List<?> steps) {
    var broken = new ArrayList<String>();
    boolean isBare = false;
    boolean isOurs = true;
    for (Object step : steps) {
      Map.Entry<?, ?> entry = ((Map<?, ?>) step).entrySet().iterator().next();
      String uri = SENDS.contains(entry.getKey()) ? uri(entry.getValue()) : "";
      boolean isQueue = uri.startsWith("seda:");
      boolean isServer = uri.startsWith("http") && !REQUESTS.contains(uri);
      if (isQueue && !isBare || isServer && isOurs) {
        broken.add(uri);
      }
      isBare = uri.equals(STRIP);
      isOurs = !isBare && (isOurs || !entry.getKey().equals("setHeader"));
    }
    return broken.stream();
  }

  private List<String> unsetVariables() {
    Set<String> set =
        files.everything().stream()
            .flatMap(it -> RouteContracts.setByItself(it).stream())
            .collect(toSet());
    return files.everything().stream()
        .filter(it -> it.value() instanceof String)
        .flatMap(it -> VARIABLE.matcher(it.value().toString()).results())
        .map((MatchResult it) -> it.group(1))
        .filter(it -> !set.contains(it))
        .distinct()
        .toList();
  }

  private List<String> tooLong() {
    return files.texts().entrySet().stream()
        .filter(it -> it.getValue().lines().count() > LONGEST_FILE)
        .map(it -> "%s has %d lines".formatted(it.getKey(), it.getValue().lines().count()))
        .toList();
  }

  /** Camel tries nothing again in an exchange of which a request has failed for good. */
  private List<String> oldTries() {
    var broken = new ArrayList<String>();
    files.eachRoute(
        (file, route) -> {
          boolean isRetried = text(route, "routeConfigurationId").equals("requests");
          if (isRetried && !FRESH.matcher(firstStep(route)).find()) {
            broken.add("%s: %s".formatted(file, text(route, "id")));
          }
        });
    return broken;
  }

  private static String firstStep(Map<?, ?> route) {
    return route.get("from") instanceof Map<?, ?> from
            && from.get("steps") instanceof List<?> steps
            && !steps.isEmpty()
        ? steps.get(0).toString()
        : "";
  }

  /** A configuration without an id is for routes that users add. */
  private List<String> withoutConfiguration() {
    var broken = new ArrayList<String>();
    files.eachFlow(
        (file, route) -> {
          Object body = route.containsKey("route") ? route.get("route") : route;
          if (text((Map<?, ?>) body, "routeConfigurationId").isEmpty()) {
            broken.add("%s: %s".formatted(file, text(route, "id")));
          }
        });
    return broken;
  }

  /** What no {@code onException} names, Camel writes down with a stack trace. */
  private List<String> incompleteConfigurations() {
    return files.everything().stream()
        .filter(it -> it.key().equals("routeConfiguration"))
        .map(it -> (Map<?, ?>) it.value())
        .filter(it -> it.containsKey("onException"))
        .filter(it -> !it.get("onException").toString().contains("java.lang.Exception"))
        .map(it -> text(it, "id"))
        .toList();
  }

  private static String from(Map<?, ?> route) {
    return route.get("from") instanceof Map<?, ?> from ? text(from, "uri") : "";
  }

  private static String uri(Object send) {
    return send instanceof Map<?, ?> map ? text(map, "uri") : send.toString();
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) == null ? "" : map.get(key).toString();
  }
}
