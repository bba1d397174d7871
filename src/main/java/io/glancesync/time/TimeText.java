package io.glancesync.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as settings have them: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 0}. */
public final class TimeText {
  /** The units of which they are made. */
  public static final String UNITS = "ms, s, m, h, d";

  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  /** Each unit once, the largest first: Camel, which reads some of them, knows no other order. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "0|(?=.)(?:Nd)?(?:Nh)?(?:Nm(?!s))?(?:Ns)?(?:Nms)?".replace("N", "[0-9]{1,9}"));

  private static final Map<String, ChronoUnit> BY_TEXT = new LinkedHashMap<>();

  static {
    BY_TEXT.put("d", ChronoUnit.DAYS);
    BY_TEXT.put("h", ChronoUnit.HOURS);
    BY_TEXT.put("m", ChronoUnit.MINUTES);
    BY_TEXT.put("s", ChronoUnit.SECONDS);
    BY_TEXT.put("ms", ChronoUnit.MILLIS);
  }

  private TimeText() {}

  /** The duration; empty when the text is not one. */
  public static Optional<Duration> read(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(Long.parseLong(part.group(1)), BY_TEXT.get(part.group(2)));
    }
    return Optional.of(sum);
  }

  /**
   * The shortest text for a duration: {@code 90s} stays {@code 90s}, {@code 3600s} is {@code 1h}.
   */
  public static String of(Duration time) {
    for (Map.Entry<String, ChronoUnit> unit : BY_TEXT.entrySet()) {
      long millis = unit.getValue().getDuration().toMillis();
      if (!time.isZero() && time.toMillis() % millis == 0) {
        return time.toMillis() / millis + unit.getKey();
      }
    }
    return "0";
  }
}
