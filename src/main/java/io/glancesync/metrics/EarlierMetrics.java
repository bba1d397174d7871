package io.glancesync.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an earlier process told that is still true: when a region was in step, and when a schedule
 * succeeded. A line that is not exactly as GlanceSync writes it is left out.
 */
final class EarlierMetrics {
  private static final String LABEL = "([a-z]+)=\"([^\"\\\\]*+(?:\\\\[\\\\\"n][^\"\\\\]*+)*+)\"";
  private static final Pattern LABELS = Pattern.compile(LABEL);
  private static final Pattern LINE =
      Pattern.compile("([a-z_]+)(?:\\{(%s(?:,%s)*)})? ([0-9.E]{1,30})".formatted(LABEL, LABEL));
  private static final int VALUE = 7;

  /** A name has 255 characters at most, and each may be escaped. */
  private static final int LONGEST = 2000;

  private static final Map<String, Metric> LASTING =
      Stream.of(Metric.values())
          .filter(Metric::isLasting)
          .collect(Collectors.toMap(Metric::text, Function.identity()));

  private EarlierMetrics() {}

  /** The samples of a text that last. */
  static List<Sample> lasting(String text) {
    var samples = new ArrayList<Sample>();
    for (String line : text.split("\n")) {
      Matcher matcher = LINE.matcher(line);
      if (line.length() <= LONGEST && matcher.matches() && LASTING.containsKey(matcher.group(1))) {
        add(samples, LASTING.get(matcher.group(1)), matcher);
      }
    }
    return samples;
  }

  private static void add(List<Sample> samples, Metric metric, Matcher line) {
    Map<String, String> labels =
        LABELS
            .matcher(line.group(2) == null ? "" : line.group(2))
            .results()
            .collect(
                Collectors.toMap(it -> it.group(1), it -> unescaped(it.group(2)), (a, b) -> a));
    String[] values =
        metric.labels().stream().map(it -> labels.getOrDefault(it, "")).toArray(String[]::new);
    try {
      double value = Double.parseDouble(line.group(VALUE));
      if (metric.labels().containsAll(labels.keySet())) {
        samples.add(metric.sample(value, values));
      }
    } catch (NumberFormatException e) {
      // as any other line that is not one of ours
    }
  }

  private static String unescaped(String value) {
    return Pattern.compile("\\\\(.)")
        .matcher(value)
        .replaceAll(it -> Matcher.quoteReplacement(it.group(1).equals("n") ? "\n" : it.group(1)));
  }
}
