package io.glancesync.transfer;

import java.util.List;

/**
 * Dead letters that are to be tried again, by one run about them and nothing else.
 *
 * @param narrowed as of {@link RunRequest}: such a run closes no letter because it does not find
 *     what the letter is about
 */
public record Retry(List<DeadLetter> letters, boolean narrowed) {
  public Retry {
    letters = List.copyOf(letters);
  }
}
