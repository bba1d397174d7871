package io.glancesync.condition;

/**
 * A condition that cannot be read: an error in the configuration. The message says what was
 * expected, and the nearest known name where one is mistyped.
 */
public final class ConditionSyntaxException extends RuntimeException {
  private final Place place;

  ConditionSyntaxException(String message, Place place) {
    super(message);
    this.place = place;
  }

  /** The line of the error within the condition, counted from 1. */
  public int line() {
    return place.line();
  }

  /** The column of the error within its line, counted from 1. */
  public int column() {
    return place.column();
  }

  /** The line in question, and below it a caret under the place. */
  public String excerpt() {
    return place.excerpt();
  }
}
