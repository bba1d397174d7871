package io.glancesync.deadletter;

import static java.util.Objects.requireNonNull;

import io.glancesync.run.RunRequest;
import java.util.List;

/**
 * Dead letters that are to be retried, by a run about them and nothing else.
 *
 * @param narrowed as in {@link RunRequest}: such a run does not close a letter because it does not
 *     find the image
 * @param begunBy who asked for the retry, for people
 */
public record Retry(List<DeadLetter> letters, boolean narrowed, String begunBy) {
  private static final String COMMAND = "dead-letters retry";

  public Retry {
    letters = List.copyOf(letters);
    requireNonNull(begunBy, "begunBy");
  }

  /** A retry that somebody asked for with a file, which does not say who. */
  public Retry(List<DeadLetter> letters, boolean narrowed) {
    this(letters, narrowed, COMMAND);
  }

  /** The retry, with who began it: {@code root@host}. */
  public Retry begunBy(String who) {
    return new Retry(letters, narrowed, "%s by %s".formatted(COMMAND, who));
  }
}
