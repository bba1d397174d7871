package io.glancesync.property;

import io.glancesync.time.TimeText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The allowed values of a setting. */
sealed interface PropertyKind {
  /** The text in the manual. */
  String text();

  /** What is wrong with a value, as the end of "KEY = VALUE is not ..."; empty when it is valid. */
  Optional<String> flaw(String value);

  /** Whether the text means 0. */
  static boolean isZero(String text) {
    return text.matches("0+([a-zA-Z]+)?");
  }

  /**
   * A whole number within limits, both included.
   *
   * @param unit what is counted; empty for a mere number
   */
  record Number(String unit, int least, int most) implements PropertyKind {
    @Override
    public String text() {
      return "%s%d to %d".formatted(unit.isEmpty() ? "" : unit + ", ", least, most);
    }

    @Override
    public Optional<String> flaw(String value) {
      if (!value.matches("[0-9]{1,9}")) {
        return Optional.of("a whole number");
      }
      int number = Integer.parseInt(value);
      return number >= least && number <= most
          ? Optional.empty()
          : Optional.of(
              "from %d to %d%s".formatted(least, most, unit.isEmpty() ? "" : " (" + unit + ")"));
    }
  }

  /** A duration within limits, both included. */
  record Period(Duration least, Duration most) implements PropertyKind {
    @Override
    public String text() {
      return "a time, %s to %s".formatted(TimeText.of(least), TimeText.of(most));
    }

    @Override
    public Optional<String> flaw(String value) {
      Optional<Duration> time = TimeText.read(value);
      if (time.isEmpty()) {
        return Optional.of("a time such as 30s (units: %s)".formatted(TimeText.UNITS));
      }
      return time.get().compareTo(least) >= 0 && time.get().compareTo(most) <= 0
          ? Optional.empty()
          : Optional.of("from %s to %s".formatted(TimeText.of(least), TimeText.of(most)));
    }
  }

  /** A number of bytes. */
  record Bytes() implements PropertyKind {
    @Override
    public String text() {
      return "a size such as `50GB`";
    }

    @Override
    public Optional<String> flaw(String value) {
      OptionalLong bytes = SizeText.read(value);
      return bytes.isPresent()
          ? Optional.empty()
          : Optional.of("a size such as 50GB (units: %s)".formatted(SizeText.UNITS));
    }
  }

  /** One of several fixed values. */
  record OneOf(List<String> words) implements PropertyKind {
    @Override
    public String text() {
      return "`" + String.join("` or `", words) + "`";
    }

    @Override
    public Optional<String> flaw(String value) {
      return words.contains(value) ? Optional.empty() : Optional.of(String.join(" or ", words));
    }
  }

  /**
   * The path of a file, or nothing.
   *
   * @param ending what the name has to end with
   */
  record FileName(String ending) implements PropertyKind {
    @Override
    public String text() {
      return "a file whose name ends in `%s`".formatted(ending);
    }

    @Override
    public Optional<String> flaw(String value) {
      return value.isEmpty() || isFile(value)
          ? Optional.empty()
          : Optional.of("a file whose name ends in " + ending);
    }

    private boolean isFile(String value) {
      try {
        return Path.of(value).getFileName().toString().endsWith(ending);
      } catch (InvalidPathException e) {
        return false;
      }
    }
  }

  /** A text. The code that uses it checks it. */
  record FreeText(String text) implements PropertyKind {
    @Override
    public Optional<String> flaw(String value) {
      return Optional.empty();
    }
  }
}
