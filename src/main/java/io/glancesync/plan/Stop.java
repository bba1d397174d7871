package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a step is held back; one for all that it concerns.
 *
 * @param cause what was found, as it goes on after "but"
 * @param remedy what a person does about it
 * @param release what lets the steps pass; empty when only the remedy says it
 */
public record Stop(String cause, String remedy, Optional<StopEnd> release) {
  /** What lets held-back steps pass. */
  public sealed interface StopEnd {}

  /**
   * Another value of a property.
   *
   * @param property its key
   * @param amount what its value says, as it goes on after "write": {@code how many images …}
   * @param most its value now, at least 0
   */
  public record GuardLimit(String property, String amount, int most) implements StopEnd {
    public GuardLimit {
      requireNonNull(property, "property");
      requireNonNull(amount, "amount");
    }
  }

  /**
   * The word of a person that what was found is right.
   *
   * @param subject what is right, such as {@code shrunken-master}
   */
  public record Acceptance(String subject) implements StopEnd {
    public Acceptance {
      requireNonNull(subject, "subject");
    }
  }

  /** The time of the next try. */
  public record NextTry(Instant time) implements StopEnd {
    public NextTry {
      requireNonNull(time, "time");
    }
  }

  public Stop {
    requireNonNull(cause, "cause");
    requireNonNull(remedy, "remedy");
    requireNonNull(release, "release");
  }

  public Stop(String cause, String remedy) {
    this(cause, remedy, Optional.empty());
  }

  /** One word of a few for what is in the way, such as {@code max_replacements}. */
  public String code() {
    StopEnd end = release.orElse(null);
    if (end instanceof GuardLimit limit) {
      return word(limit.property().substring(limit.property().lastIndexOf('.') + 1));
    }
    if (end instanceof Acceptance acceptance) {
      return word(acceptance.subject());
    }
    return end instanceof NextTry ? "next_try" : "other";
  }

  private static String word(String text) {
    return text.replace('-', '_');
  }

  /** Cause and remedy, for what is said once and not of each step. */
  public String text() {
    return cause + "; " + remedy;
  }
}
