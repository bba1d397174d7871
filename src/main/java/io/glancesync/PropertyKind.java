package io.glancesync;

import java.util.List;

/** What may be the value of a setting. */
sealed interface PropertyKind {
  /** As the manual says it. */
  String text();

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

    /** What a value should have been. */
    String wanted() {
      return "from %d to %d%s".formatted(least, most, unit.isEmpty() ? "" : " (" + unit + ")");
    }
  }

  /** One of some words. */
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
