package io.glancesync.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of an image of ours of which the master has no selected image any more
 * (specification, section 9, "Withdrawal").
 *
 * @param mode what a run does
 * @param grace how long it must have been withdrawn before a run acts; for a delete, once more
 *     before what is hidden is deleted
 */
public record Withdrawal(Mode mode, Duration grace) {
  /** As long as the configuration says nothing. */
  public static final Withdrawal REPORTED = new Withdrawal(Mode.REPORT, Duration.ofDays(7));

  /** What a run does about a withdrawn image. */
  public enum Mode {
    REPORT,
    HIDE,
    DEACTIVATE,
    DELETE;

    /** The word in the configuration, for example {@code report}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(String word) {
      return Stream.of(values()).filter(it -> it.text().equals(word)).findFirst();
    }
  }

  public Withdrawal {
    requireNonNull(mode, "mode");
    requireNonNull(grace, "grace");
  }

  /** Whether runs do something about it. */
  public boolean acts() {
    return mode != Mode.REPORT;
  }
}
