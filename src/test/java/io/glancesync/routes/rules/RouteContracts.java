package io.glancesync.routes.rules;

import io.glancesync.routes.rules.RouteFiles.Found;
import java.beans.Introspector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what the description of a route says with what the route does. */
final class RouteContracts {
  /** What each request, or each transfer, has: docs/architecture.md names them once. */
  private static final Set<String> EVERYWHERE = Set.of("request", "permit", "attempts");

  private static final String ACQUIRES = "acquire";
  private static final Pattern VARIABLE = Pattern.compile("variable\\.([A-Za-z]+)");
  private static final Pattern SETS = Pattern.compile("Sets ([^.]*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

  private final RouteFiles files;
  private final Map<String, String> descriptions = new HashMap<>();

  RouteContracts(RouteFiles files) {
    this.files = files;
    files.eachFlow(
        (file, route) ->
            descriptions.put("direct:" + route.get("id"), "" + route.get("description")));
  }

  /** The variables that a direct route reads, does not set, and does not name. */
  List<String> unnamedVariables() {
    var broken = new ArrayList<String>();
    files.eachRoute(
        (file, route) -> {
          var from = (Map<?, ?>) route.get("from");
          if (!("" + from.get("uri")).startsWith("direct:")) {
            return;
          }
          List<Found> steps = RouteFiles.below(file, from);
          Set<String> known = names("" + route.get("description"));
          known.addAll(EVERYWHERE);
          steps.forEach(step -> known.addAll(set(step)));
          for (String read : read(steps)) {
            if (!known.contains(read)) {
              broken.add("%s: '%s' does not name %s".formatted(file, route.get("id"), read));
            }
          }
        });
    return broken;
  }

  private static Set<String> read(List<Found> steps) {
    var read = new HashSet<String>();
    for (Found step : steps) {
      if (step.value() instanceof String text) {
        VARIABLE.matcher(text).results().forEach(it -> read.add(it.group(1)));
      }
    }
    return read;
  }

  /** What a step sets: by itself, or in the route that it calls, as that one's description says. */
  private Set<String> set(Found step) {
    Optional<String> own = setByItself(step);
    if (own.isPresent()) {
      return Set.of(own.get());
    }
    if (step.value() instanceof String called && descriptions.containsKey(called)) {
      Matcher sets = SETS.matcher(descriptions.get(called));
      return sets.find() ? names(sets.group(1)) : Set.of();
    }
    return Set.of();
  }

  /** The variable that a step sets. A bean such as acquireRegion sets the one that it names. */
  static Optional<String> setByItself(Found step) {
    if (step.key().equals("setVariable") && step.value() instanceof Map<?, ?> map) {
      return Optional.of("" + map.get("name"));
    }
    if (step.key().equals("variableReceive")) {
      return Optional.of(step.value().toString());
    }
    boolean acquires = step.key().equals("ref") && step.value().toString().startsWith(ACQUIRES);
    return acquires
        ? Optional.of(
            Introspector.decapitalize(step.value().toString().substring(ACQUIRES.length())))
        : Optional.empty();
  }

  private static Set<String> names(String text) {
    var names = new HashSet<String>();
    NAME.matcher(text).results().forEach(it -> names.add(it.group()));
    return names;
  }
}
