package io.glancesync;

import java.util.List;

/** The allowed values of a setting. */
public sealed interface PropertyKind {
  /** The text in the manual. */
  String text();

  /**
   * A whole number within limits, both included.
   *
   * @param unit the unit; empty for a mere number
   */
  record Number(String unit, int least, int most) implements PropertyKind {
    @Override
    public String text() {
      return "%s%d to %d".formatted(unit.isEmpty() ? "" : unit + ", ", least, most);
    }

    /** The expected values, for an error message. */
    String wanted() {
      return "from %d to %d%s".formatted(least, most, unit.isEmpty() ? "" : " (" + unit + ")");
    }
  }

  /** One of several fixed values. */
  record OneOf(List<String> words) implements PropertyKind {
    @Override
    public String text() {
      return "`" + String.join("` or `", words) + "`";
    }

    String wanted() {
      return String.join(" or ", words);
    }
  }

  /** A text. The code that uses it checks it. */
  record FreeText(String text) implements PropertyKind {}
}
