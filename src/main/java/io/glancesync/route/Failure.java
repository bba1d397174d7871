package io.glancesync.route;

/**
 * Why something could not be done, in words for a person.
 *
 * @param message what was tried, what came back, what to do
 */
public record Failure(Kind kind, String message) {
  /** What the exit code depends on. */
  public enum Kind {
    /** No answer, or none that makes sense. */
    UNREACHABLE,
    /** The user has to correct the configuration. */
    CONFIGURATION,
    /** Anything else. */
    OTHER
  }
}
