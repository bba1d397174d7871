package io.glancesync.routes.rules;

import io.glancesync.routes.rules.RouteFiles.Found;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.events.CommentEvent;

/** What tools that show or rewrite routes rely on. */
record StepRules(RouteFiles files) {
  private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

  /** Their values are steps, or branches, which are shown like steps. */
  private static final Set<String> LISTS = Set.of("steps", "when", "doCatch", "onException");

  private static final Set<String> BRANCHES = Set.of("otherwise", "doFinally");

  /** Metrics, traces and the tree of MBeans name a step by its id, and Camel's own ids change. */
  List<String> withoutId() {
    var broken = new ArrayList<String>();
    for (Found found : files.everything()) {
      for (Map<?, ?> step : steps(found)) {
        if (!(step.get("id") instanceof String id) || !ID.matcher(id).matches()) {
          broken.add("%s: %s".formatted(found.file(), step));
        }
      }
    }
    return broken;
  }

  /** Camel starts no route with a step of the same id as another one. */
  List<String> ambiguous() {
    var broken = new ArrayList<String>();
    var seen = new HashMap<String, String>();
    for (Found found : files.everything()) {
      for (Map<?, ?> step : steps(found)) {
        String id = "" + step.get("id");
        if (seen.putIfAbsent(id, found.file()) != null) {
          broken.add("%s: %s".formatted(found.file(), id));
        }
      }
    }
    return broken;
  }

  private static List<Map<?, ?>> steps(Found found) {
    var steps = new ArrayList<Map<?, ?>>();
    if (LISTS.contains(found.key()) && found.value() instanceof List<?> list) {
      list.forEach(it -> steps.add(body((Map<?, ?>) it)));
    } else if (BRANCHES.contains(found.key())) {
      steps.add((Map<?, ?>) found.value());
    }
    return steps;
  }

  /** A branch itself, or what is below the name of a step; in its short form that is a text. */
  private static Map<?, ?> body(Map<?, ?> item) {
    if (item.size() > 1 || item.containsKey("steps")) {
      return item;
    }
    return item.values().iterator().next() instanceof Map<?, ?> body ? body : item;
  }

  /** An editor drops comments; descriptions and notes it keeps. */
  List<String> comments() {
    var broken = new ArrayList<String>();
    var options = new LoaderOptions();
    options.setProcessComments(true);
    files
        .texts()
        .forEach(
            (file, text) ->
                StreamSupport.stream(
                        new Yaml(options).parse(new StringReader(text)).spliterator(), false)
                    .filter(CommentEvent.class::isInstance)
                    .map(CommentEvent.class::cast)
                    .filter(it -> it.getCommentType() != CommentType.BLANK_LINE)
                    .map(it -> "%s: #%s".formatted(file, it.getValue()))
                    .forEach(broken::add));
    return broken;
  }
}
