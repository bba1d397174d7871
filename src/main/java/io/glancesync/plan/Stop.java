package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

/**
 * Why a guard holds steps back; one for all that it concerns.
 *
 * @param cause what was found, as it goes on after "but"
 * @param remedy what a person does about it
 */
public record Stop(String cause, String remedy) {
  public Stop {
    requireNonNull(cause, "cause");
    requireNonNull(remedy, "remedy");
  }

  /** Cause and remedy, for what is said once and not of each step. */
  public String text() {
    return cause + "; " + remedy;
  }
}
