package io.glancesync.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format as strictly as a server may: each series once, below the type of
 * its family, whose lines stand together.
 */
final class Exposition {
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) ([a-z_:][a-z0-9_:]*) (.+)");
  private static final Pattern NAME = Pattern.compile("[a-z_:][a-z0-9_:]*");
  private static final Set<String> TYPES = Set.of("gauge", "counter", "summary");
  private static final Pattern SUMMARY_SUFFIX = Pattern.compile("_(sum|count)$");

  /** A series and its value. */
  record Point(String name, Map<String, String> labels, double value) {}

  private final List<Point> points = new ArrayList<>();
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> helps = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> series = new HashSet<>();
  private String family = "";

  private Exposition() {}

  static Exposition parse(String text) {
    var parsed = new Exposition();
    require(text.isEmpty() || text.endsWith("\n"), "the last line does not end", text);
    for (String line : text.isEmpty() ? new String[0] : text.split("\n")) {
      if (line.startsWith("#")) {
        parsed.comment(line);
      } else {
        parsed.sample(line);
      }
    }
    return parsed;
  }

  List<Point> points() {
    return points;
  }

  Map<String, String> types() {
    return types;
  }

  Map<String, String> helps() {
    return helps;
  }

  /** The value of a series; null when there is none. */
  Double value(String name, String... labels) {
    var wanted = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return points.stream()
        .filter(it -> it.name().equals(name) && it.labels().equals(wanted))
        .map(Point::value)
        .findFirst()
        .orElse(null);
  }

  private static void require(boolean isTrue, String problem, String line) {
    if (!isTrue) {
      throw new IllegalArgumentException(problem + ": " + line);
    }
  }

  private void comment(String line) {
    Matcher comment = COMMENT.matcher(line);
    require(comment.matches(), "a comment that says nothing", line);
    String name = comment.group(2);
    if (!name.equals(family)) {
      require(closed.add(name), "a family in two places", line);
      family = name;
    }
    boolean isType = comment.group(1).equals("TYPE");
    require(!isType || TYPES.contains(comment.group(3)), "no type", line);
    require((isType ? types : helps).put(name, comment.group(3)) == null, "a comment twice", line);
  }

  private void sample(String line) {
    Matcher name = NAME.matcher(line);
    require(name.lookingAt(), "no name", line);
    boolean isSummary = "summary".equals(types.get(family));
    String of = isSummary ? SUMMARY_SUFFIX.matcher(name.group()).replaceAll("") : name.group();
    require(of.equals(family) && types.containsKey(of), "not of the family " + family, line);
    var labels = new TreeMap<String, String>();
    int end = name.end();
    if (line.charAt(end) == '{') {
      end = labels(line, end + 1, labels);
    }
    require(line.charAt(end) == ' ', "no blank before the value", line);
    double value = Double.parseDouble(line.substring(end + 1));
    require(series.add(name.group() + labels), "a series twice", line);
    points.add(new Point(name.group(), labels, value));
  }

  /** Reads labels from there on, and returns where they end. */
  private static int labels(String line, int start, Map<String, String> labels) {
    int at = start;
    while (true) {
      int equals = line.indexOf("=\"", at);
      require(equals > 0, "no label", line);
      String name = line.substring(at, equals);
      require(name.matches("[a-z_]+"), "no name of a label", line);
      var value = new StringBuilder();
      at = equals + 2;
      for (; line.charAt(at) != '"'; at++) {
        if (line.charAt(at) == '\\') {
          at++;
          char escaped = line.charAt(at);
          require("\\\"n".indexOf(escaped) >= 0, "an escape that is none", line);
          value.append(escaped == 'n' ? '\n' : escaped);
        } else {
          require(line.charAt(at) != 0, "a character 0", line);
          value.append(line.charAt(at));
        }
      }
      require(labels.put(name, value.toString()) == null, "a label twice", line);
      at++;
      if (line.charAt(at) == '}') {
        return at + 1;
      }
      require(line.charAt(at) == ',', "no comma", line);
      at++;
    }
  }
}
