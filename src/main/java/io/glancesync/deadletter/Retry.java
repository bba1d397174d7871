package io.glancesync.deadletter;

import static java.util.Objects.requireNonNull;

import io.glancesync.run.RunRequest;
import java.util.List;
import java.util.Optional;

/**
 * Dead letters that are to be retried, by a run about them and nothing else.
 *
 * @param narrowed as in {@link RunRequest}: such a run does not close a letter because it does not
 *     find the image
 * @param begunBy who asked for the retry, for people
 * @param requestId of the request that asked for it; empty if none did
 */
public record Retry(
    List<DeadLetter> letters, boolean narrowed, String begunBy, Optional<String> requestId) {
  private static final String COMMAND = "dead-letters retry";

  public Retry {
    letters = List.copyOf(letters);
    requireNonNull(begunBy, "begunBy");
  }

  /** A retry that somebody asked for with a file, which does not say who. */
  public Retry(List<DeadLetter> letters, boolean narrowed) {
    this(letters, narrowed, COMMAND, Optional.empty());
  }

  /** The retry, with who began it: {@code root@host}. */
  public Retry begunBy(String who) {
    return new Retry(letters, narrowed, "%s by %s".formatted(COMMAND, who), requestId);
  }

  /** The retry, asked for by a request that has an id. */
  public Retry askedBy(Optional<String> id) {
    return new Retry(letters, narrowed, begunBy, id);
  }
}
