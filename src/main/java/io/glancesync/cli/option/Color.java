package io.glancesync.cli.option;

import java.util.Locale;

/** Whether results are coloured. */
public enum Color {
  AUTO,
  ALWAYS,
  NEVER;

  /**
   * @param terminal whether a person reads it
   * @param noColor the value of {@code $NO_COLOR}; null when it is not set
   */
  public boolean isOn(boolean terminal, String noColor) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> terminal && (noColor == null || noColor.isEmpty());
    };
  }

  /** As users write it, and as it is offered for completion. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
