package io.glancesync.deadletter;

import io.glancesync.run.RunRequest;
import java.util.List;

/**
 * Dead letters that are to be retried, by a run about them and nothing else.
 *
 * @param narrowed as in {@link RunRequest}: such a run does not close a letter because it does not
 *     find the image
 */
public record Retry(List<DeadLetter> letters, boolean narrowed) {
  public Retry {
    letters = List.copyOf(letters);
  }
}
